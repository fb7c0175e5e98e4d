#include <algorithm>
#include <charconv>

#include "ingest/formats/instagram.hpp"

namespace rtm::ingest {

using record::Value;

bool is_meta_media(Value value) {
  const bool known = value["taken_at"].exists() || value["caption"].exists() || value["media_type"].exists();
  return value["code"].is_string() && known && (value["user"].is_object() || value["owner"].is_object());
}

std::string instagram_code(std::string_view number) {
  constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  number = number.substr(0, number.find('_'));
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), value);
  if (error != std::errc{} || end != number.data() + number.size() || value == 0) return {};
  std::string code;
  for (; value > 0; value >>= 6) code += kDigits[value & 63];
  std::reverse(code.begin(), code.end());
  return code;
}

void add_meta_media(Value value, Post& post) {
  const Value parts = value["carousel_media"];
  for (const Value one : parts.elements()) {
    if (!one["carousel_media"].is_array()) add_meta_media(one, post);
  }
  if ((parts.is_array() && parts.size() > 0) || post.media.size() >= kMostEntities) return;
  const std::string alt = value["accessibility_caption"].text();
  const Value video = value["video_versions"][std::size_t{0}];
  const Value picture = value["image_versions2"]["candidates"][std::size_t{0}];
  if (video.is_object() || value["media_type"].integer() == 2) {
    post.media.push_back({"video", video["url"].text(), alt});
  } else if (picture.is_object() || value["display_uri"].is_string()) {
    post.media.push_back({"image", picture.is_object() ? picture["url"].text() : value["display_uri"].text(), alt});
  } else if (value["audio"]["audio_src"].is_string()) {
    post.media.push_back({"audio", value["audio"]["audio_src"].text(), alt});
  }
}

bool read_meta_media(Value value, Post& post) {
  const Value user = value["user"].is_object() ? value["user"] : value["owner"];
  post.author.id = prefixed(post.platform, first_of(user, {"pk", "id", "pk_id"}));
  post.author.handle = user["username"].text();
  post.author.name = user["full_name"].text();
  post.author.followers = count_of(user["follower_count"]);
  post.author.verified = user["is_verified"].boolean();
  post.published_at = time_of(value["taken_at"]);
  post.text = value["caption"].is_string() ? value["caption"].text() : value["caption"]["text"].text();
  const auto likes = count_of(value["like_count"]);
  if (likes && *likes >= 0 && !is_true(value["like_and_view_counts_disabled"])) post.metrics.likes = likes;
  add_hashtags(post.text, post.hashtags);
  add_mentions(post.text, post.mentions);
  add_meta_media(value, post);
  return !is_true(user["is_private"]) && !is_true(user["text_post_app_is_private"]);
}

}  // namespace rtm::ingest
