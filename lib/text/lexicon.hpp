#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "text/acquaintance.hpp"
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
/// same word without. Words are looked up in a table for their language, which is built when it is first needed:
/// one thread at a time.
class Lexicon {
 public:
  /// Words first..last (indexes into Words::all(), both counted) and where they stand in the text.
  struct Match {
    std::uint32_t entry;
    std::uint32_t first, last;
    std::uint32_t rank;  // more words, more letters, exact before stem: the closer match ranks higher
    std::size_t start, end;
  };

  Lexicon() = default;
  /// One that words keep the silence of: all that are made for one table say the same, and are complete before the first text.
  explicit Lexicon(Table table) : table_(table) {}

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
  /// A pattern whose first word fits; what decides most looks is here, the rest in patterns_.
  struct Begun {
    std::uint32_t pattern, entry, rank;
    std::uint32_t second;  // bits of the second word's hash, where it is to be one exact word; kAlone or kAnything
  };
  static constexpr std::uint32_t kAnything = 0;  // the second word is no exact one
  static constexpr std::uint32_t kAlone = 2;     // one word is all; hashes are odd
  /// A pattern under the key of its first word.
  struct Node {
    std::uint64_t letters, mask;  // the first word's first eight bytes, and which of them count
    Begun begun;
    std::uint8_t size;            // bytes of the first word; 255 for more
    LangSet langs;
    bool stem;                    // of the first word, any ending will do
  };
  /// Nodes by key, those of one key side by side in the order they were added. A sieve of one bit a key comes first: most
  /// words of a text are under no key.
  class Index {
   public:
    Index() = default;
    explicit Index(std::span<const std::pair<std::uint64_t, Node>> keyed);
    /// False for a key under which there is nothing; true for all others, and some of these.
    bool sifts(std::uint64_t key) const {
      const std::size_t bit = spread(key) & (64 * sieve_.size() - 1);
      return (sieve_[bit / 64] >> (bit % 64) & 1) != 0;
    }
    std::span<const Node> find(std::uint64_t key) const { return sifts(key) ? look_up(key) : std::span<const Node>(); }

   private:
    struct Slot {  // of an open-addressing table; key 0 is free
      std::uint64_t key = 0;
      std::uint32_t first = 0, count = 0;
    };
    /// Where the search for a key begins.
    static std::size_t spread(std::uint64_t key) { return static_cast<std::size_t>((key * 0x9E3779B97F4A7C15ULL) >> 20); }
    std::span<const Node> look_up(std::uint64_t key) const;

    std::vector<std::uint64_t> sieve_ = std::vector<std::uint64_t>(1);
    std::vector<Slot> slots_ = std::vector<Slot>(1);
    std::vector<Node> nodes_;
  };

  void add_parts(std::string_view word, Pattern& pattern);
  void add_pattern(std::string_view pattern, std::uint32_t entry, LangSet langs);
  struct Tables {
    bool built = false;
    Index exact;                // by the hash of the whole word
    Index short_stems, stems;  // by the first three, the first four bytes
  };
  using Keyed = std::vector<std::pair<std::uint64_t, Node>>;

  void index(std::uint32_t pattern);
  const Tables& tables() const;
  void look_up_bare(const Tables& tables, std::string_view word, std::uint64_t hash, LangSet langs, std::vector<Begun>& found) const;
  void look_up(const Tables& tables, const Word& word, LangSet langs, std::vector<Begun>& found) const;
  void take(const Begun& begun, std::span<const Word> words, std::size_t at, std::vector<Match>& out) const;
  void inside_hashtag(const Index& stems, std::span<const Word> words, std::size_t at, LangSet langs,
                      std::vector<Match>& out) const;
  bool rest_matches(const Pattern& pattern, std::size_t part, std::span<const Word> words, std::size_t at,
                    std::size_t& last) const;

  bool begins_any(const Tables& tables, const Word& word) const;
  bool is_silent(const Tables& tables, const Word& word) const {
    return table_ && word.is_silent(*table_, [&] { return begins_any(tables, word); });
  }

  std::optional<Table> table_;
  std::vector<Pattern> patterns_;
  Words cutter_;
  Keyed exact_, short_stems_, stems_;    // what the tables are built from
  mutable Tables tables_;
  mutable Acquaintance<Begun> met_;  // by word and languages, the patterns that it begins
  mutable std::vector<Begun> begun_;
};

/// `folded` without the English possessive ('s).
std::string_view without_possessive(std::string_view folded);

}  // namespace rtm::text
