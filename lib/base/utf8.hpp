#pragma once
#include <cstddef>
#include <string>
#include <string_view>

/// UTF-8, the few things every folder needs.
namespace rtm::utf8 {

inline constexpr char32_t kReplacement = 0xFFFD;

/// As next(), of any character.
char32_t next_sequence(std::string_view text, std::size_t& pos);

/// Decodes the character at `pos` and moves `pos` behind it. A malformed byte gives U+FFFD and moves one byte.
/// REQUIRES pos < text.size().
inline char32_t next(std::string_view text, std::size_t& pos) {
  const auto byte = static_cast<unsigned char>(text[pos]);
  if (byte >= 0x80) return next_sequence(text, pos);
  ++pos;
  return byte;
}

/// Appends one character; surrogates and values beyond U+10FFFF are written as U+FFFD.
void append(std::string& out, char32_t c);

/// The longest prefix of at most `bytes` bytes that does not cut a character.
std::string_view prefix(std::string_view text, std::size_t bytes);

/// True when `text` is well-formed UTF-8 (no surrogates, no overlong forms).
bool valid(std::string_view text);

/// The byte offset of the first malformed sequence, or npos.
std::size_t first_invalid(std::string_view text);

/// `text` with every malformed byte replaced by U+FFFD.
std::string repaired(std::string_view text);

}  // namespace rtm::utf8
