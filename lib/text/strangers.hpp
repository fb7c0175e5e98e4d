#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

#include "text/words.hpp"

namespace rtm::text {

/// Words met lately of which a table says nothing, so that it need not be asked again: most words of a stream are a few
/// thousand that come over and over (Zipf 1949), and most of those are in no given table. Bounded: a later word takes
/// the place of an earlier one. Only for what a table answers in the same way each time, until forget().
class Strangers {
 public:
  /// What is known by this key: the word, as the kind it is, asked for in one `way` (a set of languages, say).
  static std::uint64_t key(const Word& word, unsigned way) {
    const std::uint64_t how = std::uint64_t{way} << 1 | (word.kind == WordKind::hashtag ? 1U : 0U);
    return word.hash ^ (how + 1) * 0x9E3779B97F4A7C15ULL;
  }

  bool met(std::uint64_t key) const { return keys_[key % kMost] == key; }
  void meet(std::uint64_t key) { keys_[key % kMost] = key; }
  void forget() { keys_.assign(kMost, 0); }

 private:
  static constexpr std::size_t kMost = std::size_t{1} << 12;  // 32 KB
  std::vector<std::uint64_t> keys_ = std::vector<std::uint64_t>(kMost);
};

}  // namespace rtm::text
