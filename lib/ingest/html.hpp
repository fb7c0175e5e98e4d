#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace rtm::ingest {

struct HtmlLink {
  std::string url;         // href, entities decoded, as it stands (it may be relative)
  std::string css_class;   // of the a element
  std::string text;        // what is shown
};

struct HtmlImage {
  std::string url;
  std::string alt;
  std::string css_class;
};

/// HTML as plain text.
struct HtmlText {
  std::string text;
  std::vector<HtmlLink> links;
  std::vector<HtmlImage> images;
};

/// Decodes a fragment of HTML exactly once: blocks and br become line ends, p an empty line, list items "• ", entities
/// characters; script, style and comments go. White space is folded outside pre. Linear in time, flat in depth: it
/// follows tags and builds no tree, so damaged markup does no harm.
HtmlText plain_text(std::string_view html);

/// Decodes character references only (for feeds' plain members and APIs that escape < > &).
std::string decode_entities(std::string_view text);

}  // namespace rtm::ingest
