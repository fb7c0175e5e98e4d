#pragma once
#include <algorithm>
#include <cmath>

namespace rtm::classify {

/// How often a post of this stream founds a story that stays alone: nearly never where a newsroom's feed is read, half the
/// time where everybody chats. It is the prior against which a post's likeness to a story is weighed, the concentration of
/// a Dirichlet process told from the stream itself; a running share over the last kMemory posts.
class Founding {
 public:
  void post() { posts_ = posts_ * kKept + 1, alone_ *= kKept; }
  void founded() { alone_ += 1; }
  void joined_by_second() { alone_ = std::max(0.0, alone_ - 1); }

  /// ln(p / (1 - p)).
  double log_odds() const {
    const double p = std::clamp(alone_ / posts_, kLeast, 1 - kLeast);
    return std::log(p / (1 - p));
  }

 private:
  static constexpr double kMemory = 2000;
  static constexpr double kKept = 1 - 1 / kMemory;
  static constexpr double kLeast = 0.002;
  double posts_ = 100, alone_ = 30;  // what is thought of a stream before its first post
};

}  // namespace rtm::classify
