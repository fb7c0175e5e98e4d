#include <fmt/format.h>

#include <algorithm>

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
    std::vector<std::string> result;
    const auto left = left_cells(item);
    const auto middle = middle_cells(item);
    const auto right = right_ > 0 ? right_cells(item) : std::vector<std::string>{};
    const std::size_t height = std::max({left.size(), middle.size(), right.size()});
    for (std::size_t i = 0; i < height; ++i) {
      const auto cell = [i](const std::vector<std::string>& cells) { return i < cells.size() ? cells[i] : std::string{}; };
      std::string line = painted(padded(cell(left), kVerdictColumn), i == 0 ? escape_of(item.verdict) : "\x1b[2m");
      const std::string text = right_ > 0 ? padded(cell(middle), middle_width()) : cell(middle);
      line += i < title_lines_ ? painted(text, "\x1b[1m") : text;
      if (right_ > 0) line += "  " + cell(right);
      line.erase(line.find_last_not_of(' ') + 1);
      result.push_back(line);
    }
    return result;
  }

 private:
  std::size_t middle_width() const { return width_ - kVerdictColumn - (right_ > 0 ? right_ + 2 : 0); }

  std::string painted(const std::string& text, std::string_view escape) const {
    if (colour_ == Colour::never || text.find_first_not_of(' ') == std::string::npos) return text;
    return fmt::format("{}{}\x1b[0m", escape, text);
  }

  std::vector<std::string> left_cells(const Item& item) const {
    std::vector<std::string> cells = wrap(phrasing_.verdict(item), kVerdictColumn - 1);
    if (item.rank) cells.push_back(fmt::format("#{} {:.2f}", *item.rank, item.value));
    return cells;
  }

  void add(std::vector<std::string>& cells, std::string_view label, const std::string& text, std::size_t most = 0) const {
    if (text.empty()) return;
    const std::string line = label.empty() ? text : fmt::format("{}: {}", label, text);
    for (std::string& part : wrap(line, middle_width(), most)) cells.push_back(std::move(part));
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
  std::vector<std::string> lines = wrap(heading(page, items.size(), phrasing), std::max(page.width, kNarrowest));
  for (const std::string& notice : page.notices) {
    for (std::string& line : wrap(notice, std::max(page.width, kNarrowest))) lines.push_back(std::move(line));
  }
  if (items.empty()) lines.emplace_back(phrasing.word("none"));
  Block block(page, phrasing);
  for (const Item& item : items) {
    lines.emplace_back();
    for (std::string& line : block.lines(item)) lines.push_back(std::move(line));
  }
  const bool acts = std::any_of(items.begin(), items.end(), [](const Item& i) {
    return i.verdict == Verdict::go || i.verdict == Verdict::review;
  });
  if (acts) {
    lines.emplace_back();
    for (std::string& line : wrap(phrasing.word("checklist"), std::max(page.width, kNarrowest))) lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace rtm::brief
