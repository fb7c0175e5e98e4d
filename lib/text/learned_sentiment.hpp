#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "text/cues.hpp"
#include "text/gist.hpp"
#include "text/linear_model.hpp"

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

  bool speaks(std::string_view lang) const { return of(lang) != nullptr; }

  /// -1 .. 1, of a text in a language that it speaks; of one without words, what the lexicons say.
  double rate(std::span<const Word> words, std::string_view lang, const Cues& lexicons) const;

  /// What a sum of the regression means.
  double sentiment_of(double sum) const;

  /// The regression of the i-th language that it was made with: of the features of a Gist, and of the cues.
  LinearModel& linear(std::size_t i) { return linear_[i]; }
  double zone = 0.1;  // sums from -zone to zone are neutral

  /// The rows of the table.
  std::string write() const;

 private:
  const LinearModel* of(std::string_view lang) const;  // nullptr: it does not speak that

  std::vector<std::string> langs_;
  std::vector<LinearModel> linear_;  // one for each
  mutable Gist gist_;
};

}  // namespace rtm::text
