#pragma once
#include <utility>

#include "base/hashes.hpp"

namespace rtm {

/// The hashes seen lately: the last kKeys at least, twice that at most, in two sets of which the older one is let go when
/// the younger is full. Each grows with what it holds, up to 4 MiB.
class Recent {
 public:
  static constexpr std::size_t kKeys = std::size_t{1} << 18;

  /// True when `hash` was seen before; remembers it.
  bool seen(std::uint64_t hash) {
    if (old_.has(hash) || !young_.add(hash)) return true;
    if (young_.size() == kKeys) {
      std::swap(young_, old_);
      young_.clear();
    }
    return false;
  }

 private:
  Hashes young_, old_;
};

}  // namespace rtm
