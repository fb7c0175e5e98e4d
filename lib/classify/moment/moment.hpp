#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "brand/profile.hpp"
#include "classify/moment/axes.hpp"
#include "classify/moment/tally.hpp"

namespace rtm::classify {

/// What the decision is made on: figures as they are printed (see record::rounded).
struct MomentFacts {
  double burst = 0;      // -log10 of the probability of the story's rate under what is usual, 0..99.9
  double novelty = 0;    // 0..1, how much of the story's words nobody used before
  std::uint32_t posts = 0;
  std::size_t authors = 0;  // 0 where the source names none
  std::size_t brands = 0;   // distinct firms' accounts
  double contained = 0, ahead = 0, templated = 0, addressed = 0, asking = 0, own = 0, business = 0, placed = 0;  // shares
  Predictability container = Predictability::none;  // planned (a recurrence) or anticipated (the date is known)
  Label held = Label::ambient;                      // what the story was labelled before
};

struct Moment : Axes {
  double surprise = 0;  // 0..1, the geometric mean of novelty and of the burst (8 and more count as 1)
  double p = 0;         // how clear the decision was, .5 at its threshold; not a calibrated probability
  std::vector<std::string> why;  // "burst=5.2", "novelty=0.90": what the label rests on
};

/// The decision, from the strongest reason to the weakest: whose voice it is, then how it spreads, then the occasion,
/// then the burst. Never unplanned and proactive.
Moment decide(const MomentFacts& facts);

/// Under a definition, is this real-time marketing? One of each non-empty list must hold; a moment in which nothing
/// happens never is.
bool is_rtm(const Moment& moment, const brand::Definition& definition);

/// Keeps a story's label from flapping: it changes only when two posts running speak for the same other one; leaving
/// `ambient` needs no second voice. `moment` is the decision on the last post; where it does not carry, the axes held
/// are put in its place.
void settle(Moment& moment, Tally& tally);

}  // namespace rtm::classify
