#include "text/quotes.hpp"

#include <algorithm>
#include <array>

namespace rtm::text {

namespace {

constexpr std::size_t kLongest = 400;

struct Marks {
  std::string_view open, close;
};
constexpr std::array<Marks, 5> kMarks{{{"\"", "\""}, {"“", "”"}, {"«", "»"}, {"„", "“"}, {"‘", "’"}}};

/// Where a mark may begin: the first bytes of all, each looked for on its own, so that a text without any is read at memchr's pace.
class FirstBytes {
 public:
  explicit FirstBytes(std::string_view text) : text_(text) {
    std::transform(kBytes.begin(), kBytes.end(), places_.begin(), [text](char byte) { return text.find(byte); });
  }

  /// The first from `at` on, npos for none. REQUIRES that `at` only grows.
  std::size_t next(std::size_t at) {
    for (std::size_t i = 0; i < kBytes.size(); ++i) {
      if (places_[i] < at) places_[i] = text_.find(kBytes[i], at);
    }
    return *std::min_element(places_.begin(), places_.end());
  }

 private:
  static constexpr std::string_view kBytes = "\"\xE2\xC2";
  std::string_view text_;
  std::array<std::size_t, kBytes.size()> places_{};
};

}  // namespace

void find_quotes(std::string_view text, std::vector<Span>& out) {
  out.clear();
  FirstBytes marks(text);
  for (std::size_t at = marks.next(0); at < text.size();) {
    std::size_t next = at + 1;
    for (const Marks& mark : kMarks) {
      if (!text.substr(at).starts_with(mark.open)) continue;
      const std::size_t from = at + mark.open.size();
      const std::size_t length = text.substr(from, kLongest).find(mark.close);
      if (length == std::string_view::npos) continue;
      out.push_back({from, from + length});
      next = from + length + mark.close.size();
      break;
    }
    at = marks.next(next);
  }
}

}  // namespace rtm::text
