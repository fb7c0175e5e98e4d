#include "text/gist.hpp"

#include <algorithm>

namespace rtm::text {

namespace {

constexpr std::size_t kShortStem = 5, kLongStem = 7;  // bytes
// What sets features of different kinds apart, mixed into their hashes.
constexpr std::uint64_t kWord = 0x9E3779B97F4A7C15ULL, kShort = 0xC2B2AE3D27D4EB4FULL, kLong = 0x165667B19E3779F9ULL,
                        kPair = 0x27D4EB2F165667C5ULL, kEdge = 0x85EBCA77C2B2AE63ULL;

/// A finaliser in the manner of MurmurHash3.
constexpr std::uint64_t mixed(std::uint64_t x) {
  x ^= x >> 32;
  x *= 0xD6E8FEB86659FD93ULL;
  x ^= x >> 29;
  return x;
}

constexpr std::uint32_t top(std::uint64_t hash) { return static_cast<std::uint32_t>(mixed(hash) >> 32); }

/// FNV-1a, going on from `hash`.
std::uint64_t fnv(std::string_view text, std::uint64_t hash) {
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
  return hash;
}

/// A letter three times or more in a row.
bool drawn_out(std::string_view word) {
  for (std::size_t i = 2; i < word.size(); ++i) {
    if (word[i] == word[i - 1] && word[i] == word[i - 2]) return true;
  }
  return false;
}

/// Runs of three or more letters cut to two, to one at the end: "bellooo" is "bello", "coool" is "cool".
void squeeze(std::string_view word, std::string& out) {
  out.clear();
  for (std::size_t i = 0, end = 0; i < word.size(); i = end) {
    while (end < word.size() && word[end] == word[i]) ++end;
    out.append(end - i < 3 ? end - i : end == word.size() ? 1 : 2, word[i]);
  }
}

bool speaks(WordKind kind) { return kind == WordKind::word || kind == WordKind::hashtag || kind == WordKind::emoji; }

}  // namespace

std::span<const std::uint32_t> Gist::extract(std::span<const Word> words) {
  hashes_.clear();
  std::uint64_t previous = kEdge;
  for (const Word& word : words) {
    if (hashes_.size() >= kMost) break;
    if (!speaks(word.kind)) {
      previous = kEdge + static_cast<std::uint64_t>(word.kind);
      continue;
    }
    std::string_view text = word.folded;
    if (drawn_out(text)) {
      squeeze(text, squeezed_);
      text = squeezed_;
    }
    const std::uint64_t five = fnv(text.substr(0, kShortStem), kWord);
    const std::uint64_t seven = text.size() > kShortStem ? fnv(text.substr(kShortStem, kLongStem - kShortStem), five) : five;
    const std::uint64_t whole = text.size() > kLongStem ? fnv(text.substr(kLongStem), seven) : seven;
    hashes_.push_back(top(whole));
    if (text.size() > kShortStem) hashes_.push_back(top(five ^ kShort));
    if (text.size() > kLongStem) hashes_.push_back(top(seven ^ kLong));
    hashes_.push_back(top(mixed(previous) * kPair + whole));
    previous = whole;
  }
  return hashes_;
}

}  // namespace rtm::text
