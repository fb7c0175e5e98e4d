#pragma once
#include <string>

#include "ingest/post.hpp"
#include "ingest/xml.hpp"

namespace rtm::ingest {

/// What a feed says about itself, for its entries.
struct Channel {
  std::string title, link, language;
  SourceKind kind = SourceKind::news;
};

/// Reads what stands at the head of a feed. `feed` is the element that holds title and link.
Channel read_channel(XmlElement feed);

/// One item of RSS 0.9x, 1.0 or 2.0, or one entry of Atom 0.3 or 1.0, with the extensions that carry a post's fields
/// (DC, content, slash, media, georss, thr, itunes, feedburner). False when there is nothing in it to be a post.
bool read_entry(XmlElement entry, const Channel& channel, Post& post);

}  // namespace rtm::ingest
