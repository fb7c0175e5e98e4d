#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "text/words.hpp"

namespace rtm::text {

/// What a table says of the words met lately, so that it need not be searched again: most of a stream is a few thousand
/// words that come over and over (Zipf 1949), of most of which a given table says nothing. Bounded: a later word takes the
/// place of an earlier one. Only for a table that answers in the same way each time, until forget().
template <typename Fact>
class Acquaintance {
 public:
  /// By what a word is known: itself, the kind it is, and the `way` it is asked for (a set of languages, say).
  static std::uint64_t key(const Word& word, unsigned way) {
    const std::uint64_t how = std::uint64_t{way} << 3 | static_cast<unsigned>(word.kind);
    return word.hash ^ (how + 1) * 0x9E3779B97F4A7C15ULL;
  }

  /// The facts known by that key; for one that is not, what `learn(facts)` appends to a vector of them. Valid until the next call.
  template <typename Learn>
  std::span<const Fact> of(std::uint64_t key, Learn learn) {
    Known& known = known_[key % kMost];
    if (known.key != key) {
      if (facts_.size() > kMostFacts) forget();
      const auto first = static_cast<std::uint32_t>(facts_.size());
      learn(facts_);
      known = {key, first, static_cast<std::uint32_t>(facts_.size()) - first};
    }
    return {facts_.data() + known.first, known.count};
  }

  void forget() {
    known_.assign(kMost, {});
    facts_.clear();
  }

 private:
  struct Known {
    std::uint64_t key = 0;
    std::uint32_t first = 0, count = 0;  // of facts_
  };
  static constexpr std::size_t kMost = std::size_t{1} << 12;
  static constexpr std::size_t kMostFacts = std::size_t{1} << 15;
  std::vector<Known> known_ = std::vector<Known>(kMost);
  std::vector<Fact> facts_;
};

}  // namespace rtm::text
