#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

namespace rtm {

/// A set of hashes: open addressing, no memory before the first, never more than half full.
class Hashes {
  using Table = std::vector<std::uint64_t>;  // 0 is free

  /// Where `hash` is, or would be. REQUIRES a table with a free slot; its size is a power of two.
  static std::size_t slot(const Table& table, std::uint64_t hash) {
    const std::size_t mask = table.size() - 1;
    std::size_t at = hash & mask;
    while (table[at] != 0 && table[at] != hash) at = (at + 1) & mask;
    return at;
  }

 public:
  /// False when it was there already.
  bool add(std::uint64_t hash) {
    if (hash == 0) hash = 1;
    if (2 * size_ >= table_.size()) grow();
    std::uint64_t& place = table_[slot(table_, hash)];
    if (place == hash) return false;
    place = hash;
    ++size_;
    return true;
  }

  bool has(std::uint64_t hash) const {
    if (hash == 0) hash = 1;
    return size_ > 0 && table_[slot(table_, hash)] == hash;
  }

  std::size_t size() const { return size_; }

  void clear() {
    table_.clear();
    size_ = 0;
  }

  /// The others, too, while there are fewer than `most`.
  void add_all(const Hashes& others, std::size_t most) {
    for (const std::uint64_t hash : others.table_) {
      if (hash != 0 && size_ < most) add(hash);
    }
  }

 private:
  static constexpr std::size_t kFirst = 8;

  void grow() {
    Table larger(table_.empty() ? kFirst : 2 * table_.size());
    for (const std::uint64_t hash : table_) {
      if (hash != 0) larger[slot(larger, hash)] = hash;
    }
    table_.swap(larger);
  }

  Table table_;
  std::size_t size_ = 0;
};

}  // namespace rtm
