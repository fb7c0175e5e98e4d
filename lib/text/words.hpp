#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "text/silence.hpp"

namespace rtm::text {

enum class WordKind : std::uint8_t { word, number, hashtag, mention, link, emoji };

/// One token of a text.
struct Word {
  std::string_view folded;  // lower case, composed, apostrophes as '; a hashtag or mention without its sign
  std::size_t start, end;   // bytes [start, end) of the analysed text, the sign included
  WordKind kind;
  std::uint64_t hash = 0;   // word_hash(folded); 0 for a link
  Silence* silence = nullptr;  // what says nothing of it; nullptr where that is not kept
  std::uint32_t first_part = 0, parts = 0;  // see Words::parts()

  /// True when `table` is known to have nothing to say of the word; see Silence::of().
  template <typename Speaks>
  bool is_silent(Table table, Speaks speaks) const {
    return silence != nullptr && silence->of(table, speaks);
  }
};

/// By which tables of words are looked up; so wide (64 bits) that equal hashes stand for equal words.
std::uint64_t word_hash(std::string_view folded);

/// Cuts a text into words, in one pass and linear time. Reused from text to text it allocates nothing in the steady state.
///
/// Letters, marks and digits of any script make words (ideographs and kana one each). An elided article or pronoun is a
/// word of its own ("l'Italia": "l'", "italia"), an English contraction is not cut ("don't"); hyphens cut. An emoji with
/// its modifiers, a flag or a joined sequence is one word. Numbers keep their separators ("10,000"). Malformed bytes are
/// skipped.
class Words {
 public:
  /// `silences`, which may be null and must outlive this, are kept for tables of words that many texts are looked up in.
  explicit Words(Silences* silences = nullptr) : silences_(silences) {}

  /// Views of the result are valid until the next call; they do not point into `text`.
  void analyse(std::string_view text);

  std::span<const Word> all() const { return words_; }
  /// The parts of one of the words, a hashtag: hashtag_parts(), as words of their own.
  std::span<const Word> parts(const Word& tag) const { return std::span(parts_).subspan(tag.first_part, tag.parts); }

 private:
  friend class Tokeniser;
  std::string_view fold(std::string_view text, std::size_t from, std::size_t to);
  void cut_tags(std::string_view text);

  std::vector<Word> words_, parts_;
  Silences* silences_;
  std::string folded_;
  std::vector<std::size_t> places_;  // of the words, then of the parts, in folded_
};

/// The parts of a hashtag written in camel case, with underscores or digits ("#SuperBowl2013": Super, Bowl, 2013), as byte
/// ranges of `tag`, which stands without its sign; empty when it has only one.
std::vector<std::pair<std::size_t, std::size_t>> hashtag_parts(std::string_view tag);

/// True for the function words of `lang` (it en es fr de pt; of any of the six when the language is none of them).
/// From stopwords-iso.
bool is_stopword(const Word& word, std::string_view lang);
bool is_stopword(std::string_view folded, std::string_view lang);

}  // namespace rtm::text
