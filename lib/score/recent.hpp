#pragma once
#include <cstdint>
#include <vector>

namespace rtm::score {

/// The hashes seen lately: the last kKeys at least, twice that at most, in two tables with open addressing of which the
/// older one is let go when the younger is full. Each grows with what it holds, up to 4 MiB.
class Recent {
 public:
  static constexpr std::size_t kKeys = std::size_t{1} << 18;

  /// True when `hash` was seen before; remembers it.
  bool seen(std::uint64_t hash) {
    if (hash == 0) hash = 1;
    if (!old_.empty() && slot(old_, hash) == hash) return true;
    if (2 * used_ >= young_.size()) grow();
    std::uint64_t& place = slot(young_, hash);
    if (place == hash) return true;
    place = hash;
    if (++used_ == kKeys) {
      young_.swap(old_);
      young_.clear();
      used_ = 0;
    }
    return false;
  }

 private:
  using Table = std::vector<std::uint64_t>;  // 0 is free; never more than half full; its size is a power of two

  static constexpr std::size_t kFirst = 1024;

  static std::uint64_t& slot(Table& table, std::uint64_t hash) {
    const std::size_t mask = table.size() - 1;
    std::size_t at = hash & mask;
    while (table[at] != 0 && table[at] != hash) at = (at + 1) & mask;
    return table[at];
  }

  void grow() {
    Table larger(young_.empty() ? kFirst : 2 * young_.size());
    for (const std::uint64_t hash : young_) {
      if (hash != 0) slot(larger, hash) = hash;
    }
    young_.swap(larger);
  }

  Table young_, old_;
  std::size_t used_ = 0;
};

}  // namespace rtm::score
