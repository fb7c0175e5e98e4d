#pragma once
#include <cstdint>
#include <vector>

namespace rtm::score {

/// The hashes seen lately: the last kKeys at least, twice that at most, in two tables with open addressing of which the
/// older one is let go when the younger is full (8 MiB in all).
class Recent {
 public:
  static constexpr std::size_t kKeys = std::size_t{1} << 18;

  Recent() : young_(2 * kKeys), old_(2 * kKeys) {}

  /// True when `hash` was seen before; remembers it.
  bool seen(std::uint64_t hash) {
    if (hash == 0) hash = 1;
    if (slot(old_, hash) == hash) return true;
    std::uint64_t& place = slot(young_, hash);
    if (place == hash) return true;
    place = hash;
    if (++used_ == kKeys) {
      young_.swap(old_);
      young_.assign(2 * kKeys, 0);
      used_ = 0;
    }
    return false;
  }

 private:
  using Table = std::vector<std::uint64_t>;  // 0 is free

  static std::uint64_t& slot(Table& table, std::uint64_t hash) {
    std::size_t at = hash & (2 * kKeys - 1);
    while (table[at] != 0 && table[at] != hash) at = (at + 1) & (2 * kKeys - 1);
    return table[at];
  }

  Table young_, old_;
  std::size_t used_ = 0;
};

}  // namespace rtm::score
