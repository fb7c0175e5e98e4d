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

/// By what a word of a language is known.
std::uint64_t TermExtractor::key_of(std::uint64_t hash, std::string_view lang) {
  const std::uint64_t seed = lang.size() < 2 ? 0 : static_cast<std::uint64_t>(lang[0]) << 8 | static_cast<unsigned char>(lang[1]);
  return hash ^ seed * 0x9E3779B97F4A7C15ULL;
}

/// The hash of the word's stem, 0 for a word that tells nothing, and how it is spelt. Valid until the next call.
const TermExtractor::Cached& TermExtractor::look_up(std::string_view folded, std::uint64_t hash, std::string_view lang) {
  const std::uint64_t word = key_of(hash, lang);
  Cached& known = cache_[word & (cache_.size() - 1)];
  if (known.word != word) {
    known = {word, tells(folded, lang) ? hash_of(text::unaccented(text::stem(folded, lang))) : 0, Spelling::of(folded).hash};
  }
  return known;
}

void TermExtractor::add(std::uint64_t term, float weight, bool tagged) {
  if (term == 0 || terms_.size() == kMost) return;
  const auto same = std::find_if(terms_.begin(), terms_.end(), [term](const Term& t) { return t.hash == term; });
  if (same == terms_.end()) {
    terms_.push_back({term, weight, tagged});
  } else {
    same->weight = std::max(same->weight, weight);
    same->tagged = same->tagged && tagged;
  }
}

void TermExtractor::add(std::string_view folded, std::uint64_t word, std::string_view lang, float weight, bool tagged) {
  add(look_up(folded, word, lang).term, weight, tagged);
}

/// What a hashtag, or a part of one, says in words.
void TermExtractor::add_tag(std::string_view folded, std::string_view lang) {
  if (!compounds_ || folded.size() < 2 * Compounds::kShortest || folded.size() > Compounds::kLongest) return;
  const Spelling tag = Spelling::of(folded);
  for (const std::string_view word : compounds_->words_of(folded, tag)) add(word, text::word_hash(word), lang, kPart, true);
  compounds_->add_tag(tag);
}

/// Words side by side, the first and the last of which tell something, that come as one hashtag elsewhere.
void TermExtractor::add_compounds(std::span<const text::Word> words, std::string_view lang) {
  const std::size_t end = std::min(spoken_.size(), kMost);
  const auto next = [&](std::size_t i) { return i + 1 < end && words[i + 1].kind == text::WordKind::word && words[i + 1].start == words[i].end + 1; };
  const auto spelling = [&](std::size_t i) { return Spelling::of(spoken_[i].spelling, words[i].folded.size()); };
  for (std::size_t i = 0; i + 1 < end; ++i) {
    if (!spoken_[i].telling || !next(i)) continue;
    const Spelling first = spelling(i), two = first + spelling(i + 1);
    if (two.size > Compounds::kLongest) continue;
    if (spoken_[i + 1].telling) add_compound(words, i, 2, two, first.size, lang);
    if (!next(i + 1) || !spoken_[i + 2].telling) continue;
    const Spelling three = two + spelling(i + 2);
    if (three.size <= Compounds::kLongest) add_compound(words, i, 3, three, first.size, lang);
  }
}

/// `n` words from `first`, spelt so in one; the second begins at the byte `second`.
void TermExtractor::add_compound(std::span<const text::Word> words, std::size_t first, std::size_t n, const Spelling& spelling, std::size_t second, std::string_view lang) {
  compounds_->add_words(spelling, second, spelling.size - words[first + n - 1].folded.size());
  if (!compounds_->is_tag(spelling)) return;
  std::string tag;
  for (const text::Word& word : words.subspan(first, n)) tag += word.folded;
  add(tag, text::word_hash(tag), lang, kWord, false);
}

std::span<const Term> TermExtractor::extract(const text::Words& words, std::string_view lang) {
  terms_.clear();
  spoken_.clear();
  for (const text::Word& word : words.all()) __builtin_prefetch(&cache_[key_of(word.hash, lang) & (cache_.size() - 1)]);
  for (const text::Word& word : words.all()) {
    Spoken spoken{0, false};
    switch (word.kind) {
      case text::WordKind::word: {
        const Cached& known = look_up(word.folded, word.hash, lang);
        add(known.term, kWord, false);
        spoken = {known.spelling, known.term != 0 && word.folded.size() >= Compounds::kShortest};
        break;
      }
      case text::WordKind::number: add(word.folded, word.hash, lang, kWord, false); break;
      case text::WordKind::hashtag:
        add(word.folded, word.hash, lang, kHashtag, true);
        for (const text::Word& part : words.parts(word)) {
          add(part.folded, part.hash, lang, kPart, true);
          add_tag(part.folded, lang);
        }
        if (word.parts == 0) add_tag(word.folded, lang);
        break;
      default: break;
    }
    spoken_.push_back(spoken);
  }
  if (compounds_) add_compounds(words.all(), lang);
  return terms_;
}

}  // namespace rtm::classify
