#include "text/fold.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <cstring>

#include "base/ascii.hpp"
#include "base/utf8.hpp"

namespace rtm::text {

namespace {

constexpr char32_t kRightQuote = 0x2019;

constexpr bool in(char32_t c, char32_t first, char32_t last) { return c >= first && c <= last; }

constexpr bool is_ideograph(char32_t c) {
  return in(c, 0x3040, 0x30FF) || in(c, 0x3400, 0x4DBF) || in(c, 0x4E00, 0x9FFF) || in(c, 0xF900, 0xFAFF) || in(c, 0x20000, 0x3FFFF);
}

/// The blocks that hold pictographs; what an emoji font shows.
constexpr bool is_pictograph(char32_t c) {
  return in(c, 0x1F000, 0x1FAFF) || in(c, 0x2600, 0x27BF) || in(c, 0x2B00, 0x2BFF) || in(c, 0x2300, 0x23FF) || c == 0x203C || c == 0x2049;
}

bool is_combining(char32_t c) { return in(c, 0x0300, 0x036F); }

std::string normalised(std::string_view text, int options) {
  utf8proc_uint8_t* result = nullptr;
  const auto length = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()), static_cast<utf8proc_ssize_t>(text.size()),
                                   &result, static_cast<utf8proc_option_t>(options | UTF8PROC_STABLE));
  std::string out = length < 0 ? std::string(text) : std::string(reinterpret_cast<char*>(result), static_cast<std::size_t>(length));
  std::free(result);
  return out;
}

/// Appends the letter below the accents of `c`. False where that is not all there is to it: beyond the alphabets of Europe.
bool append_plain(char32_t c, std::string& out) {
  if (c < 0x80) {
    out += static_cast<char>(c);
    return true;
  }
  if (is_combining(c)) return true;
  if (c >= 0x0590 && !in(c, 0x1E00, 0x1FFF)) return false;
  std::array<utf8proc_int32_t, 4> parts{};
  int bounds = 0;
  const auto count = utf8proc_decompose_char(static_cast<utf8proc_int32_t>(c), parts.data(), parts.size(),
                                             static_cast<utf8proc_option_t>(UTF8PROC_DECOMPOSE | UTF8PROC_STABLE), &bounds);
  if (count < 1 || static_cast<std::size_t>(count) > parts.size()) return false;
  utf8::append(out, static_cast<char32_t>(parts[0]));
  return std::all_of(parts.begin() + 1, parts.begin() + count, [](utf8proc_int32_t mark) { return is_combining(static_cast<char32_t>(mark)); });
}

}  // namespace

bool is_ascii(std::string_view text) {
  constexpr std::uint64_t kBeyond = 0x8080808080808080;
  for (; text.size() >= sizeof kBeyond; text.remove_prefix(sizeof kBeyond)) {
    std::uint64_t block;
    std::memcpy(&block, text.data(), sizeof block);
    if ((block & kBeyond) != 0) return false;
  }
  return std::none_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

CharClass class_of(char32_t c) {
  if (c < 0x80) {
    if (in(c, 'a', 'z') || in(c, 'A', 'Z')) return CharClass::letter;
    return in(c, '0', '9') ? CharClass::digit : CharClass::other;
  }
  if (is_ideograph(c)) return CharClass::ideograph;
  if (is_pictograph(c)) return CharClass::emoji;
  switch (utf8proc_category(static_cast<utf8proc_int32_t>(c))) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO: return CharClass::letter;
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC: return CharClass::mark;
    case UTF8PROC_CATEGORY_ND: return CharClass::digit;
    default: return CharClass::other;
  }
}

char32_t to_lower(char32_t c) {
  if (c < 0x80) return in(c, 'A', 'Z') ? c + ('a' - 'A') : c;
  return static_cast<char32_t>(utf8proc_tolower(static_cast<utf8proc_int32_t>(c)));
}

namespace {

/// Eight bytes with the capitals of ASCII in lower case: a byte is one where adding what is missing to 0x80 sets its high bit for A but
/// not for Z + 1.
std::uint64_t lower(std::uint64_t block) {
  constexpr std::uint64_t kEach = 0x0101010101010101, kHigh = kEach * 0x80;
  const std::uint64_t seven = block & ~kHigh, from_a = seven + kEach * (0x80 - 'A'), beyond_z = seven + kEach * (0x80 - 'Z' - 1);
  return block | ((from_a & ~beyond_z & ~block & kHigh) >> 2);
}

}  // namespace

void append_lower(std::string_view text, std::string& out) {
  const std::size_t begin = out.size();
  out += text;
  char* const letters = out.data() + begin;
  std::size_t done = 0;
  for (std::uint64_t block = 0; done + sizeof block <= text.size(); done += sizeof block) {
    std::memcpy(&block, letters + done, sizeof block);
    block = lower(block);
    std::memcpy(letters + done, &block, sizeof block);
  }
  for (; done < text.size(); ++done) letters[done] = ascii::lower(letters[done]);
}

void append_folded(std::string_view text, std::string& out) {
  if (is_ascii(text)) return append_lower(text, out);
  const std::size_t begin = out.size();
  bool composes = false;
  for (std::size_t pos = 0; pos < text.size();) {
    const auto byte = static_cast<unsigned char>(text[pos]);
    if (byte < 0x80) {
      out += static_cast<char>(to_lower(byte));
      ++pos;
      continue;
    }
    const char32_t c = utf8::next(text, pos);
    composes = composes || is_combining(c);
    utf8::append(out, c == kRightQuote ? U'\'' : to_lower(c));
  }
  if (composes) out.replace(begin, std::string::npos, normalised(std::string_view(out).substr(begin), UTF8PROC_COMPOSE));
}

std::string unaccented(std::string_view folded) {
  if (is_ascii(folded)) return std::string(folded);
  std::string quick;
  bool plain = true;
  for (std::size_t pos = 0; plain && pos < folded.size();) plain = append_plain(utf8::next(folded, pos), quick);
  if (plain) return quick;
  const std::string decomposed = normalised(folded, UTF8PROC_DECOMPOSE);
  std::string out;
  for (std::size_t pos = 0; pos < decomposed.size();) {
    const char32_t c = utf8::next(decomposed, pos);
    if (!is_combining(c)) utf8::append(out, c);
  }
  return normalised(out, UTF8PROC_COMPOSE);
}

}  // namespace rtm::text
