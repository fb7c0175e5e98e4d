#pragma once
#include <array>
#include <cmath>

#include "text/tone.hpp"

namespace rtm::text {

/// What the lexicons say of a text, as a linear model takes it beside the text's features.
inline constexpr std::size_t kCues = 7;
using Cues = std::array<float, kCues>;

inline Cues cues_of(const Tone& tone) {
  const auto sentiment = static_cast<float>(tone.sentiment);
  return {sentiment,
          std::abs(sentiment),
          std::abs(sentiment) > 0.05F ? 1.0F : 0.0F,
          static_cast<float>(tone.anger),
          static_cast<float>(tone.insult),
          static_cast<float>(tone.hate),
          static_cast<float>(tone.irony)};
}

}  // namespace rtm::text
