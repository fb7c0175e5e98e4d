#include "text/letters.hpp"

#include <algorithm>

#include "base/utf8.hpp"

namespace rtm::text {

namespace {

constexpr unsigned char kVietnamese = 0x7F;  // one code for the letters of U+1E00 to U+1EFF

constexpr bool is_ascii_letter(char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }
constexpr bool is_beyond(char c) { return static_cast<unsigned char>(c) >= 0x80; }
constexpr bool is_blank(char c) { return static_cast<unsigned char>(c) <= ' '; }

/// The code of a letter of Latin Extended-A or -B: the pairs of upper and lower case share 0x80 to 0xBF.
unsigned char extended(char32_t c) {
  if (c == 0x218 || c == 0x219) c = 0x15F;  // Romanian with comma, often written with cedilla
  if (c == 0x21A || c == 0x21B) c = 0x163;
  if (c == 0x178) return 0xFF;  // its small letter is of Latin-1
  if (c > 0x17F) return 0xBF;
  const bool shifted = (c >= 0x139 && c <= 0x148) || c >= 0x179;  // there the upper case letter is odd
  return static_cast<unsigned char>(0x80 + ((c + (shifted ? 1U : 0U) - 0x100) >> 1 & 0x3F));
}

/// 0 for what is no Latin letter.
unsigned char latin_code(char32_t c) {
  if (c < 0xC0) return c == 0xAA || c == 0xBA ? static_cast<unsigned char>(c == 0xAA ? 'a' : 'o') : 0;
  if (c == 0xD7 || c == 0xF7) return 0;
  if (c < 0x100) return static_cast<unsigned char>(c == 0xDF || c >= 0xE0 ? c : c + 0x20);
  if (c < 0x250) return extended(c);
  return c >= 0x1E00 && c < 0x1F00 ? kVietnamese : 0;
}

struct Range {
  char32_t first, last;
  Script script;
};

/// Scripts of one language, and the rest of the letters.
constexpr std::array kRanges{
    Range{0x370, 0x3FF, Script::greek},      Range{0x400, 0x52F, Script::other},      Range{0x531, 0x58F, Script::armenian},
    Range{0x591, 0x5F4, Script::hebrew},     Range{0x600, 0xDFF, Script::other},      Range{0xE01, 0xE5B, Script::thai},
    Range{0xE81, 0x109F, Script::other},     Range{0x10A0, 0x10FF, Script::georgian}, Range{0x1100, 0x11FF, Script::hangul},
    Range{0x1200, 0x1CFF, Script::other},    Range{0x1F00, 0x1FFF, Script::greek},    Range{0x2D00, 0x2DFF, Script::other},
    Range{0x3041, 0x30FF, Script::kana},     Range{0x3400, 0x9FFF, Script::other},    Range{0xA000, 0xABFF, Script::other},
    Range{0xAC00, 0xD7A3, Script::hangul},   Range{0x20000, 0x3FFFF, Script::other},
};

bool begins(std::string_view text, std::string_view lower) {
  return text.size() >= lower.size() &&
         std::equal(lower.begin(), lower.end(), text.begin(), [](char a, char b) { return a == (b | 0x20) || a == b; });
}

/// Behind a link that begins at `at`, also a masked or cut one ("http", "https…"); `at` itself when none does.
std::size_t behind_link(std::string_view text, std::size_t at) {
  if ((text[at] | 0x20) != 'h' && (text[at] | 0x20) != 'w') return at;
  const std::string_view rest = text.substr(at);
  std::size_t size = begins(rest, "https") ? 5 : begins(rest, "http") || begins(rest, "www.") ? 4 : 0;
  if (size == 0 || (size < rest.size() && is_ascii_letter(rest[size]) && rest[0] != 'w' && rest[0] != 'W')) return at;
  while (size < rest.size() && !is_blank(rest[size])) ++size;
  return at + size;
}

/// Behind the word that begins at `at`: letters, digits, signs and everything beyond ASCII.
std::size_t behind_tag(std::string_view text, std::size_t at) {
  while (at < text.size() && (is_ascii_letter(text[at]) || (text[at] >= '0' && text[at] <= '9') || text[at] == '_' || is_beyond(text[at]))) ++at;
  return at;
}

}  // namespace

void Letters::begin() {
  size_ = word_ = 0;
  codes_[size_++] = ' ';
  last_ = 0;
  counts_.fill(0);
}

/// The third of a kind leaves one: "ciaooo" is "ciao", "passo" stays.
void Letters::put(unsigned char code) {
  const char letter = static_cast<char>(code);
  run_ = letter == last_ ? run_ + 1 : 1;
  last_ = letter;
  if (size_ - word_ > kLongestWord) return;
  if (run_ == 3) --size_;
  if (run_ >= 3) return;
  codes_[size_++] = letter;
}

void Letters::end_word() {
  last_ = 0;
  while (size_ > word_ + 1 && codes_[size_ - 1] == '\'') --size_;
  if (size_ == word_ + 1) return;
  word_ = size_;
  codes_[size_++] = ' ';
}

/// A letter or sign beyond ASCII, at `at`; returns the place behind it.
std::size_t Letters::beyond_ascii(std::string_view text, std::size_t at) {
  const char32_t c = utf8::next(text, at);
  if (const unsigned char code = latin_code(c)) {
    put(code);
    return at;
  }
  if (c >= 0x300 && c < 0x370) return at;  // a mark that stands alone
  if (c == 0x2019 && size_ > word_ + 1) {
    put('\'');
    return at;
  }
  end_word();
  for (const Range& range : kRanges) {
    if (c < range.first) break;
    if (c <= range.last) ++counts_[static_cast<std::size_t>(range.script)];
  }
  return at;
}

void Letters::read(std::string_view text) {
  begin();
  std::size_t at = text.starts_with("RT @") ? 3 : 0;
  while (at < text.size() && size_ < kMost) {
    const char c = text[at];
    const bool inside = size_ > word_ + 1;
    if (is_ascii_letter(c)) {
      const std::size_t link = inside ? at : behind_link(text, at);
      if (link == at) put(static_cast<unsigned char>(c | 0x20));
      at = std::max(link, at + 1);
    } else if (is_beyond(c)) {
      at = beyond_ascii(text, at);
    } else if ((c == '@' || c == '#') && !inside) {
      at = behind_tag(text, at + 1);
    } else if (c == '\'' && inside) {
      put('\'');
      ++at;
    } else {
      end_word();
      ++at;
    }
  }
  end_word();
  counts_[static_cast<std::size_t>(Script::latin)] = static_cast<std::uint32_t>(size_ == 1 ? 0 : size_);
  if (size_ == 1) size_ = 0;
}

}  // namespace rtm::text
