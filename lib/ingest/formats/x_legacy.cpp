#include "ingest/formats/x.hpp"
#include "ingest/html.hpp"

namespace rtm::ingest {

using record::Value;

bool is_x_v1(Value tweet) {
  const bool text = tweet["full_text"].is_string() || tweet["text"].is_string();
  return text && (tweet["id_str"].exists() || (tweet["id"].exists() && tweet["user"].is_object()));
}

bool is_x_graphql(Value result) {
  if (result["tweet"].is_object()) result = result["tweet"];
  return result["legacy"].is_object() && (result["rest_id"].exists() || result["legacy"]["full_text"].is_string()) &&
         !result["legacy"]["screen_name"].exists();
}

XLegacy x_from_v1(Value tweet) {
  XLegacy one;
  one.id = first_of(tweet, {"id_str", "id"});
  one.body = tweet;
  one.user = tweet["user"];
  one.views = tweet["ext_views"];
  one.original = tweet["retweeted_status"];
  return one;
}

XLegacy x_from_graphql(Value result) {
  if (result["tweet"].is_object()) result = result["tweet"];
  XLegacy one;
  one.shape = XLegacy::Shape::graphql;
  one.body = result["legacy"];
  one.id = first_of(result, {"rest_id"});
  if (!one.id.exists()) one.id = one.body["id_str"];
  one.user = result["core"]["user_results"]["result"];
  if (!one.user.exists()) one.user = result["user"];
  one.note = result["note_tweet"]["note_tweet_results"]["result"];
  one.views = first_of(result, {"views", "ext_views"});
  one.original = first_of(one.body, {"retweeted_status_result"})["result"];
  return one;
}

namespace {

/// `legacy` holds what GraphQL has not moved elsewhere yet.
bool set_author(const XLegacy& tweet, Author& author) {
  const Value user = tweet.user;
  const Value legacy = user["legacy"].is_object() ? user["legacy"] : user;
  const Value core = user["core"].is_object() ? user["core"] : legacy;
  author.id = prefixed(kXPlatform, first_of(user, {"rest_id", "id_str", "id"}));
  if (author.id.empty() || user["legacy"].is_object()) {
    const Value id = user["rest_id"].exists() ? user["rest_id"] : first_of(tweet.body, {"user_id_str", "user_id"});
    author.id = prefixed(kXPlatform, id);
  }
  author.handle = core["screen_name"].text();
  author.name = decode_entities(core["name"].text());
  author.followers = count_of(legacy["followers_count"]);
  if (const auto verified = legacy["verified"].boolean()) author.verified = *verified;
  if (is_true(user["is_blue_verified"]) || is_true(user["verification"]["verified"])) author.verified = true;
  return !is_true(legacy["protected"]) && !is_true(user["privacy"]["protected"]);
}

void add_media(Value list, Post& post) {
  for (const Value one : list.elements()) {
    if (post.media.size() >= kMostEntities) return;
    const std::string type = one["type"].text();
    Media media{type == "photo" ? "image" : type == "animated_gif" ? "gif" : "video", {}, one["ext_alt_text"].text()};
    if (type != "photo") media.url = x_video(one["video_info"]["variants"]);
    if (media.url.empty()) media.url = first_of(one, {"media_url_https", "media_url"}).text();
    if (!media.url.empty()) post.media.push_back(std::move(media));
  }
}

void add_entities(Value entities, XText& text, Post& post) {
  for (const Value one : entities["hashtags"].elements()) add_once(post.hashtags, one["text"].text());
  for (const Value one : entities["user_mentions"].elements()) add_once(post.mentions, one["screen_name"].text());
  for (const Value one : entities["urls"].elements()) text.url(one);
  for (const Value one : entities["media"].elements()) text.url(one);
}

std::string quoted_id(Value body) {
  const Value id = first_of(body, {"quoted_status_id_str", "quoted_status_id"});
  return id_text(id.exists() ? id : first_of(body["quoted_status"], {"id_str", "id"}));
}

/// Text, links, hashtags, mentions and media.
void set_content(const XLegacy& tweet, Post& post) {
  const Value longer = tweet.body["extended_tweet"];
  const Value body = longer["full_text"].is_string() ? longer : tweet.body;
  const Value note = first_of(tweet.note, {"text"});
  const Value words = note.exists() ? note : first_of(body, {"full_text", "text"});
  XText text(words.text(), tweet.id, quoted_id(tweet.body), post);
  const Value entities = body["entities"];
  add_entities(tweet.note["entity_set"], text, post);
  add_entities(entities, text, post);
  const Value all = first_of(body["extended_entities"], {"media"});
  const Value older = first_of(tweet.body["extended_entities"], {"media"});
  add_media(all.exists() ? all : older.exists() ? older : entities["media"], post);
  post.text = text.take();
}

void set_metrics(const XLegacy& tweet, Metrics& metrics) {
  metrics.likes = count_of(tweet.body["favorite_count"]);
  metrics.reposts = count_of(tweet.body["retweet_count"]);
  metrics.replies = count_of(tweet.body["reply_count"]);
  metrics.quotes = count_of(tweet.body["quote_count"]);
  metrics.views = count_of(tweet.views["count"]);
}

/// GeoJSON has the longitude first, the older member "geo" the latitude.
void set_place(Value body, Post& post) {
  const Value point = body["coordinates"]["coordinates"];
  const Value old = body["geo"]["coordinates"];
  const std::size_t first = point.is_array() ? 1 : 0;
  const Value pair = point.is_array() ? point : old;
  const auto lat = real_of(pair[first]);
  const auto lon = real_of(pair[1 - first]);
  if (lat && lon) post.geo = Geo{*lat, *lon};
}

}  // namespace

bool read_x(const XLegacy& tweet, Post& post) {
  begin_post(post, kXPlatform);
  post.id = prefixed(kXPlatform, tweet.id);
  const Value body = tweet.body;
  const bool open = set_author(tweet, post.author);
  post.url = x_url(post.author.handle, tweet.id);
  post.published_at = x_time(first_of(body, {"created_at", "timestamp_ms"}), tweet.id);
  const bool graphql = tweet.shape == XLegacy::Shape::graphql;
  const XLegacy original = graphql ? x_from_graphql(tweet.original) : x_from_v1(tweet.original);
  const Value id = original.id.exists() ? original.id : first_of(body, {"retweeted_status_id_str"});
  if (!id_text(id).empty() && id_text(id) != id_text(tweet.id)) {
    post.repost_of = prefixed(kXPlatform, id);
    const XLegacy& shown = original.body.exists() ? original : tweet;
    set_content(shown, post);
    post.lang = language_tag(shown.body["lang"].text());
    return open;
  }
  set_content(tweet, post);
  post.lang = language_tag(body["lang"].text());
  post.quote_of = prefixed(kXPlatform, quoted_id(body));
  post.reply_to = prefixed(kXPlatform, first_of(body, {"in_reply_to_status_id_str", "in_reply_to_status_id"}));
  post.thread = prefixed(kXPlatform, first_of(body, {"conversation_id_str"}));
  if (post.thread == post.id) post.thread.clear();
  set_metrics(tweet, post.metrics);
  set_place(body, post);
  return open;
}

}  // namespace rtm::ingest
