#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "text/cues.hpp"
#include "text/gist.hpp"
#include "text/linear_model.hpp"

namespace rtm::text {

/// Sentiment as people rated it: what the lexicons say of a text and what its words add, a ridge regression learned by
/// tests/bench/train_sentiment.cpp. It speaks the languages it was taught and no other.
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

  bool speaks(std::string_view lang) const { return number_of(lang) != 0; }

  /// -1 .. 1, of a text in a language that it speaks; of one without words, what the lexicons say.
  double rate(std::span<const Word> words, std::string_view lang, const Cues& lexicons) const;

  /// The features of a text, those of each language apart ("come", "die"). Valid until the next call.
  std::span<const std::uint32_t> features(std::span<const Word> words, std::string_view lang) const;
  /// The sum of the regression, as it was taught.
  double sum(std::span<const std::uint32_t> features, const Cues& lexicons) const;
  double sentiment_of(double sum) const;

  LinearModel& linear() { return linear_; }
  double zone = 0.1;  // sums from -zone to zone are neutral

  /// The rows of the table.
  std::string write() const;

 private:
  std::uint32_t number_of(std::string_view lang) const;  // 0: none of them

  std::vector<std::string> langs_;
  LinearModel linear_{kBits, 1};
  mutable Gist gist_;
  mutable std::vector<std::uint32_t> features_;
};

}  // namespace rtm::text
