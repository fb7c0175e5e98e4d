#include "brief/format.hpp"

#include <fmt/format.h>

namespace rtm::brief {

std::string heading(const Page& page, std::size_t items, const Phrasing& phrasing) {
  std::string text = page.brand;
  if (page.as_of) text += fmt::format("{}{} {}", text.empty() ? "" : " · ", phrasing.word("as_of"), phrasing.when(*page.as_of));
  text += text.empty() ? "" : " · ";
  return text + phrasing.counted(static_cast<std::int64_t>(items), "opportunity", "opportunities");
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
