#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "text/words.hpp"

namespace rtm::text {

/// What a linear model sees of a text: hashes of its words, of pairs of neighbouring words, of the letter n-grams (3 to 5
/// bytes) inside words, and of what stands between words (punctuation, emoticons). Links and mentions count as
/// such, numbers as numbers; long-drawn letters are shortened ("bellooo" is "belloo"). A feature that comes twice is there twice.
/// Reused from text to text it allocates nothing in the steady state.
class Features {
 public:
  /// The number of this definition; a model learned under another is of no use.
  static constexpr int kVersion = 1;

  /// `words` is the analysis of `text`. Valid until the next call. Linear in the text's length.
  std::span<const std::uint32_t> extract(std::string_view text, const Words& words);

 private:
  std::uint64_t add_word(const Word& word);
  void add_letters(std::string_view word);
  std::uint64_t add_gap(std::string_view gap);
  void add_pair(std::uint64_t next);

  std::vector<std::uint32_t> hashes_;
  std::string squeezed_;
  std::uint64_t previous_ = 0;
};

}  // namespace rtm::text
