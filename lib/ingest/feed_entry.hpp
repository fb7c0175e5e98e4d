#pragma once
#include <string>

#include "ingest/post.hpp"
#include "ingest/xml.hpp"

namespace rtm::ingest {

/// What a feed says about itself, for its entries.
struct Channel {
  std::string title, link, language, generator;
  Author author;  // of Atom entries that name none
};

/// Reads what stands at the head of a feed. `feed` is the element that holds title and link.
Channel read_channel(XmlElement feed);

/// One item of RSS 0.9x, 1.0 or 2.0, or one entry of Atom 0.3 or 1.0, with the extensions that carry a post's fields
/// (DC, content, slash, media, georss, thr, itunes, feedburner). An entry taken over from elsewhere (Atom's and RSS's
/// `source`) is of there. False when there is nothing in it to be a post.
bool read_entry(XmlElement entry, const Channel& channel, Post& post);

/// An Atom person, or the text of an RSS author; nothing for a bare mail address.
void read_author(XmlElement element, Author& author);

}  // namespace rtm::ingest
