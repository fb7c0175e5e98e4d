#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "classify/moment/tally.hpp"
#include "classify/story/burst.hpp"

namespace rtm::classify {

/// One weighted term of a story's centroid.
struct Weighted {
  std::uint64_t hash;
  float weight;
};

/// The posts about one thing, folded: a tf-idf centroid and its rates. A few kilobytes at most.
struct Story {
  std::uint64_t channel = 0;  // see PostFacts; of the founding post
  std::string id;                  // "s:" and 16 hexadecimal digits, made from the founding post's id
  Time first_at{}, last_at{};      // event time of its posts
  std::uint32_t posts = 0;
  std::vector<Weighted> centroid;  // by hash; the heaviest kTerms
  double norm2 = 0;                // squared length of the centroid
  Rate rate{{std::chrono::hours{1}, std::chrono::hours{48}}};
  double known = 0;                // 0..1: how much of its first posts' vocabulary people used anyway
  Tally tally;

  static constexpr std::size_t kTerms = 64;
};

}  // namespace rtm::classify
