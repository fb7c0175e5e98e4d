#pragma once
#include <array>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "text/lexicon.hpp"

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
  Balance rate(std::string_view text, std::span<const Word> words, LangSet langs) const;

 private:
  enum class Role : unsigned char { none, valence, step, negation, contrast };
  struct Entry {
    Role role;
    double value;
  };
  struct Mark {  // what the best match says of one word
    Role role = Role::none;
    double value = 0;
    std::uint32_t rank = 0, first = 0;
  };

  void load_words();
  void load_emoji();
  std::span<const Word> without_elongations(std::span<const Word> words) const;
  void mark(std::span<const Word> words, LangSet langs) const;
  double emoji_valence(std::string_view emoji) const;
  double emoticons(std::string_view text, std::span<const Word> words, Balance& balance) const;
  bool is_denied_behind(std::span<const Word> words, std::size_t at) const;
  double with_neighbours(std::span<const Word> words, std::size_t at, double valence) const;

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
};

}  // namespace rtm::text
