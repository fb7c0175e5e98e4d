#include <fmt/format.h>

#include "brief/format.hpp"
#include "brief/layout.hpp"

namespace rtm::brief {

namespace {

constexpr std::size_t kSpark = 24;

/// `text` so that Markdown shows its characters instead of obeying them.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (std::string_view("\\`*_{}[]<>#|!~").find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

/// A link's target: in angle brackets, without the characters that would end it.
std::string target(std::string_view url) {
  std::string out;
  for (const char c : url) {
    if (c == '<' || c == '>' || c == ' ') {
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    } else {
      out += c;
    }
  }
  return "<" + out + ">";
}

bool is_web(std::string_view url) { return url.starts_with("http://") || url.starts_with("https://"); }

std::string links(const Item& item) {
  std::string text;
  int number = 0;
  for (const std::string& url : item.links) {
    if (!is_web(url)) continue;
    text += fmt::format("{}[{}]({})", number == 0 ? "" : " ", number + 1, target(url));
    ++number;
  }
  return text;
}

}  // namespace

std::vector<std::string> render_markdown(const Page& page, const std::vector<Item>& items, const Phrasing& phrasing) {
  std::vector<std::string> lines{"# " + escaped(heading(page, items, phrasing))};
  for (const std::string& notice : page.notices) lines.push_back("\n> " + escaped(notice));
  if (items.empty()) lines.push_back(fmt::format("\n{}", phrasing.word("none")));
  const auto bullet = [&lines](std::string_view label, const std::string& text) {
    if (!text.empty()) lines.push_back(label.empty() ? "- " + text : fmt::format("- {}: {}", label, text));
  };
  std::string chapter;
  const auto begin = [&](const Item& item) {
    if (std::string verdict = phrasing.verdict(item); verdict != chapter) lines.push_back("\n## " + escaped(chapter = std::move(verdict)));
  };
  for (const Item& item : items) {
    if (!acts(item)) continue;
    begin(item);
    const std::string rank = item.rank ? fmt::format("{}. ", *item.rank) : "";
    lines.push_back(fmt::format("\n### {}{}\n", rank, escaped(item.title)));
    bullet("", escaped(phrasing.moment(item)));
    bullet(phrasing.word("why"), escaped(phrasing.reason(item)));
    if (item.rank) bullet(phrasing.word("value"), fmt::format("{:.2f}", item.value));
    bullet(phrasing.word("window"), phrasing.window(item));
    bullet(phrasing.word("sign"), escaped(phrasing.approvals(item)));
    bullet(phrasing.word("tags"), escaped(phrasing.tags(item)));
    bullet("", sparkline(item.rates, kSpark));
    bullet(phrasing.word("links"), links(item));
  }
  for (const Group& group : groups(items, page.show)) {
    begin(*group.shown.front());
    lines.push_back(fmt::format("\n{}\n", escaped(heading(group, phrasing))));
    for (const Item* item : group.shown) {
      const std::string told = escaped(phrasing.brief(*item)), where = links(*item);
      bullet("", fmt::format("**{}**{}{}{}{}", escaped(item->title), told.empty() ? "" : " · ", told, where.empty() ? "" : " ", where));
    }
    if (group.more > 0) bullet("", phrasing.more(group.more));
  }
  return lines;
}

}  // namespace rtm::brief
