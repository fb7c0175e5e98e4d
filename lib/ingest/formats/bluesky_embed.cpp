#include "ingest/formats/bluesky.hpp"

namespace rtm::ingest {

using record::Value;

namespace {

std::string blob_of(Value blob) { return first_of(blob["ref"].is_object() ? blob["ref"] : blob, {"$link", "cid"}).text(); }

void add_media(std::string_view type, std::string url, std::string alt, Post& post) {
  if (post.media.size() < kMostEntities) post.media.push_back({std::string(type), std::move(url), std::move(alt)});
}

/// The words are those of the record, for the API trims them.
void add_images(Value images, Value written, const std::string& did, Post& post) {
  std::size_t i = 0;
  for (const Value one : images.elements()) {
    if (i >= kMostEntities) return;
    const Value words = written[i++]["alt"];
    std::string url = first_of(one, {"fullsize", "thumb"}).text();
    const std::string blob = blob_of(one["image"]);
    if (url.empty() && !blob.empty()) url = "https://cdn.bsky.app/img/feed_fullsize/plain/" + did + "/" + blob + "@jpeg";
    add_media("image", std::move(url), (words.is_string() ? words : one["alt"]).text(), post);
  }
}

void add_video(Value embed, const std::string& did, Post& post) {
  std::string url = first_of(embed, {"playlist"}).text();
  const std::string blob = blob_of(embed["video"]);
  if (url.empty() && !blob.empty()) url = "https://video.bsky.app/watch/" + did + "/" + blob + "/playlist.m3u8";
  add_media("video", std::move(url), embed["alt"].text(), post);
}

/// A card, or a moving picture of the two services that clients take them from.
void add_external(Value external, Post& post) {
  std::string url = external["uri"].text();
  if (url.starts_with("https://media.tenor.com/") || url.starts_with("https://media.giphy.com/")) {
    std::string alt = external["description"].text();
    for (const std::string_view mark : {"ALT: ", "Alt: "}) {
      if (alt.starts_with(mark)) alt.erase(0, mark.size());
    }
    return add_media("gif", std::move(url), std::move(alt), post);
  }
  if (url.starts_with("http")) add_once(post.links, std::move(url));
}

void add_parts(Value embed, Value written, const std::string& did, Post& post) {
  if (embed["images"].is_array()) add_images(embed["images"], written["images"], did, post);
  if (embed["video"].is_object() || embed["playlist"].is_string()) add_video(embed, did, post);
  if (embed["external"].is_object()) add_external(embed["external"], post);
}

}  // namespace

void set_bluesky_embed(Value record, Value view, const std::string& did, Post& post) {
  const Value embed = view.is_object() ? view : record;
  const Value media = embed["media"];
  const Value written = record["media"].is_object() ? record["media"] : record;
  add_parts(media.is_object() ? media : embed, written, did, post);
  const Value quoted = record["record"].is_object() ? record["record"] : view["record"];
  const std::string uri = (quoted["record"].is_object() ? quoted["record"] : quoted)["uri"].text();
  // Lists, feeds and starter packs are records too, but no posts.
  if (uri.find("/app.bsky.feed.post/") != std::string::npos) post.quote_of = prefixed("bluesky", uri);
}

}  // namespace rtm::ingest
