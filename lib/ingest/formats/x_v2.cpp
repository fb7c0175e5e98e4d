#include <algorithm>

#include "ingest/formats/x.hpp"
#include "ingest/html.hpp"

namespace rtm::ingest {

using record::Value;

void XIncludes::set(Value includes) {
  for (Index* index : {&users, &tweets, &media}) index->clear();
  users.add(includes["users"], "id");
  tweets.add(includes["tweets"], "id");
  media.add(includes["media"], "media_key");
}

bool is_x_v2(Value tweet) {
  if (!tweet["id"].is_string() || !tweet["text"].is_string() || tweet["id_str"].exists()) return false;
  std::string scratch;
  const std::string_view id = tweet["id"].string(scratch);
  const bool digits = !id.empty() && std::all_of(id.begin(), id.end(), [](char c) { return c >= '0' && c <= '9'; });
  return digits && !tweet["event_type"].exists();
}

namespace {

struct Reference {
  Value id;     // absent when there is none
  Value tweet;  // absent when the answer does not hold it
};

Reference reference(Value tweet, std::string_view type, const XIncludes& includes) {
  std::string scratch;
  for (const Value one : tweet["referenced_tweets"].elements()) {
    if (one["type"].string(scratch) != type) continue;
    return {one["id"], one["text"].is_string() ? one : includes.tweets.find(one["id"])};
  }
  return {};
}

bool set_author(Value tweet, const XIncludes& includes, Author& author) {
  Value user = first_of(tweet, {"author", "author_user"});
  if (!user.is_object()) user = includes.users.find(tweet["author_id"]);
  author.id = prefixed(kXPlatform, tweet["author_id"].exists() ? tweet["author_id"] : user["id"]);
  author.handle = user["username"].text();
  author.name = decode_entities(user["name"].text());
  author.followers = count_of(user["public_metrics"]["followers_count"]);
  author.verified = user["verified"].boolean();
  return !is_true(user["protected"]);
}

void add_media(Value attachments, const XIncludes& includes, Post& post) {
  const Value inside = attachments["media"];
  for (const Value one : (inside.is_array() ? inside : attachments["media_keys"]).elements()) {
    if (post.media.size() >= kMostEntities) return;
    const Value found = one.is_object() ? one : includes.media.find(one);
    const std::string type = found["type"].text();
    Media media{type == "photo" ? "image" : type == "animated_gif" ? "gif" : "video", {}, found["alt_text"].text()};
    if (type != "photo") media.url = x_video(found["variants"]);
    if (media.url.empty()) media.url = first_of(found, {"url", "preview_image_url"}).text();
    if (!type.empty()) post.media.push_back(std::move(media));
  }
}

void add_entities(Value entities, XText& text, Post& post) {
  for (const Value one : entities["hashtags"].elements()) add_once(post.hashtags, one["tag"].text());
  for (const Value one : entities["mentions"].elements()) add_once(post.mentions, one["username"].text());
  for (const Value one : entities["urls"].elements()) text.url(one);
}

/// "RT @name: " before the words of a repost whose original is not there: X cuts such words short.
void take_off_repost_mark(std::string& words, Post& post) {
  const std::size_t colon = words.find(": ");
  if (!words.starts_with("RT @") || colon == std::string::npos) return;
  std::erase(post.mentions, words.substr(4, colon - 4));
  words.erase(0, colon + 2);
}

void set_content(Value tweet, const XIncludes& includes, Post& post) {
  const Value note = tweet["note_tweet"];
  XText text(first_of(note["text"].is_string() ? note : tweet, {"text"}).text(), tweet["id"],
             id_text(reference(tweet, "quoted", includes).id), post);
  add_entities(note["entities"], text, post);
  add_entities(tweet["entities"], text, post);
  add_media(tweet["attachments"], includes, post);
  post.text = text.take();
}

void set_metrics(Value counts, Metrics& metrics) {
  metrics.likes = count_of(counts["like_count"]);
  metrics.reposts = count_of(counts["retweet_count"]);
  metrics.replies = count_of(counts["reply_count"]);
  metrics.quotes = count_of(counts["quote_count"]);
  metrics.views = count_of(counts["impression_count"]);
}

void set_place(Value point, Post& post) {
  const auto lon = point[std::size_t{0}].number();
  const auto lat = point[std::size_t{1}].number();
  if (lat && lon) post.geo = Geo{*lat, *lon};
}

}  // namespace

bool read_x_v2(Value tweet, const XIncludes& includes, Post& post) {
  begin_post(post, kXPlatform);
  post.id = prefixed(kXPlatform, tweet["id"]);
  const bool open = set_author(tweet, includes, post.author);
  post.url = x_url(post.author.handle, tweet["id"]);
  post.published_at = x_time(tweet["created_at"], tweet["id"]);
  const Reference original = reference(tweet, "retweeted", includes);
  const Value shown = original.tweet.exists() ? original.tweet : tweet;
  set_content(shown, includes, post);
  post.lang = language_tag(shown["lang"].text());
  post.repost_of = prefixed(kXPlatform, original.id);
  if (!post.repost_of.empty()) {
    if (!original.tweet.exists()) take_off_repost_mark(post.text, post);
    return open;
  }
  post.quote_of = prefixed(kXPlatform, reference(tweet, "quoted", includes).id);
  post.reply_to = prefixed(kXPlatform, reference(tweet, "replied_to", includes).id);
  post.thread = prefixed(kXPlatform, tweet["conversation_id"]);
  if (post.thread == post.id) post.thread.clear();
  set_metrics(tweet["public_metrics"], post.metrics);
  set_place(tweet["geo"]["coordinates"]["coordinates"], post);
  return open;
}

}  // namespace rtm::ingest
