#include "ingest/post.hpp"

#include <algorithm>
#include <array>
#include <limits>

namespace rtm::ingest {

namespace {

void text_member(record::Writer& out, std::string_view key, std::string_view value) {
  if (!value.empty()) out.member(key, value);
}

void count_member(record::Writer& out, std::string_view key, const std::optional<std::int64_t>& value) {
  if (value) out.member(key, *value);
}

void time_member(record::Writer& out, std::string_view key, const std::optional<Time>& value) {
  if (value) out.member(key, format_time(*value));
}

void list_member(record::Writer& out, std::string_view key, const std::vector<std::string>& values) {
  if (values.empty()) return;
  out.key(key).begin_array();
  for (const std::string& value : values) out.string(value);
  out.end_array();
}

void write_author(const Author& author, record::Writer& out) {
  if (author.id.empty() && author.handle.empty() && author.name.empty() && !author.followers && !author.verified) return;
  out.key("author").begin_object();
  text_member(out, "id", author.id);
  text_member(out, "handle", author.handle);
  text_member(out, "name", author.name);
  count_member(out, "followers", author.followers);
  if (author.verified) out.member("verified", *author.verified);
  out.end_object();
}

void write_metrics(const Metrics& metrics, record::Writer& out) {
  if (!metrics.likes && !metrics.reposts && !metrics.replies && !metrics.quotes && !metrics.views) return;
  out.key("metrics").begin_object();
  count_member(out, "likes", metrics.likes);
  count_member(out, "reposts", metrics.reposts);
  count_member(out, "replies", metrics.replies);
  count_member(out, "quotes", metrics.quotes);
  count_member(out, "views", metrics.views);
  out.end_object();
}

void write_media(const std::vector<Media>& media, record::Writer& out) {
  if (media.empty()) return;
  out.key("media").begin_array();
  for (const Media& one : media) {
    out.begin_object().member("type", one.type);
    text_member(out, "url", one.url);
    text_member(out, "alt", one.alt);
    out.end_object();
  }
  out.end_array();
}

void write_time(const Post& post, record::Writer& out) {
  if (post.published_at) out.member("published_at", format_time(post.published_at->at));
  out.member("time_quality", name(post.published_at ? post.published_at->quality : TimeQuality::missing));
}

}  // namespace

std::string_view name(SourceKind kind) {
  constexpr std::array<std::string_view, 7> kNames{"social", "forum", "news", "blog", "video", "review", "other"};
  return kNames.at(static_cast<std::size_t>(kind));
}

std::string_view name(TimeQuality quality) {
  constexpr std::array<std::string_view, 4> kNames{"exact", "date_only", "assumed_zone", "missing"};
  return kNames.at(static_cast<std::size_t>(quality));
}

std::int64_t Metrics::sum() const {
  std::int64_t sum = 0;
  for (const auto& count : {likes, reposts, replies, quotes, views}) {
    const std::int64_t more = std::max<std::int64_t>(count.value_or(0), 0);
    sum = more > std::numeric_limits<std::int64_t>::max() - sum ? std::numeric_limits<std::int64_t>::max() : sum + more;
  }
  return sum;
}

void Author::clear() {
  id.clear();
  handle.clear();
  name.clear();
  followers.reset();
  verified.reset();
}

void Post::clear() {
  for (std::string* text_value : {&id, &platform, &source, &url, &title, &text, &lang, &reply_to, &repost_of, &quote_of,
                                  &thread, &copy_of}) {
    text_value->clear();
  }
  source_kind = SourceKind::other;
  published_at.reset();
  author.clear();
  lang_p.reset();
  metrics = {};
  metrics_at.reset();
  for (auto* list : {&hashtags, &tags, &mentions, &links}) list->clear();
  media.clear();
  geo.reset();
  copies.reset();
}

void write_copies(const Copies& copies, record::Writer& out) {
  out.begin_object().member("n", copies.n);
  time_member(out, "first_at", copies.first_at);
  time_member(out, "last_at", copies.last_at);
  out.end_object();
}

void write(const Post& post, record::Writer& out) {
  out.begin_object().member("kind", "post").member("id", post.id).member("platform", post.platform);
  text_member(out, "source", post.source);
  out.member("source_kind", name(post.source_kind));
  text_member(out, "url", post.url);
  write_time(post, out);
  write_author(post.author, out);
  text_member(out, "title", post.title);
  out.member("text", post.text);
  text_member(out, "lang", post.lang);
  if (post.lang_p) out.member("lang_p", *post.lang_p, 2);
  text_member(out, "reply_to", post.reply_to);
  text_member(out, "repost_of", post.repost_of);
  text_member(out, "quote_of", post.quote_of);
  text_member(out, "thread", post.thread);
  write_metrics(post.metrics, out);
  time_member(out, "metrics_at", post.metrics_at);
  list_member(out, "hashtags", post.hashtags);
  list_member(out, "tags", post.tags);
  list_member(out, "mentions", post.mentions);
  list_member(out, "links", post.links);
  write_media(post.media, out);
  if (post.geo) {
    out.key("geo").begin_object().member("lat", post.geo->lat, 5).member("lon", post.geo->lon, 5).end_object();
  }
  if (post.copies) {
    out.key("copies");
    write_copies(*post.copies, out);
  }
  text_member(out, "copy_of", post.copy_of);
  out.end_object();
}

void write(const Tombstone& tombstone, record::Writer& out) {
  out.begin_object().member("kind", "tombstone").member("id", tombstone.id);
  text_member(out, "platform", tombstone.platform);
  time_member(out, "deleted_at", tombstone.deleted_at);
  out.end_object();
}

}  // namespace rtm::ingest
