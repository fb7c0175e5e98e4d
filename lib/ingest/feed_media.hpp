#pragma once
#include <string>

#include "ingest/html.hpp"
#include "ingest/post.hpp"
#include "ingest/xml.hpp"

namespace rtm::ingest {

/// What enclosures, Media RSS and iTunes members say about one entry.
class FeedMedia {
 public:
  /// `post` gets media, metrics and tags; `base` is what relative URLs are relative to. Both must outlive this.
  FeedMedia(Post& post, const std::string& base) : post_(post), base_(base) {}

  /// An `enclosure`, `media:…` or `itunes:…` member.
  void member(XmlElement child, const std::string& name);
  /// One file; `alt` is what it is called.
  void add(const std::string& url, std::string_view mime, std::string_view medium, const std::string& alt);

  /// The best there is when the entry itself has no text, title or author.
  const HtmlText& text() const { return text_; }
  const std::string& title() const { return title_; }
  const std::string& author() const { return author_; }

 private:
  void media_rss(XmlElement child, const std::string& name);
  void itunes(XmlElement child, const std::string& name);
  std::string absolute(XmlElement element, std::string_view attribute) const;

  Post& post_;
  const std::string& base_;
  HtmlText text_;
  std::string title_, author_;
};

}  // namespace rtm::ingest
