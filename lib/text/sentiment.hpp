#pragma once
#include <array>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "text/lexicon.hpp"
#include "text/span.hpp"

namespace rtm::text {

/// What a sentence feels like, from a lexicon and the five rules of VADER (Hutto & Gilbert, ICWSM 2014):
/// punctuation, capitals, degree modifiers, contrast ("ma", "but") and negation; emoji and emoticons have
/// valences too. Keeps scratch space: one thread at a time.
class Sentiment {
 public:
  Sentiment();

  struct Balance {
    double compound = 0;                // -1 .. 1
    double positive = 0, negative = 0;  // sums of the valences of either sign, both >= 0
    double highest = 0, lowest = 0;     // the largest valence, >= 0, and the smallest, <= 0
    double first = 0, last = 0;         // of the words and emoji that have a valence, in text order
    std::size_t negations = 0, words = 0;

    /// One more valence that is not zero.
    void add(double valence);
  };
  /// Words within `figures` do not mean what they say; see ToneModel::rate(). A mild word of blame that is denied is mild praise
  /// ("not bad", "non mi è dispiaciuto": litotes), and so is a fault that is denied right before it ("no issues", "mai avuto un problema").
  Balance rate(std::string_view text, std::span<const Word> words, LangSet langs, std::span<const Span> figures = {}) const;

  /// Where what was rated last means something else than its words, one by one: figures of speech that have a valence of their
  /// own, and litotes. In text order; valid until the next rating.
  std::span<const Span> unlike_words() const { return unlike_words_; }

 private:
  enum class Role : unsigned char { none, valence, figure, step, negation, contrast, litotes, fault, filler };
  struct Entry {
    Role role;
    double value;
  };
  struct Mark {  // what the best match says of one word
    Role role = Role::none;
    double value = 0;
    std::uint32_t rank = 0, first = 0;
    bool litotes = false;  // mild praise, when denied
    bool fault = false;    // mild praise, when denied with nothing but fillers between
    bool filler = false;

    bool has_valence() const { return role == Role::valence || role == Role::figure; }
  };

  static Role role_of(std::string_view name);
  void load_words();
  void load_emoji();
  std::span<const Word> without_elongations(std::span<const Word> words) const;
  void mark(std::span<const Word> words, LangSet langs, std::span<const Span> figures) const;
  double emoji_valence(std::string_view emoji) const;
  double emoticons(std::string_view text, std::span<const Word> words, Balance& balance) const;
  bool is_denied_behind(std::span<const Word> words, std::size_t at) const;
  bool only_fillers(std::span<const Word> words, std::size_t from, std::size_t to) const;
  /// Mild praise for a fault without valence that is denied; else 0.
  double denied_fault(std::span<const Word> words, std::size_t at) const;
  double with_neighbours(std::span<const Word> words, std::size_t at, double valence) const;
  /// What is left of the valence of the word at `at`, which one from `from` on denies.
  double denied(std::span<const Word> words, std::size_t from, std::size_t at, double valence) const;

  Lexicon lexicon_{Table::sentiment};
  std::vector<Entry> entries_;
  std::unordered_map<std::string_view, double> emoji_;
  std::array<std::vector<std::pair<std::string_view, double>>, 128> emoticons_;  // by the first character, longest first
  std::array<bool, 256> begins_emoticon_{};
  mutable std::vector<Lexicon::Match> matches_;
  mutable std::vector<Mark> marks_;
  mutable std::vector<Word> squeezed_;
  mutable std::vector<std::string> squeezed_text_;
  mutable std::vector<bool> long_drawn_;
  mutable std::vector<Span> unlike_words_;
};

}  // namespace rtm::text
