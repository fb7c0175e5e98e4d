#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "brief/format.hpp"
#include "brief/layout.hpp"

namespace rtm::brief {

namespace {

constexpr std::size_t kNarrowest = 40;
constexpr std::size_t kVerdictColumn = 11;
constexpr std::size_t kRightColumn = 18;
constexpr std::size_t kRightFrom = 84;  // columns from which there is room for a column at the right
constexpr std::size_t kSpark = 16;

std::string_view escape_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::respond: return "\x1b[1;35m";
    case Verdict::go: return "\x1b[1;32m";
    case Verdict::review: return "\x1b[1;33m";
    case Verdict::plan: return "\x1b[1;34m";
    case Verdict::watch: return "\x1b[1;36m";
    case Verdict::no_go: return "\x1b[1;31m";
    case Verdict::none: break;
  }
  return "\x1b[1m";
}

/// One block of the table: the verdict at the left, the story in the middle, numbers at the right.
class Block {
 public:
  Block(const Page& page, const Phrasing& phrasing)
      : phrasing_(phrasing), colour_(page.colour), width_(std::max(page.width, kNarrowest)),
        right_(width_ >= kRightFrom ? kRightColumn : 0) {}

  std::vector<std::string> lines(const Item& item) {
    const auto left = left_cells(item);
    const auto middle = middle_cells(item);
    const auto right = right_ > 0 ? right_cells(item) : std::vector<std::string>{};
    return joined(item.verdict, left, middle, right);
  }

  std::vector<std::string> lines(const Group& group) {
    const std::vector<std::string> left = wrap(phrasing_.verdict(*group.shown.front()), kVerdictColumn - 1);
    std::vector<std::string> middle;
    for (std::string& line : wrap(heading(group, phrasing_), width_ - kVerdictColumn)) middle.push_back(std::move(line));
    title_lines_ = middle.size();
    for (const Item* item : group.shown) add_brief(middle, *item);
    if (group.more > 0) middle.push_back("· " + phrasing_.more(group.more));
    return joined(group.verdict, left, middle, {});
  }

 private:
  using Cells = std::vector<std::string>;

  std::vector<std::string> joined(Verdict verdict, const Cells& left, const Cells& middle, const Cells& right) const {
    std::vector<std::string> result;
    const std::size_t height = std::max({left.size(), middle.size(), right.size()});
    for (std::size_t i = 0; i < height; ++i) {
      const auto cell = [i](const std::vector<std::string>& cells) { return i < cells.size() ? cells[i] : std::string{}; };
      std::string line = painted(padded(cell(left), kVerdictColumn), i == 0 ? escape_of(verdict) : "\x1b[2m");
      const std::string text = right_ > 0 ? padded(cell(middle), middle_width()) : cell(middle);
      line += i < title_lines_ ? painted(text, "\x1b[1m") : text;
      if (right_ > 0) line += "  " + cell(right);
      line.erase(line.find_last_not_of(' ') + 1);
      result.push_back(line);
    }
    return result;
  }

  std::size_t middle_width() const { return width_ - kVerdictColumn - (right_ > 0 ? right_ + 2 : 0); }

  std::string painted(const std::string& text, std::string_view escape) const {
    if (colour_ == Colour::never || text.find_first_not_of(' ') == std::string::npos) return text;
    return fmt::format("{}{}\x1b[0m", escape, text);
  }

  std::vector<std::string> left_cells(const Item& item) const {
    std::vector<std::string> cells = wrap(phrasing_.verdict(item), kVerdictColumn - 1);
    if (item.rank && item.verdict != Verdict::respond) cells.push_back(fmt::format("#{} {:.2f}", *item.rank, item.value));
    return cells;
  }

  void add(std::vector<std::string>& cells, std::string_view label, const std::string& text, std::size_t most = 0) const {
    if (text.empty()) return;
    const std::string line = label.empty() ? text : fmt::format("{}: {}", label, text);
    for (std::string& part : wrap(line, middle_width(), most)) cells.push_back(std::move(part));
  }

  /// An item of a group: its title in one line, what it is in another, where to look.
  void add_brief(Cells& cells, const Item& item) const {
    constexpr std::size_t kIndent = 2;
    const std::size_t width = width_ - kVerdictColumn - kIndent;
    const auto put = [&](std::string_view sign, const Cells& lines) {
      for (const std::string& line : lines) cells.push_back(fmt::format("{} {}", std::exchange(sign, " "), line));
    };
    put("·", wrap(item.title, width, 1));
    std::string told = phrasing_.brief(item);
    const std::string link = item.links.empty() ? "" : item.links.front();
    const bool beside = display_width(told) + display_width(link) + 3 <= width;
    if (beside && !link.empty()) told += (told.empty() ? "" : " · ") + link;
    put(" ", wrap(told, width));
    if (!beside && !link.empty()) put(" ", {link});  // never cut: a terminal makes it clickable
  }

  std::vector<std::string> middle_cells(const Item& item) {
    std::vector<std::string> cells;
    add(cells, "", item.title, 2);
    title_lines_ = cells.size();
    add(cells, "", phrasing_.moment(item));
    add(cells, "", phrasing_.reason(item));
    if (right_ == 0) add(cells, "", phrasing_.window(item));
    add(cells, phrasing_.word("sign"), phrasing_.approvals(item));
    add(cells, phrasing_.word("tags"), phrasing_.tags(item));
    for (const std::string& link : item.links) {
      cells.push_back(link);  // never cut: a terminal makes it clickable
      break;
    }
    return cells;
  }

  std::vector<std::string> right_cells(const Item& item) const {
    std::vector<std::string> cells = wrap(phrasing_.window(item), right_);
    if (const std::string line = sparkline(item.rates, kSpark); !line.empty()) cells.push_back(line);
    return cells;
  }

  const Phrasing& phrasing_;
  Colour colour_;
  std::size_t width_;
  std::size_t right_;
  std::size_t title_lines_ = 0;
};

}  // namespace

std::vector<std::string> render_text(const Page& page, const std::vector<Item>& items, const Phrasing& phrasing) {
  std::vector<std::string> lines = wrap(heading(page, items, phrasing), std::max(page.width, kNarrowest));
  for (const std::string& notice : page.notices) {
    for (std::string& line : wrap(notice, std::max(page.width, kNarrowest))) lines.push_back(std::move(line));
  }
  if (items.empty()) lines.emplace_back(phrasing.word("none"));
  Block block(page, phrasing);
  const auto put = [&](const auto& what) {
    lines.emplace_back();
    for (std::string& line : block.lines(what)) lines.push_back(std::move(line));
  };
  for (const Item& item : items) {
    if (acts(item)) put(item);
  }
  for (const Group& group : groups(items, page.show)) put(group);
  const bool publishes = std::any_of(items.begin(), items.end(), [](const Item& i) {
    return i.verdict == Verdict::go || i.verdict == Verdict::review;
  });
  if (publishes) {
    lines.emplace_back();
    for (std::string& line : wrap(phrasing.word("checklist"), std::max(page.width, kNarrowest))) lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace rtm::brief
