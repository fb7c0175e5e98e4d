/// HTML as plain text, character references and whole pages: well-formed UTF-8 gives well-formed UTF-8, and never much more of it.
#include "base/utf8.hpp"
#include "fuzz.hpp"
#include "ingest/html.hpp"
#include "ingest/page.hpp"

namespace {

void check_page(std::string_view bytes) {
  const std::string html = rtm::utf8::repaired(rtm::ingest::page_to_utf8(bytes, ""));
  const rtm::ingest::Page page = rtm::ingest::read_page(html);
  fuzz::require(page.html.size() <= 2 * html.size(), "a page's matter is a part of it");
  for (const auto& told : {page.title, page.description, page.language, page.author, page.image, page.generator}) {
    fuzz::require(rtm::utf8::valid(told), "what a page says of itself is UTF-8");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string html = rtm::utf8::repaired(fuzz::text(data, size));
  const rtm::ingest::HtmlText text = rtm::ingest::plain_text(html);
  fuzz::require(rtm::utf8::valid(text.text), "the text is UTF-8");
  fuzz::require(text.text.size() <= 4 * html.size() + 4, "the text is no larger than the markup by much");
  for (const auto& link : text.links) fuzz::require(rtm::utf8::valid(link.url) && rtm::utf8::valid(link.text), "links are UTF-8");
  const std::string decoded = rtm::ingest::decode_entities(html);
  fuzz::require(rtm::utf8::valid(decoded) && decoded.size() <= 4 * html.size(), "references are decoded once");
  check_page(fuzz::text(data, size));
  return 0;
}
