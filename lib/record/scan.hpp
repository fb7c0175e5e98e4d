#pragma once
#include <cstdint>
#include <cstring>

/// Strings eight bytes at a time. Exact tests for a zero byte, after Mycroft; non-ASCII bytes never count.
namespace rtm::record {

inline std::uint64_t block_at(const char* bytes) {
  std::uint64_t block;
  std::memcpy(&block, bytes, sizeof block);
  return block;
}

inline constexpr std::uint64_t kEachByte = 0x0101010101010101;

/// Has its high bit set where a byte of `block` is `c`; bits above the first hit mean nothing.
constexpr std::uint64_t bytes_equal(std::uint64_t block, unsigned char c) {
  const std::uint64_t difference = block ^ (kEachByte * c);
  return (difference - kEachByte) & ~difference & (kEachByte * 0x80);
}

/// True when one of the eight bytes needs a closer look inside a JSON string: a quote, a backslash or a control character.
constexpr bool has_special(std::uint64_t block) {
  const std::uint64_t controls = (block - kEachByte * 0x20) & ~block & (kEachByte * 0x80);
  return (bytes_equal(block, '"') | bytes_equal(block, '\\') | controls) != 0;
}

}  // namespace rtm::record
