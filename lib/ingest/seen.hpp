#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

namespace rtm::ingest {

/// Remembers which posts were written, and with what content, so that a repetition can be told from an update.
/// Bounded: the last kKeys ids at least, twice that at most, at 16 bytes a slot and at most three quarters of the slots
/// used (about 21 bytes a key, 64 MiB when full). Keys are 64-bit hashes (XXH3): two ids among three million
/// collide with a probability of 2 in 10 million.
class Seen {
 public:
  static constexpr std::size_t kKeys = (std::size_t{1} << 21) / 4 * 3;

  enum class Status : std::uint8_t {
    fresh,     // never seen
    repeated,  // seen with this very content
    updated,   // seen with another content
  };

  Seen();
  /// Remembers the pair and says what was known of the id before.
  Status note(std::string_view id, std::string_view content);

 private:
  struct Slot {
    std::uint64_t id = 0;  // 0 is free
    std::uint64_t content = 0;
  };
  using Table = std::vector<Slot>;

  static Slot& find(Table& table, std::uint64_t id);
  void grow();

  Table young_, old_;
  std::size_t used_ = 0;  // of young_
};

}  // namespace rtm::ingest
