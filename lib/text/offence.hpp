#pragma once
#include <string_view>
#include <vector>

#include "text/lexicon.hpp"
#include "text/span.hpp"

namespace rtm::text {

/// Anger, insult and hate, each 0..1, from lexicon cues and what stands around them. An insult is surer when
/// somebody is addressed; hate is a slur, or a hostile word near the name of a protected group. What is
/// quoted, negated, reported or condemned is not hate (Röttger et al. 2021, the functionalities of
/// HateCheck). Keeps scratch space: one thread at a time.
class Offence {
 public:
  Offence();

  struct Rating {
    double anger, insult, hate;
  };
  Rating rate(std::string_view text, std::span<const Word> words, LangSet langs) const;

  /// The words behind the last rating's hate, in text order.
  std::span<const Span> hate_spans() const { return spans_; }

 private:
  enum class Kind : unsigned char { anger, profane, insult, slur, group, hostile, shield, address };
  struct Entry {
    Kind kind;
    double weight;
  };

  bool quoted(const Lexicon::Match& match) const;
  bool addressed(const Lexicon::Match& cue, std::span<const Word> words) const;
  bool negated(const Lexicon::Match& cue, std::span<const Word> words) const;
  bool nobody_of_group(const Lexicon::Match& cue, std::span<const Word> words) const;
  double group_near(const Lexicon::Match& cue) const;
  double hate_of(const Lexicon::Match& cue, std::span<const Word> words) const;

  Lexicon lexicon_{Table::offence};
  std::vector<Entry> entries_;
  mutable std::vector<Lexicon::Match> matches_;
  mutable std::vector<Span> quotes_, spans_;
};

}  // namespace rtm::text
