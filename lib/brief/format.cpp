#include "brief/format.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace rtm::brief {

namespace {

/// "1 vai, 2 approva, 11 evita"; items are sorted by verdict.
std::string tally(const std::vector<Item>& items, const Phrasing& phrasing) {
  std::string text;
  for (auto from = items.begin(); from != items.end();) {
    const auto to = std::find_if(from, items.end(), [&](const Item& i) { return i.verdict != from->verdict; });
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", to - from, phrasing.verdict(*from));
    from = to;
  }
  return text;
}

}  // namespace

std::string heading(const Page& page, const std::vector<Item>& items, const Phrasing& phrasing) {
  std::string text = page.brand;
  if (page.as_of) text += fmt::format("{}{} {}", text.empty() ? "" : " · ", phrasing.word("as_of"), phrasing.when_and_where(*page.as_of));
  const std::string verdicts = tally(items, phrasing);
  return verdicts.empty() ? text : text + (text.empty() ? "" : " · ") + verdicts;
}

std::vector<std::string> render(const Page& page, const std::vector<Item>& items, const Phrasing& phrasing) {
  switch (page.format) {
    case Format::markdown: return render_markdown(page, items, phrasing);
    case Format::csv: return render_csv(items, phrasing);
    case Format::text: break;
  }
  return render_text(page, items, phrasing);
}

}  // namespace rtm::brief
