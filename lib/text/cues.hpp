#pragma once
#include <algorithm>
#include <array>
#include <cmath>

#include "text/tone.hpp"

namespace rtm::text {

/// What the lexicons say of a text, as a linear model takes it beside the text's features.
inline constexpr std::size_t kCues = 15;
using Cues = std::array<float, kCues>;

inline Cues cues_of(const Tone& tone) {
  constexpr double kStrong = 4;         // the largest valence of a word
  constexpr double kFew = 4;            // words added to those of a text: one alone is not everything
  constexpr std::size_t kNegations = 3;  // more count as so many
  const auto sentiment = static_cast<float>(tone.sentiment);
  const auto& balance = tone.balance;
  const double words = kFew + static_cast<double>(balance.words);
  const auto share = [](double valence, double of = 1) { return static_cast<float>(valence / (kStrong * of)); };
  return {sentiment,
          std::abs(sentiment),
          std::abs(sentiment) > 0.05F ? 1.0F : 0.0F,
          static_cast<float>(tone.anger),
          static_cast<float>(tone.insult),
          static_cast<float>(tone.hate),
          static_cast<float>(tone.irony),
          share(balance.highest),
          share(balance.lowest),
          share(balance.first),
          share(balance.last),
          share(balance.positive, std::sqrt(words)),
          share(balance.negative, std::sqrt(words)),
          share(balance.positive - balance.negative, words / kStrong),
          static_cast<float>(std::min(balance.negations, kNegations)) / static_cast<float>(kNegations)};
}

}  // namespace rtm::text
