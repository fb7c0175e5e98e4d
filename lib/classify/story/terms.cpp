#include "classify/story/terms.hpp"

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

std::uint64_t TermExtractor::stem_hash(std::string_view folded, std::string_view lang) {
  const std::uint64_t seed = lang.size() < 2 ? 0 : static_cast<std::uint64_t>(lang[0]) << 8 | static_cast<unsigned char>(lang[1]);
  const std::uint64_t word = XXH3_64bits_withSeed(folded.data(), folded.size(), seed);
  Cached& cached = cache_[word % kCache];
  if (cached.word != word) cached = {word, hash_of(text::unaccented(text::stem(folded, lang)))};
  return cached.stem;
}

void TermExtractor::add(std::string_view folded, std::string_view lang, float weight) {
  if (terms_.size() == kMost || !tells(folded, lang)) return;
  const std::uint64_t hash = stem_hash(folded, lang);
  const auto same = std::find_if(terms_.begin(), terms_.end(), [hash](const Term& t) { return t.hash == hash; });
  if (same == terms_.end()) {
    terms_.push_back({hash, weight});
  } else {
    same->weight = std::max(same->weight, weight);
  }
}

void TermExtractor::add_parts(std::string_view text, const text::Word& word, std::string_view lang) {
  const std::string_view tag = text.substr(word.start + 1, word.end - word.start - 1);
  for (const auto& [from, to] : text::hashtag_parts(tag)) {
    std::string folded;
    text::append_folded(tag.substr(from, to - from), folded);
    add(folded, lang, kPart);
  }
}

std::span<const Term> TermExtractor::extract(std::string_view text, std::span<const text::Word> words, std::string_view lang) {
  terms_.clear();
  for (const text::Word& word : words) {
    switch (word.kind) {
      case text::WordKind::word:
      case text::WordKind::number: add(word.folded, lang, kWord); break;
      case text::WordKind::hashtag:
        add(word.folded, lang, kHashtag);
        add_parts(text, word, lang);
        break;
      default: break;
    }
  }
  return terms_;
}

}  // namespace rtm::classify
