#include "ingest/seen.hpp"

#include <xxhash.h>

#include <algorithm>

namespace rtm::ingest {

namespace {
constexpr std::size_t kFirst = 1 << 10;
constexpr std::size_t kMost = std::size_t{1} << 21;
constexpr std::uint64_t kCounts = (std::uint64_t{1} << 40) - 1, kWords = ~kCounts;
std::uint64_t hash(std::string_view text) { return std::max<std::uint64_t>(XXH3_64bits(text.data(), text.size()), 1); }
}  // namespace

Seen::Seen() : young_(kFirst) {}

/// The id's slot, or the free one where it belongs (linear probing).
Seen::Slot& Seen::find(Table& table, std::uint64_t id) {
  const std::size_t mask = table.size() - 1;
  std::size_t at = id & mask;
  while (table[at].id != 0 && table[at].id != id) at = (at + 1) & mask;
  return table[at];
}

/// Doubles the table; a full one becomes the old generation, whose own keys are forgotten.
void Seen::grow() {
  if (young_.size() < kMost) {
    Table wider(young_.size() * 2);
    for (const Slot& slot : young_) {
      if (slot.id != 0) find(wider, slot.id) = slot;
    }
    young_.swap(wider);
    return;
  }
  young_.swap(old_);
  young_.assign(kMost, Slot{});
  used_ = 0;
}

Seen::Status Seen::note(std::string_view id, std::uint64_t words, std::int64_t counts) {
  const std::uint64_t key = hash(id);
  const std::uint64_t counted = std::min(static_cast<std::uint64_t>(std::max<std::int64_t>(counts, 0)), kCounts);
  std::uint64_t said = (words & kWords) | counted;
  Slot* slot = &find(young_, key);
  const Slot& known = slot->id == 0 && !old_.empty() ? find(old_, key) : *slot;
  Status status = Status::fresh;
  if (known.id != 0) {
    const std::uint64_t most = known.said & kCounts;
    const bool edited = (known.said & kWords) != (words & kWords);
    status = edited ? Status::edited : counted > most ? Status::grown : Status::repeated;
    said = (words & kWords) | std::max(counted, most);
  }
  if (slot->id == 0) {
    if ((used_ + 1) * 4 > young_.size() * 3) {
      grow();
      slot = &find(young_, key);
    }
    ++used_;
  }
  *slot = {key, said};
  return status;
}

}  // namespace rtm::ingest
