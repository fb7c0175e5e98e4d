#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "text/words.hpp"

namespace rtm::text {

/// What a linear model sees of a text: hashes of its words, of two and of three neighbouring words, of the letter n-grams (2 to 5
/// bytes) inside words, of what stands between words (punctuation, emoticons), and of its shape (how long, how much of it
/// shouted). Links and mentions count as such, numbers as numbers; long-drawn letters are shortened ("bellooo" is "belloo"). A
/// feature that comes again is there twice, and never more. Reused from text to text it allocates nothing in the steady state.
class Features {
 public:
  /// The number of this definition; a model learned under another is of no use.
  static constexpr int kVersion = 2;

  /// Ascending; valid until the next call. `words` is the analysis of `text`.
  std::span<const std::uint32_t> extract(std::string_view text, const Words& words);

 private:
  std::uint64_t add_word(const Word& word);
  void add_letters(std::string_view word);
  std::uint64_t add_gap(std::string_view gap);
  void add_neighbours(std::uint64_t next);
  void tidy();
  void add_shape(std::string_view text, const Words& words);

  std::vector<std::uint32_t> hashes_;
  std::string squeezed_;
  std::uint64_t previous_ = 0, before_ = 0;
};

}  // namespace rtm::text
