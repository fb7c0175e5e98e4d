#pragma once
#include <bit>
#include <cstdint>
#include <cstring>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

/// Strings eight bytes at a time, or sixteen. Exact tests for a zero byte, after Mycroft; non-ASCII bytes never count.
namespace rtm::record {

/// The first byte is the lowest.
inline std::uint64_t block_at(const char* bytes) {
  std::uint64_t block;
  std::memcpy(&block, bytes, sizeof block);
  if constexpr (std::endian::native == std::endian::big) block = __builtin_bswap64(block);
  return block;
}

inline constexpr std::uint64_t kEachByte = 0x0101010101010101;

/// Has its high bit set where a byte of `block` is `c`; bits above the first hit mean nothing.
constexpr std::uint64_t bytes_equal(std::uint64_t block, unsigned char c) {
  const std::uint64_t difference = block ^ (kEachByte * c);
  return (difference - kEachByte) & ~difference & (kEachByte * 0x80);
}

/// The same for what needs a closer look inside a JSON string: a quote, a backslash or a control character.
constexpr std::uint64_t specials(std::uint64_t block) {
  const std::uint64_t controls = (block - kEachByte * 0x20) & ~block & (kEachByte * 0x80);
  return bytes_equal(block, '"') | bytes_equal(block, '\\') | controls;
}

/// The first byte of [p, end) that needs a closer look, or `end`.
inline const char* special_from(const char* p, const char* end) {
#ifdef __SSE2__
  for (; end - p >= 16; p += 16) {
    const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p));
    const __m128i ends = _mm_or_si128(_mm_cmpeq_epi8(block, _mm_set1_epi8('"')), _mm_cmpeq_epi8(block, _mm_set1_epi8('\\')));
    const __m128i controls = _mm_cmpeq_epi8(_mm_min_epu8(block, _mm_set1_epi8(0x1F)), block);
    if (const int hits = _mm_movemask_epi8(_mm_or_si128(ends, controls))) return p + std::countr_zero(static_cast<unsigned>(hits));
  }
#endif
  for (; end - p >= 8; p += 8) {
    if (const std::uint64_t hits = specials(block_at(p))) return p + std::countr_zero(hits) / 8;
  }
  while (p != end && *p != '"' && *p != '\\' && static_cast<unsigned char>(*p) >= 0x20) ++p;
  return p;
}

}  // namespace rtm::record
