#pragma once
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace rtm::classify {

/// Letters as a number: a polynomial of their bytes (Karp and Rabin 1987), so that what several pieces spell in one is told from the
/// pieces.
struct Spelling {
  std::uint64_t hash = 0;
  std::uint64_t shift = 1;  // by which what stands before is multiplied
  std::size_t size = 0;     // bytes

  static Spelling of(std::string_view letters);
  /// The same where the hash is known already.
  static Spelling of(std::uint64_t hash, std::size_t size) { return {hash, kPowers[std::min(size, kLongest)], size}; }
  static constexpr std::size_t kLongest = 40;  // bytes that can be joined
  static constexpr std::uint64_t kBase = 0x5851F42D4C957F2DULL;
  static constexpr std::array<std::uint64_t, kLongest + 1> kPowers = [] {  // of it, by exponent
    std::array<std::uint64_t, kLongest + 1> powers{1};
    for (std::size_t i = 1; i <= kLongest; ++i) powers[i] = powers[i - 1] * kBase;
    return powers;
  }();

  Spelling operator+(const Spelling& next) const { return {hash * next.shift + next.hash, shift * next.shift, size + next.size}; }
};

/// Which hashtags in small letters are words that the stream also writes apart: "#granosaraceno" and "grano saraceno". Neither a
/// dictionary nor a guess: a tag is cut where people put the blank. Both ways, as either may come first. Bounded: two tables, in
/// which a later entry takes the place of an earlier one.
class Compounds {
 public:
  /// Adds a hashtag, or a piece of one.
  void add_tag(const Spelling& tag) { tags_[place(tag.hash, kTagBits)] = tag.hash; }
  /// True when that came as a hashtag.
  bool is_tag(const Spelling& words) const { return tags_[place(words.hash, kTagBits)] == words.hash; }

  /// Adds words that stood side by side, at most kLongest bytes: what they spell in one, and where the second and the last begin (the same
  /// where there are two).
  void add_words(const Spelling& words, std::size_t second, std::size_t last) {
    apart_[place(words.hash, kApartBits)] = (words.hash & ~kCuts) | second << kCutBits | last;
  }
  /// The words that were written apart so, as pieces of `tag`, two or three; empty when there are none. Valid until the next call.
  std::span<const std::string_view> words_of(std::string_view tag, const Spelling& spelling);

  static constexpr std::size_t kLongest = Spelling::kLongest;  // bytes in all
  static constexpr std::size_t kShortest = 3;  // bytes of the first and the last word

 private:
  static constexpr unsigned kTagBits = 12, kApartBits = 15, kCutBits = 6;
  static constexpr std::uint64_t kCuts = (std::uint64_t{1} << 2 * kCutBits) - 1;
  static std::size_t place(std::uint64_t hash, unsigned bits) { return static_cast<std::size_t>((hash * 0x9E3779B97F4A7C15ULL) >> (64 - bits)); }

  std::vector<std::uint64_t> tags_ = std::vector<std::uint64_t>(std::size_t{1} << kTagBits);
  std::vector<std::uint64_t> apart_ = std::vector<std::uint64_t>(std::size_t{1} << kApartBits);  // a hash whose last bits give way to cuts
  std::array<std::string_view, 3> cut_;
};

}  // namespace rtm::classify
