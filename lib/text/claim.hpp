#pragma once
#include <string_view>

#include "text/words.hpp"

namespace rtm::text {

enum class ClaimKind : unsigned char { assertion, question, denial, hedged, sourced };

std::string_view claim_name(ClaimKind kind);

struct Claim {
  ClaimKind kind;
  double p;  // how sure; from .5 on it counts as yes
};

/// How a post stands to what it says. A question mark in its own words weighs most, then words of denial,
/// hedging and sourcing, joined by noisy-or; without any it is an assertion. `words` is the analysis of
/// `text`; `lang` may be empty.
Claim claim_of(std::string_view text, const Words& words, std::string_view lang);

}  // namespace rtm::text
