#include "classify/story/terms.hpp"

#define XXH_INLINE_ALL  // texts this short are hashed before a call has returned
#include <xxhash.h>

#include <algorithm>

#include "text/fold.hpp"
#include "text/stem.hpp"

namespace rtm::classify {

namespace {

constexpr float kWord = 1.0F;
constexpr float kHashtag = 1.5F;
constexpr float kPart = 1.0F;
constexpr std::size_t kShortest = 2;  // bytes; "ue" and "us" are words

/// "rt" and what else is part of the platform, not of the text, is in the stopwords.
bool tells(std::string_view folded, std::string_view lang) {
  return folded.size() >= kShortest && folded.back() != '\'' && !text::is_stopword(folded, lang);
}

}  // namespace

std::uint64_t hash_of(std::string_view text) { return XXH3_64bits(text.data(), text.size()); }

/// The hash of the word's stem, 0 for a word that tells nothing.
std::uint64_t TermExtractor::term_of(std::string_view folded, std::uint64_t hash, std::string_view lang) {
  const std::uint64_t seed = lang.size() < 2 ? 0 : static_cast<std::uint64_t>(lang[0]) << 8 | static_cast<unsigned char>(lang[1]);
  const std::uint64_t word = hash ^ seed * 0x9E3779B97F4A7C15ULL;
  Cached& cached = cache_[word % kCache];
  if (cached.word != word) cached = {word, tells(folded, lang) ? hash_of(text::unaccented(text::stem(folded, lang))) : 0};
  return cached.term;
}

void TermExtractor::add(std::string_view folded, std::uint64_t word, std::string_view lang, float weight, bool tagged) {
  if (terms_.size() == kMost) return;
  const std::uint64_t hash = term_of(folded, word, lang);
  if (hash == 0) return;
  const auto same = std::find_if(terms_.begin(), terms_.end(), [hash](const Term& t) { return t.hash == hash; });
  if (same == terms_.end()) {
    terms_.push_back({hash, weight, tagged});
  } else {
    same->weight = std::max(same->weight, weight);
    same->tagged = same->tagged && tagged;
  }
}

std::span<const Term> TermExtractor::extract(const text::Words& words, std::string_view lang) {
  terms_.clear();
  for (const text::Word& word : words.all()) {
    switch (word.kind) {
      case text::WordKind::word:
      case text::WordKind::number: add(word.folded, word.hash, lang, kWord, false); break;
      case text::WordKind::hashtag:
        add(word.folded, word.hash, lang, kHashtag, true);
        for (const text::Word& part : words.parts(word)) add(part.folded, part.hash, lang, kPart, true);
        break;
      default: break;
    }
  }
  return terms_;
}

}  // namespace rtm::classify
