#include <tsl/robin_map.h>

#include <array>

#include "data/table.hpp"
#include "text/words.hpp"

namespace rtm::text {

namespace {

constexpr std::array<std::string_view, 6> kLanguages{"it", "en", "es", "fr", "de", "pt"};
constexpr unsigned kAny = (1U << kLanguages.size()) - 1;

unsigned bit_of(std::string_view lang) {
  for (std::size_t i = 0; i < kLanguages.size(); ++i) {
    if (lang.substr(0, 2) == kLanguages[i] && (lang.size() == 2 || lang[2] == '-')) return 1U << i;
  }
  return kAny;
}

/// Each word, by its hash, with a bit for each language it is a function word of.
const tsl::robin_map<std::uint64_t, unsigned>& stopwords() {
  static const auto all = [] {
    tsl::robin_map<std::uint64_t, unsigned> words;
    for (const auto& row : data::rows("stopwords", 2)) {
      data::each_of(row[1], " ", [&](std::string_view word) { words[word_hash(word)] |= bit_of(row[0]); });
    }
    return words;
  }();
  return all;
}

}  // namespace

bool is_stopword(const Word& word, std::string_view lang) {
  const auto found = stopwords().find(word.hash);
  return found != stopwords().end() && (found->second & bit_of(lang)) != 0;
}

bool is_stopword(std::string_view folded, std::string_view lang) { return is_stopword(Word{folded, 0, 0, WordKind::word, word_hash(folded)}, lang); }

}  // namespace rtm::text
