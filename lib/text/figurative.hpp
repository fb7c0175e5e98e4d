#pragma once
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "text/lexicon.hpp"
#include "text/names.hpp"
#include "text/words.hpp"

namespace rtm::text {

/// Tells a grave word that is a figure of speech by the words it is built into (Lakoff & Johnson 1980: what breaks down, amounts,
/// and institutions are spoken of as bodies and weather): so much of something countable ("an avalanche of gifts"), a machine that
/// dies, an upheaval in an institution, a verdict on taste ("the cake is a disaster"). Classes of words: data/figurative.tsv.
/// Keeps scratch space: one thread at a time.
class Figurative {
 public:
  /// Throws Error when the table is bad.
  Figurative();

  /// Looks through a text and the names in it; the views are needed until the last call of doubt().
  void read(std::string_view text, std::span<const Word> words, std::string_view lang, std::span<const Name> names);

  /// Whether a concept also serves as a word of blame, as bad as it sounds ("a total disaster").
  static bool blames(std::string_view concept_name) { return concept_name == "disaster" || concept_name == "tragedy"; }

  struct Doubt {
    double log_odds = 0;  // how much less likely the words mean what they say; 0 when nothing speaks against it
    bool judges = false;  // they are a verdict: no event, but as bad as it sounds
  };
  /// Of words [first, last] of a concept (sensitive.tsv).
  Doubt doubt(std::uint32_t first, std::uint32_t last, std::string_view concept_name) const;

 private:
  /// Those of the table, and last what names are.
  enum Class : unsigned char { of, with, substance, thing, institution, within, copula, article, degree, taste, determiner, leaving, place };
  bool is(std::size_t i, Class c) const { return i < marks_.size() && (marks_[i] >> c & 1U) != 0; }
  void mark(const Span& span, Class c);
  bool joined(std::size_t i) const;
  bool is_amount(std::size_t last, Class by) const;
  bool of_thing(std::size_t first, std::size_t last) const;
  bool in_institution(std::size_t last) const;
  double verdict(std::size_t first) const;

  Lexicon lexicon_{Table::figures};
  std::string_view text_;
  std::span<const Word> words_;
  std::string_view lang_;
  std::vector<std::uint16_t> marks_;  // by word, a bit for each class
  bool taste_ = false;                // the text speaks of what is a matter of taste
  bool leaving_ = false;              // of someone who leaves a post
  std::vector<Lexicon::Match> matches_;
};

}  // namespace rtm::text
