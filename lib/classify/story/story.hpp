#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "classify/moment/counts.hpp"
#include "classify/moment/tally.hpp"
#include "classify/story/background.hpp"
#include "classify/story/burst.hpp"
#include "classify/story/centroid.hpp"
#include "classify/story/cohesion.hpp"

namespace rtm::classify {

inline constexpr double kMostEvidence = 12;  // of one post: a list said once more is no proof of anything

/// The posts about one thing, folded: its words and its rates. A few kilobytes at most.
struct Story {
  std::uint64_t channel = 0;  // see PostFacts; of the founding post
  std::string id;                  // "s:" and 16 hexadecimal digits, made from the founding post's id
  std::string parent;              // the story it split from, or ""
  Time first_at{}, last_at{};      // event time of its posts
  std::uint32_t posts = 0;
  double middle = 0;               // mean event time of its posts, in seconds of Time
  Centroid words;
  std::uint32_t compare_at = 3;    // posts at which it is compared to other stories next
  std::vector<Handle> same;        // small stories that were found to be this one; each of its next posts tells of one
  Rate rate{{std::chrono::hours{1}, std::chrono::hours{48}}};
  std::uint32_t learned = 0;       // posts that added words to others'
  RunningMean<5> evidence;         // of those posts: how much rarer the words they share with the story are together than would
                                   // single one story out, as a natural logarithm, at most kMostEvidence; near 0 where a common
                                   // word is all
  Cohesion cohesion;
  std::uint32_t sought = 0;        // posts that joined it by their words
  RunningMean<5> rivals;           // of those posts: how many other stories share about as much with them, as ln(1 + n)
  double known = 0;                // 0..1: how much of its first posts' vocabulary people used anyway
  Tally tally;
};

}  // namespace rtm::classify
