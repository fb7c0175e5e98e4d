/// HTML as plain text and character references: well-formed UTF-8 gives well-formed UTF-8, and never much more of it.
#include "base/utf8.hpp"
#include "fuzz.hpp"
#include "ingest/html.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string html = rtm::utf8::repaired(fuzz::text(data, size));
  const rtm::ingest::HtmlText text = rtm::ingest::plain_text(html);
  fuzz::require(rtm::utf8::valid(text.text), "the text is UTF-8");
  fuzz::require(text.text.size() <= 4 * html.size() + 4, "the text is no larger than the markup by much");
  for (const auto& link : text.links) fuzz::require(rtm::utf8::valid(link.url) && rtm::utf8::valid(link.text), "links are UTF-8");
  const std::string decoded = rtm::ingest::decode_entities(html);
  fuzz::require(rtm::utf8::valid(decoded) && decoded.size() <= 4 * html.size(), "references are decoded once");
  return 0;
}
