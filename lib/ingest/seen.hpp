#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

namespace rtm::ingest {

/// Remembers which posts were seen, with what words and what counts, so that a repetition can be told from an update.
/// Bounded: the last kKeys ids at least, twice that at most, at 16 bytes a slot, three eighths to three quarters of
/// the slots used (21 to 43 bytes a key, 64 MiB when full; half as much again while a table doubles). Keys are 64-bit hashes (XXH3): two ids among three million
/// collide with a probability of 2 in 10 million. Other words of a known post are told but for 1 in 16 million; counts up to 10^12.
class Seen {
 public:
  static constexpr std::size_t kKeys = (std::size_t{1} << 21) / 4 * 3;

  enum class Status : std::uint8_t {
    fresh,     // never seen
    repeated,  // seen with these words, and with counts as great
    grown,     // with greater counts than ever before
    edited,    // with other words
  };

  Seen();
  /// Remembers what a post says (a hash) and the sum of its counts, and tells what was known of its id before.
  Status note(std::string_view id, std::uint64_t words, std::int64_t counts);

 private:
  struct Slot {
    std::uint64_t id = 0;  // 0 is free
    std::uint64_t said = 0;  // 24 bits of the hash of its words, then 40 of the greatest sum of counts so far
  };
  using Table = std::vector<Slot>;

  static Slot& find(Table& table, std::uint64_t id);
  void grow();

  Table young_, old_;
  std::size_t used_ = 0;  // of young_
};

}  // namespace rtm::ingest
