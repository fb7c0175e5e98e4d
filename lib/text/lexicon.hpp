#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "text/fold.hpp"
#include "text/words.hpp"

namespace rtm::text {

/// A set of languages, one bit each: it en es fr de pt.
using LangSet = unsigned char;
inline constexpr LangSet kAnyLang = 0x3F;

/// The bit of one language code; kAnyLang for an empty or unknown code: a word of any of the six may then
/// count.
LangSet lang_set(std::string_view code);

/// A table cell: `*`, or codes separated by commas. Throws rtm::Error on a code that is not among the six.
LangSet lang_cell(std::string_view cell);

/// Word patterns of a table, looked up word by word. A pattern is one or more words; `stem*` matches any
/// ending (at least three letters before the star), a lone `*` any one word, `..` up to three words, `#stem`
/// also the middle, `#*end` only the end of a longer hashtag. A pattern word with accents also matches the
/// same word without.
class Lexicon {
 public:
  /// Words first..last (indexes into Words::all(), both counted) and where they stand in the text.
  struct Match {
    std::uint32_t entry;
    std::uint32_t first, last;
    std::uint32_t rank;  // more words, more letters, exact before stem: the closer match ranks higher
    std::size_t start, end;
  };

  /// Adds the patterns of a cell (separated by ", "), all meaning `entry`. Throws rtm::Error naming a bad
  /// pattern.
  void add(std::string_view cell, std::uint32_t entry, LangSet langs);

  /// All matches whose language fits, by first word; several may overlap. `out` is cleared first.
  void find(std::span<const Word> words, LangSet langs, std::vector<Match>& out) const;

  /// True when a pattern of one exact word is `word`, in any language.
  bool knows(std::string_view word) const;

 private:
  enum class Piece : unsigned char { exact, stem, any, gap };
  struct Part {
    Piece piece;
    std::string text;
  };
  struct Pattern {
    std::vector<Part> parts;
    std::uint32_t entry;
    std::uint32_t rank;
    LangSet langs;
    enum class Hashtag : unsigned char { as_word, inside, at_end } hashtag;
  };
  struct Slot {  // of the open-addressing tables: a chain of nodes with one key; key 0 is free
    std::uint64_t key = 0;
    std::uint32_t head = 0, tail = 0;
  };
  struct Node {  // `letters` & `mask`: the first eight bytes of the pattern's first word, compared before
                 // anything else
    std::uint64_t letters, mask;
    std::uint32_t pattern, next;
    LangSet langs;
  };
  struct Index {
    static constexpr std::size_t kSieve = std::size_t{1} << 16;  // bits; small enough to stay in the cache
    std::vector<Slot> slots;
    std::vector<std::uint64_t> sieve = std::vector<std::uint64_t>(kSieve / 64);  // a bit for each key: most words have none
    std::size_t used = 0;
    bool may_have(std::uint64_t key) const;
    const Slot* find(std::uint64_t key) const;
    Slot& at(std::uint64_t key);
  };

  void add_parts(std::string_view word, Pattern& pattern);
  void add_pattern(std::string_view pattern, std::uint32_t entry, LangSet langs);
  void chain(Index& index, std::uint64_t key, std::uint32_t pattern, bool whole);
  void look_up(const Index& index, std::uint64_t key, std::span<const Word> words, std::size_t at,
               std::string_view word, LangSet langs, std::vector<Match>& out) const;
  void look_up_stems(std::span<const Word> words, std::size_t at, std::string_view word, LangSet langs,
                     std::vector<Match>& out) const;
  void inside_hashtag(std::span<const Word> words, std::size_t at, LangSet langs,
                      std::vector<Match>& out) const;
  bool rest_matches(const Pattern& pattern, std::size_t part, std::span<const Word> words, std::size_t at,
                    std::size_t& last) const;

  std::vector<Pattern> patterns_;
  Words cutter_;
  std::vector<Node> nodes_;
  Index exact_;                // by the hash of the whole word
  Index short_stems_, stems_;  // by the first three, the first four bytes
};

/// `folded` without the English possessive ('s).
std::string_view without_possessive(std::string_view folded);

}  // namespace rtm::text
