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
/// ("p u t t a n a"), two neighbouring letters swapped ("ucicdere"), a vowel left out ("sprgevoli"), or the blank beside a small
/// word ("questostronzo"). All but the first only where an offence of offence.tsv comes out; letters are swapped and put in only
/// in a post that has another in full view. Keeps scratch space: one thread at a time.
class Respelling {
 public:
  /// Reads offence.tsv.
  Respelling();

  /// The text as it was meant; an empty view when nothing is hidden. Valid until the next call. `words` is the analysis of
  /// `text`; words of other languages than that of `lang`, which may be empty, do not count.
  std::string_view undo(std::string_view text, std::span<const Word> words, std::string_view lang) const;

  /// Where in the text the byte `at` of what was meant comes from.
  std::size_t original(std::size_t at) const;

 private:
  enum Kind : unsigned char { kWord = 1, kStem = 2, kPlain = 4, kGroup = 8, kInsult = 16, kSlur = 32, kOther = 64 };  // bits
  /// A pattern's last word; a stem stands without its star; plain is what makes a pattern all by itself; group
  /// is one that names a protected group, insult and slur one that insults; other words of the table offend nobody.
  struct Entry {
    std::string word;
    unsigned char kind;
    bool stem;
    LangSet langs;
  };

  /// Before the byte `at` of the text, a letter or blank that is missing.
  struct Insertion {
    std::size_t at;
    char what;
  };

  void add(std::string_view pattern, unsigned char alone, LangSet langs);
  void put(std::string_view word, unsigned char kind, bool stem, LangSet langs);
  /// An entry of these kinds that is the word or, of at least `shortest` bytes, its stem.
  bool known_in(LangSet langs, std::string_view word, unsigned char kinds, std::size_t shortest) const;
  bool known(std::string_view word, unsigned char kinds, std::size_t shortest) const { return known_in(langs_, word, kinds, shortest); }
  /// An entry that is the word, or its stem with a short ending behind.
  bool fits(std::string_view word, std::size_t reaching) const;
  bool tells(const Word& word) const;
  bool ends_offence(std::string_view text, const Word& word, std::size_t at) const;
  void digits_to_letters(std::string_view text, const Word& word) const;
  void join_letters(std::string_view text, std::span<const Word> run) const;
  void join_runs(std::string_view text, std::span<const Word> words) const;
  std::size_t swapped(std::string_view word) const;
  /// False where nothing is swapped.
  bool swap_back(std::string_view text, const Word& word) const;
  Insertion left_out(std::string_view word) const;
  std::size_t glued(std::string_view word) const;
  void put_in(std::string_view text) const;
  void look_for_missing(const Word& word, bool telling) const;

  std::unordered_map<std::uint32_t, std::vector<Entry>> entries_;  // by their first four bytes
  mutable Acquaintance<char> met_;                                 // a mark for words that tell
  mutable Acquaintance<std::size_t> met_swapped_;                  // for words with letters swapped, where
  mutable Acquaintance<Insertion> met_left_out_;                   // for words with a letter left out, which
  mutable Acquaintance<std::size_t> met_glued_;                    // for words with a blank left out, where
  std::bitset<1 << 14> sieve_;  // of these bytes: most words of a text begin no entry
  mutable LangSet langs_ = kAnyLang;  // of the text at hand
  mutable std::string_view lang_;
  mutable std::string out_, scratch_;
  mutable std::vector<Insertion> insertions_;  // ascending
};

}  // namespace rtm::text
