#include "score/word_counts.hpp"

#include <algorithm>
#include <functional>

namespace rtm::score {

namespace {
constexpr std::size_t kFirst = 16;  // slots
}

/// Where the word is, or would be. REQUIRES a free slot.
std::size_t WordCounts::slot(std::uint64_t hash) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = hash & mask;
  while (slots_[at] != 0 && entries_[slots_[at] - std::size_t{1}].hash != hash) at = (at + 1) & mask;
  return at;
}

/// Makes the slots anew, twice as many as there will be entries.
void WordCounts::index() {
  std::size_t size = kFirst;
  while (size < 4 * (entries_.size() + 1)) size *= 2;
  slots_.assign(size, 0);
  for (std::size_t i = 0; i < entries_.size(); ++i) slots_[slot(entries_[i].hash)] = static_cast<std::uint16_t>(i + 1);
}

/// The entry of a word, made when there was none.
WordCounts::Entry& WordCounts::entry(std::string_view word, std::uint64_t hash) {
  if (2 * (entries_.size() + 1) > slots_.size()) index();
  std::uint16_t& place = slots_[slot(hash)];
  if (place == 0) {
    entries_.push_back({std::string(word), hash, 0, 0});
    place = static_cast<std::uint16_t>(entries_.size());
  }
  return entries_[place - std::size_t{1}];
}

void WordCounts::add(std::string_view word, std::uint64_t hash, std::int64_t post) {
  Entry& known = entry(word, hash);
  if (known.last == post) return;
  known.last = post;
  ++known.posts;
}

void WordCounts::add_all(const WordCounts& others) {
  for (const Entry& other : others.entries_) entry(other.word, other.hash).posts += other.posts;
}

std::int64_t WordCounts::posts(std::uint64_t hash) const {
  if (slots_.empty()) return 0;
  const std::uint16_t place = slots_[slot(hash)];
  return place == 0 ? 0 : entries_[place - std::size_t{1}].posts;
}

void WordCounts::thin(std::size_t most) {
  if (entries_.size() < 2 * most) return;
  std::vector<std::int64_t> posts;
  for (const Entry& entry : entries_) posts.push_back(entry.posts);
  std::nth_element(posts.begin(), posts.begin() + static_cast<std::ptrdiff_t>(most), posts.end(), std::greater<>());
  const std::int64_t least = posts[most];
  std::erase_if(entries_, [least](const Entry& entry) { return entry.posts <= least; });
  index();
}

}  // namespace rtm::score
