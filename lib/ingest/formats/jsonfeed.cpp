#include <fmt/format.h>
#include <xxhash.h>

#include "ingest/feed_text.hpp"
#include "ingest/format.hpp"
#include "ingest/formats/json.hpp"
#include "ingest/html.hpp"
#include "ingest/site_kind.hpp"

/// JSON Feed 1 and 1.1 (jsonfeed.org/version/1.1). Pages of a paged feed are read as they come.
namespace rtm::ingest {

namespace {

using record::Value;

constexpr std::string_view kPlatform = "rss";  // what a feed's reader sees is the same in either form

class JsonFeedReader final : public Reader {
 public:
  void read(const Piece& piece, Sink& sink) override {
    const Value feed = piece.json;
    const Value items = feed["items"];
    if (!items.is_array()) return sink.refuse(feed.offset(), "not a JSON Feed: no \"items\"");
    for (const Value item : items.elements()) {
      post_.clear();
      if (!item.is_object()) {
        sink.refuse(item.offset(), "an item that is no object");
      } else if (entry(item, feed)) {
        sink.post(post_);
      } else {
        sink.refuse(item.offset(), "an item with neither id, url nor text");
      }
    }
  }

 private:
  bool entry(Value item, Value feed) {
    post_.platform = kPlatform;
    post_.url = item["url"].text();
    post_.title = trimmed(plain_text(item["title"].text()).text);
    text(item);
    post_.published_at = time_of(item["date_published"]);
    if (!post_.published_at) post_.published_at = time_of(item["date_modified"]);
    author(item, feed);
    for (const Value tag : item["tags"].elements()) add_once(post_.tags, trimmed(tag.text()));
    attachments(item);
    post_.lang = language_tag(first_of(item, {"language"}).exists() ? item["language"].text() : feed["language"].text());
    return place(item, feed);
  }

  void text(Value item) {
    const HtmlText html = plain_text(item["content_html"].text());
    post_.text = html.text;
    if (post_.text.empty()) post_.text = trimmed(item["content_text"].text());
    if (post_.text.empty()) post_.text = trimmed(item["summary"].text());
    if (std::string url = item["external_url"].text(); !url.empty()) add_once(post_.links, unwrapped(url));
    for (const HtmlLink& link : html.links) {
      if (link.url.starts_with("http") && link.url != post_.url) add_once(post_.links, unwrapped(link.url));
    }
    if (html.links.empty()) add_links(post_.text, post_.links);
    for (const HtmlImage& image : html.images) media(image.url, "image", image.alt);
  }

  /// Version 1.1 has a list of authors, version 1 one; an item's go before the feed's.
  void author(Value item, Value feed) {
    for (const Value holder : {item, feed}) {
      for (const Value one : {holder["authors"][std::size_t{0}], holder["author"]}) {
        if (post_.author.name.empty()) post_.author.name = trimmed(one["name"].text());
        if (post_.author.id.empty()) post_.author.id = one["url"].text();
      }
      if (!post_.author.name.empty() || !post_.author.id.empty()) return;
    }
  }

  void attachments(Value item) {
    media(item["image"].text(), "image", "");
    if (post_.media.empty()) media(item["banner_image"].text(), "image", "");
    for (const Value one : item["attachments"].elements()) {
      const std::string type = one["mime_type"].text();
      const std::string kind = type.substr(0, type.find('/'));
      media(one["url"].text(), kind == "image" || kind == "video" || kind == "audio" ? kind : "document", one["title"].text());
    }
  }

  void media(std::string url, std::string_view type, std::string alt) {
    if (!url.starts_with("http")) return;
    for (const Media& known : post_.media) {
      if (known.url == url) return;
    }
    post_.media.push_back({std::string(type), std::move(url), std::move(alt)});
  }

  bool place(Value item, Value feed) {
    const std::string home = feed["home_page_url"].text();
    post_.source = host_of(post_.url);
    if (post_.source.empty()) post_.source = host_of(home);
    if (post_.source.empty()) post_.source = feed["title"].text();
    post_.source_kind = site_kind("", post_.source, post_.url).value_or(SourceKind::news);
    std::string id = id_text(item["id"]);
    if (id.empty()) id = post_.url;
    if (const std::string all = post_.title + '\n' + post_.text; id.empty() && all.size() > 1) {
      id = fmt::format("text-{:016x}", XXH3_64bits(all.data(), all.size()));
    }
    if (id.empty()) return false;
    const bool alone = id.find("://") != std::string::npos || id.starts_with("urn:") || id.starts_with("tag:");
    post_.id = alone || post_.source.empty() ? prefixed(kPlatform, id) : fmt::format("{}:{}:{}", kPlatform, post_.source, id);
    return true;
  }

  Post post_;
};

int sniff(const Head& head) {
  if (head.json["version"].text().find("jsonfeed.org/version") != std::string::npos) return 100;
  return head.json["items"].is_array() && head.json["home_page_url"].is_string() ? 60 : 0;
}

std::unique_ptr<Reader> make(const Settings&) { return std::make_unique<JsonFeedReader>(); }

}  // namespace

const Format kJsonFeedFormat{"jsonfeed", "JSON Feed 1 and 1.1", Framing::json, sniff, make};

}  // namespace rtm::ingest
