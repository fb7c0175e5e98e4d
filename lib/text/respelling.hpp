#pragma once
#include <bitset>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "text/acquaintance.hpp"
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
  enum Kind : unsigned char { kWord = 1, kStem = 2, kPlain = 4 };  // bits
  /// A pattern's last word; a stem stands without its star; plain is what makes a pattern all by itself.
  struct Entry {
    std::string word;
    unsigned char kinds;
    LangSet langs;
  };

  void add(std::string_view pattern, LangSet langs);
  void put(std::string_view word, Kind kind, LangSet langs);
  /// An entry of these kinds that is the word or, of at least `shortest` bytes, its stem.
  bool known(std::string_view word, unsigned char kinds, std::size_t shortest) const;
  bool tells(const Word& word) const;
  void digits_to_letters(std::string_view text, const Word& word) const;
  void join_letters(std::string_view text, std::span<const Word> run) const;
  void join_runs(std::string_view text, std::span<const Word> words) const;
  std::size_t swapped(std::string_view word) const;
  void swap_back(std::string_view text, const Word& word) const;

  std::unordered_map<std::uint32_t, std::vector<Entry>> entries_;  // by their first four bytes
  mutable Acquaintance<char> met_;                                 // a mark for words that tell
  mutable Acquaintance<std::size_t> met_swapped_;                  // for words with letters swapped, where
  std::bitset<1 << 14> sieve_;  // of these bytes: most words of a text begin no entry
  mutable LangSet langs_ = kAnyLang;  // of the text at hand
  mutable std::string out_, scratch_;
};

}  // namespace rtm::text
