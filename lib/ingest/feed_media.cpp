#include "ingest/feed_media.hpp"

#include <algorithm>

#include "ingest/feed_construct.hpp"
#include "ingest/feed_text.hpp"
#include "ingest/formats/json.hpp"

namespace rtm::ingest {

namespace {

constexpr std::size_t kMost = 1000;  // each new one is compared with all others

std::string media_type(std::string_view mime, std::string_view medium) {
  for (const std::string_view kind : {"image", "video", "audio"}) {
    if (mime.starts_with(kind) || medium == kind) return std::string(kind);
  }
  // Video players were Flash films once, and some feeds still call them so.
  return mime == "application/x-shockwave-flash" ? "video" : "document";
}

void add_words(std::string_view list, std::vector<std::string>& to) {
  while (!list.empty()) {
    const std::size_t comma = std::min(list.find(','), list.size());
    add_once(to, trimmed(list.substr(0, comma)));
    list.remove_prefix(std::min(comma + 1, list.size()));
  }
}

}  // namespace

std::string FeedMedia::absolute(XmlElement element, std::string_view attribute) const {
  const std::string url = trimmed(element.attribute(attribute));
  return url.empty() ? url : element.resolve(url, base_);
}

void FeedMedia::add(const std::string& url, std::string_view mime, std::string_view medium, const std::string& alt) {
  if (url.empty() || post_.media.size() >= kMost) return;
  const auto same = [&](const Media& m) { return m.url == url; };
  if (std::any_of(post_.media.begin(), post_.media.end(), same)) return;
  post_.media.push_back({media_type(mime, medium), url, trimmed(alt)});
}

void FeedMedia::member(XmlElement child, const std::string& name) {
  if (name == "enclosure") return add(absolute(child, "url"), child.attribute("type"), "", "");
  name.starts_with("media:") ? media_rss(child, name) : itunes(child, name);
}

void FeedMedia::media_rss(XmlElement child, const std::string& name) {
  const auto first = [](auto& member, auto value) {
    if (member.empty()) member = std::move(value);
  };
  if (name == "media:content") {
    add(absolute(child, "url"), child.attribute("type"), child.attribute("medium"), child.child("media:title").text());
  }
  if (name == "media:group" || name == "media:community" || name == "media:content") {
    for (const XmlElement inner : child.children()) media_rss(inner, inner.name());
  }
  if (name == "media:thumbnail" && post_.media.empty()) add(absolute(child, "url"), "image/", "", "");
  if (name == "media:description" && text_.text.empty()) text_ = construct(child);
  if (name == "media:title") first(title_, trimmed(construct(child).text));
  if (name == "media:credit") first(author_, trimmed(child.text()));
  if (name == "media:keywords") add_words(child.text(), post_.tags);
  if (name == "media:category") add_once(post_.tags, trimmed(child.has_attribute("label") ? child.attribute("label") : child.text()));
  if (name == "media:statistics" && !post_.metrics.views) post_.metrics.views = whole_number(child.attribute("views"));
  if (name == "media:starrating" && !post_.metrics.likes) post_.metrics.likes = whole_number(child.attribute("count"));
}

void FeedMedia::itunes(XmlElement child, const std::string& name) {
  if (name == "itunes:summary" || (name == "itunes:subtitle" && text_.text.empty())) {
    if (HtmlText found = construct(child); found.text.size() > text_.text.size()) text_ = std::move(found);
  }
  if (name == "itunes:title" && title_.empty()) title_ = trimmed(child.text());
  if (name == "itunes:author" && author_.empty()) author_ = person(child.text());
  if (name == "itunes:image") add(absolute(child, "href"), "image/", "", "");
  if (name == "itunes:keywords") add_words(child.text(), post_.tags);
}

}  // namespace rtm::ingest
