#pragma once
#include <cstdint>
#include <optional>

#include <tsl/robin_map.h>

#include "classify/story/background.hpp"

namespace rtm::classify {

/// Which story a recent id or link belongs to. Bounded: two halves; when the newer is full, the older is forgotten.
class Recall {
 public:
  void remember(std::uint64_t key, Handle story);
  std::optional<Handle> find(std::uint64_t key) const;

  static constexpr std::size_t kHalf = 150'000;

 private:
  /// A table whose keys share their low bits would grow without end, and not every key is a hash: the last step of SplitMix64
  /// (Steele et al. 2014) spreads them.
  struct Spread {
    std::size_t operator()(std::uint64_t key) const {
      key = (key ^ key >> 30) * 0xBF58476D1CE4E5B9ULL;
      key = (key ^ key >> 27) * 0x94D049BB133111EBULL;
      return key ^ key >> 31;
    }
  };
  tsl::robin_map<std::uint64_t, Handle, Spread> recent_, older_;
};

}  // namespace rtm::classify
