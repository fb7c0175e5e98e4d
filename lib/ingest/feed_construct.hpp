#pragma once
#include <string_view>

#include "ingest/html.hpp"
#include "ingest/xml.hpp"

namespace rtm::ingest {

/// A text construct of a feed as plain text. Atom says by `type` (0.3: `type` and `mode`) whether it holds text, HTML or
/// XHTML, Media RSS likewise; where they say nothing it is text, unless it looks like HTML all the same. Members of RSS hold
/// HTML, whatever its specification says. Content of another kind (base64, a foreign XML) gives nothing.
HtmlText construct(XmlElement element);

/// True for a text with an end tag, a break or a character reference: what nobody writes by hand.
bool looks_like_html(std::string_view text);

}  // namespace rtm::ingest
