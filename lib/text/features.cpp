#include "text/features.hpp"

#include <algorithm>
#include <cstring>

namespace rtm::text {

namespace {

constexpr std::size_t kShortest = 2, kLongest = 5;  // letter n-grams, in bytes, the word's edges included
constexpr std::size_t kMostLetters = 24;            // bytes that are read of a longer word
constexpr std::size_t kMostFeatures = 4096;         // of one text
constexpr std::size_t kMostGap = 4;                 // bytes that are read of a longer run of punctuation
constexpr std::uint64_t kMostShouted = 3, kLengthStep = 4, kMostLength = 8;  // words

// What sets features of different kinds apart, mixed into their hashes.
constexpr std::uint64_t kWord = 0x9E3779B97F4A7C15ULL, kGap = 0xC2B2AE3D27D4EB4FULL, kLetters = 0x165667B19E3779F9ULL,
                        kPair = 0x27D4EB2F165667C5ULL, kEdge = 0x85EBCA77C2B2AE63ULL,
                        kTriple = 0xFF51AFD7ED558CCDULL, kShape = 0xC4CEB9FE1A85EC53ULL;

/// A finaliser in the manner of MurmurHash3.
constexpr std::uint64_t mixed(std::uint64_t x) {
  x ^= x >> 32;
  x *= 0xD6E8FEB86659FD93ULL;
  x ^= x >> 32;
  return x;
}

/// Up to eight bytes as a number, the same on every machine.
std::uint64_t bytes_of(const char* data, std::size_t size) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < size; ++i) value |= std::uint64_t{static_cast<unsigned char>(data[i])} << (8 * i);
  return value;
}

std::uint64_t hash_of(std::string_view text, std::uint64_t kind) {
  std::uint64_t hash = kind;
  for (; text.size() > 8; text.remove_prefix(8)) hash = mixed(hash ^ bytes_of(text.data(), 8)) * kWord;
  return mixed(hash ^ bytes_of(text.data(), text.size()) ^ (text.size() << 59));
}

bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

std::uint32_t top(std::uint64_t hash) { return static_cast<std::uint32_t>(hash >> 32); }

/// Copies `word`, runs of three or more equal bytes cut to two.
void squeeze(std::string_view word, std::string& out) {
  for (const char c : word) {
    const std::size_t n = out.size();
    if (n >= 2 && out[n - 1] == c && out[n - 2] == c && static_cast<unsigned char>(c) < 0x80) continue;
    out += c;
  }
}

std::string_view kind_name(WordKind kind) {
  switch (kind) {
    case WordKind::link: return "\1link";
    case WordKind::mention: return "\1mention";
    case WordKind::number: return "\1number";
    default: return {};
  }
}

}  // namespace

void Features::add_letters(std::string_view word) {
  // The window holds the last five bytes, the newest on top; its upper n bytes are the n-gram that ends here.
  std::uint64_t window = 0;
  for (std::size_t i = 0; i < word.size(); ++i) {
    window = (window >> 8) | (std::uint64_t{static_cast<unsigned char>(word[i])} << 32);
    for (std::size_t n = kShortest; n <= kLongest && n <= i + 1; ++n) {
      const std::uint64_t gram = window >> (8 * (kLongest - n));
      hashes_.push_back(top((gram + n) * kLetters ^ ((gram * kPair) >> 29)));
    }
  }
}

std::uint64_t Features::add_word(const Word& word) {
  if (const std::string_view name = kind_name(word.kind); !name.empty()) {
    const std::uint64_t hash = hash_of(name, kWord);
    hashes_.push_back(top(hash));
    return hash;
  }
  squeezed_ = '<';
  squeeze(word.folded.substr(0, kMostLetters), squeezed_);
  const std::uint64_t hash = hash_of(std::string_view(squeezed_).substr(1), kWord);
  squeezed_ += '>';
  hashes_.push_back(top(hash));
  if (word.kind != WordKind::emoji) add_letters(squeezed_);
  return hash;
}

std::uint64_t Features::add_gap(std::string_view gap) {
  char kept[kMostGap];
  std::size_t size = 0;
  for (const char c : gap) {
    if (static_cast<unsigned char>(c) > ' ' && size < kMostGap) kept[size++] = c;
  }
  if (size == 0) return 0;
  const std::uint64_t hash = hash_of({kept, size}, kGap);
  hashes_.push_back(top(hash));
  return hash;
}

void Features::add_neighbours(std::uint64_t next) {
  hashes_.push_back(top(mixed(previous_ * kPair + next)));
  hashes_.push_back(top(mixed((before_ * kTriple + previous_) * kPair + next)));
  before_ = previous_;
  previous_ = next;
}

/// How many words are shouted, and how many there are, both roughly.
void Features::add_shape(std::string_view text, const Words& words) {
  std::uint64_t shouted = 0;
  for (const Word& word : words.all()) {
    const std::string_view letters = text.substr(word.start, word.end - word.start);
    shouted += word.kind == WordKind::word && letters.size() > 2 && std::all_of(letters.begin(), letters.end(), is_capital) ? 1U : 0U;
  }
  hashes_.push_back(top(mixed(kShape + std::min(shouted, kMostShouted))));
  hashes_.push_back(top(mixed(kShape * 3 + std::min<std::uint64_t>(words.all().size() / kLengthStep, kMostLength))));
}

/// Ascending, none more often than twice.
void Features::tidy() {
  std::sort(hashes_.begin(), hashes_.end());
  std::size_t kept = 0;
  for (const std::uint32_t hash : hashes_) {
    if (kept < 2 || hashes_[kept - 2] != hash) hashes_[kept++] = hash;
  }
  hashes_.resize(kept);
}

std::span<const std::uint32_t> Features::extract(std::string_view text, const Words& words) {
  hashes_.clear();
  previous_ = before_ = kEdge;
  std::size_t end = 0;
  for (const Word& word : words.all()) {
    if (hashes_.size() >= kMostFeatures) break;
    if (const std::uint64_t gap = add_gap(text.substr(end, word.start - end))) add_neighbours(gap);
    add_neighbours(add_word(word));
    end = word.end;
  }
  if (const std::uint64_t gap = add_gap(text.substr(std::min(end, text.size())))) add_neighbours(gap);
  add_neighbours(kEdge);
  add_shape(text, words);
  tidy();
  return hashes_;
}

}  // namespace rtm::text
