#pragma once
#include <bitset>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

#include "text/lexicon.hpp"
#include "text/words.hpp"

namespace rtm::text {

/// Undoes the spellings that hide offensive words: digits for letters inside a word ("str0nzo"), letters set apart
/// ("p u t t a n a"), two neighbouring letters swapped ("ucicdere"). The last two only where a word of offence.tsv comes out;
/// letters are swapped only in a post that has another word of that table in full view. Keeps scratch space: one thread at a time.
class Respelling {
 public:
  /// Reads offence.tsv.
  Respelling();

  /// The text as it was meant, of the same length, so that offsets stay; an empty view when nothing is hidden. Valid until
  /// the next call. `words` is the analysis of `text`; words of other languages than `langs` do not count.
  std::string_view undo(std::string_view text, std::span<const Word> words, LangSet langs) const;

 private:
  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
  };
  using Set = std::unordered_map<std::string, LangSet, Hash, std::equal_to<>>;

  void add(std::string_view pattern, LangSet langs);
  void put(Set& set, std::string_view word, LangSet langs);
  bool has(const Set& set, std::string_view word) const;
  bool may_begin(std::string_view word) const;
  bool has_stem(std::string_view word, std::size_t shortest) const;
  /// A stem must have `shortest` bytes.
  bool known(std::string_view word, std::size_t shortest) const;
  void digits_to_letters(std::string_view text, const Word& word) const;
  void join_letters(std::string_view text, std::span<const Word> run) const;
  void join_runs(std::string_view text, std::span<const Word> words) const;
  void swap_back(std::string_view text, const Word& word) const;

  Set words_, stems_;  // of all patterns; a stem stands without its star
  Set plain_;          // patterns of one whole word
  std::bitset<1 << 14> sieve_;  // by the first four bytes of all these: most words of a text begin none of them
  mutable LangSet langs_ = kAnyLang;  // of the text at hand
  mutable std::string out_, scratch_;
};

}  // namespace rtm::text
