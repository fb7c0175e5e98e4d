#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "text/cues.hpp"
#include "text/gist.hpp"
#include "text/linear_model.hpp"
#include "text/span.hpp"

namespace rtm::text {

/// Sentiment as people rated it: what the lexicons say of a text and what its words add, a ridge regression for each language,
/// learned by tests/bench/train_sentiment.cpp. It speaks the languages it was taught and no other.
///
/// The sums of a regression are small and hardly ever nothing, so a zone around zero (learned on posts rated by people) means
/// neutral: rate() shrinks it to ±.05, where the rest of rtm looks for neutral, and leaves what is beyond as it is. Keeps
/// scratch space: one thread at a time.
class LearnedSentiment {
 public:
  static constexpr int kBits = 18;

  /// Reads the table that ships.
  LearnedSentiment();
  /// One that knows these languages and, so far, nothing else.
  explicit LearnedSentiment(std::vector<std::string> langs);

  bool speaks(std::string_view lang) const { return of(lang) != kNone; }

  /// -1 .. 1, of a text in a language that it speaks; of one without words, what the lexicons say.
  double rate(std::span<const Word> words, std::string_view lang, const Cues& lexicons) const;

  /// How the sums of a language are read. A text of n features says n / (n + few) of its sum: one word is little evidence (an
  /// empirical-Bayes weight, Efron & Morris 1975). With bend, sums s end in s / sqrt(s² + bend), as the compounds of VADER do (Hutto &
  /// Gilbert 2014); with 0 they are straight as far as ±1.
  struct Reading {
    double few = 0, bend = 0;
  };

  /// What a sum of the regression means that `features` went into.
  double sentiment_of(double sum, std::size_t features, const Reading& reading) const;

  /// The regression of the i-th language that it was made with: of the features of a Gist, and of the cues.
  LinearModel& linear(std::size_t i) { return linear_[i]; }
  Reading& reading(std::size_t i) { return readings_[i]; }
  double zone = 0.1;  // sums from -zone to zone are neutral

  /// The rows of the table.
  std::string write() const;

 private:
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
  std::size_t of(std::string_view lang) const;  // its place in langs_; kNone: it does not speak that

  std::vector<std::string> langs_;
  std::vector<LinearModel> linear_;  // one for each
  std::vector<Reading> readings_;    // so too
  mutable Gist gist_;
};

/// The words that are in none of the figures of speech: `words` itself or, where something is left out, `out`.
std::span<const Word> without(std::span<const Span> figures, std::span<const Word> words, std::vector<Word>& out);

}  // namespace rtm::text
