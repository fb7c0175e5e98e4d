#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "text/words.hpp"

namespace rtm::text {

/// What the small models that ship see of a text: hashes of its words, of their first five and seven bytes (a crude stem)
/// and of pairs of neighbouring words. Long-drawn letters are shortened ("bellooo" is "bello"). Links and mentions count only as neighbours, and so do numbers. A feature that comes
/// twice is there twice. Reused from text to text it allocates nothing in the steady state.
class Gist {
 public:
  /// Valid until the next call. Linear in the text's length; the first kMost features count.
  std::span<const std::uint32_t> extract(std::span<const Word> words);

  static constexpr std::size_t kMost = 2048;

 private:
  std::vector<std::uint32_t> hashes_;
  std::string squeezed_;
};

}  // namespace rtm::text
