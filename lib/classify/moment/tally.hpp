#pragma once
#include <array>
#include <string>

#include "classify/moment/axes.hpp"
#include "classify/moment/counts.hpp"
#include "classify/moment/features.hpp"

namespace rtm::classify {

/// How a story's posts speak, folded one by one.
struct Tally {
  std::array<RunningMean<5>, kFeatures> features;  // see Features: of the last few, a story turns
  RunningMean<5> surprise;  // see Lead::turn
  Share contained;  // named an occasion that is near
  Share addressed;  // spoke to the brand
  Share asking;     // asked or complained
  Share served;     // named the brand as its customers do, see Rater
  Share own;        // came from the brand's own accounts
  Share business;   // came from other firms' accounts
  Share placed;     // came from a place of the brand's
  RunningMean<5> alarm;  // how far its posts themselves speak of what nobody could put in a calendar
  RunningMean<5> focus;  // posts that lead with the same term as the one before
  Distinct originals;    // what its posts are or repeat
  double history = 0;  // see Lead
  Majority occasions;
  std::string term; // the last post's leading term, "" where nothing trends
  bool named = false;  // that term is a name or a hashtag, or people count the days to it
  std::string turn; // the last term that turned away from the occasion
  Distinct authors, brands;

  Axes held;                       // as last emitted
  Label pending = Label::ambient;  // what the last post spoke for, where that was another
};

}  // namespace rtm::classify
