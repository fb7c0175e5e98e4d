#pragma once
#include <span>
#include <string_view>

#include "text/irony.hpp"
#include "text/offence.hpp"
#include "text/sentiment.hpp"
#include "text/words.hpp"

namespace rtm::text {

inline constexpr double kNeutral = 0.05;

struct Tone {
  double sentiment;                   // -1 .. 1; beyond ±kNeutral it is negative or positive
  double anger, insult, hate, irony;  // 0 .. 1; from .5 on it counts as yes
  Sentiment::Balance balance{};       // of the words of the lexicons
};

/// The hate in a tone, and the words behind it in text order.
struct Hate {
  double p = 0;
  std::span<const Span> spans;
};

/// Rates the tone of a post from the lexicons that ship. Building it reads the tables (some milliseconds);
/// rating allocates nothing in the steady state. Keeps scratch space: one thread at a time.
class ToneModel {
 public:
  /// `words` is the analysis of `text`; `lang` may be empty (then the words of all six languages count). Words within `figures`,
  /// which stand in text order, do not mean what they say and have no valence; a phrase that goes beyond one keeps its own.
  Tone rate(std::string_view text, const Words& words, std::string_view lang, std::span<const Span> figures = {}) const;

  /// Of the last rating; see Sentiment::unlike_words().
  std::span<const Span> unlike_words() const { return sentiment_.unlike_words(); }

  /// What the last rating found; valid until the next.
  Hate hate() const { return {hate_, offence_.hate_spans()}; }

 private:
  Sentiment sentiment_;
  Offence offence_;
  Irony irony_;
  mutable double hate_ = 0;
};

}  // namespace rtm::text
