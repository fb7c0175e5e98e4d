#include "text/quotes.hpp"

#include <array>

namespace rtm::text {

namespace {

constexpr std::size_t kLongest = 400;

struct Marks {
  std::string_view open, close;
};
constexpr std::array<Marks, 5> kMarks{{{"\"", "\""}, {"“", "”"}, {"«", "»"}, {"„", "“"}, {"‘", "’"}}};

}  // namespace

void find_quotes(std::string_view text, std::vector<Span>& out) {
  out.clear();
  for (std::size_t at = 0; at < text.size();) {
    const char c = text[at];
    std::size_t next = at + 1;
    if (c == '"' || c == '\xE2' || c == '\xC2') {
      for (const Marks& marks : kMarks) {
        if (!text.substr(at).starts_with(marks.open)) continue;
        const std::size_t from = at + marks.open.size();
        const std::size_t length = text.substr(from, kLongest).find(marks.close);
        if (length == std::string_view::npos) continue;
        out.push_back({from, from + length});
        next = from + length + marks.close.size();
        break;
      }
    }
    at = next;
  }
}

}  // namespace rtm::text
