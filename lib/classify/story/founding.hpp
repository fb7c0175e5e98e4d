#pragma once
#include <algorithm>
#include <cmath>

namespace rtm::classify {

/// How often a post of this stream founds a story that stays alone: nearly never where a newsroom's feed is read, half the
/// time where everybody chats. It is the prior against which a post's likeness to a story is weighed, the concentration of
/// a Dirichlet process told from the stream itself; a running share over the last kMemory posts. A share that is small because
/// whatever comes is joined to something proves nothing, so how loosely posts join is kept, too.
class Founding {
 public:
  void post() { posts_ = posts_ * kKept + 1, alone_ *= kKept; }
  void founded() { alone_ += 1; }
  void joined_by_second() { alone_ = std::max(0.0, alone_ - 1); }

  /// A post joined a story by words that are together so much rarer than would single one story out, as a natural logarithm.
  void joined(double evidence) {
    joined_ = joined_ * kKept + 1;
    loose_ = loose_ * kKept + (evidence < kLoose ? 1 : 0);
  }
  /// True where it is odd that a post stays alone: few do, and not because any common word will do to join a story.
  bool alone_is_odd() const { return log_odds() < kSeldom && loose_ < kFewLoose * joined_; }

  /// ln(p / (1 - p)).
  double log_odds() const {
    const double p = std::clamp(alone_ / posts_, kLeast, 1 - kLeast);
    return std::log(p / (1 - p));
  }

  static constexpr double kLoose = -2;  // of such evidence: any common word

 private:
  static constexpr double kMemory = 2000;
  static constexpr double kKept = 1 - 1 / kMemory;
  static constexpr double kLeast = 0.002;
  static constexpr double kSeldom = -2.2;  // one to nine
  static constexpr double kFewLoose = 0.1;
  double joined_ = 100, loose_ = 30, posts_ = 100, alone_ = 30;  // what is thought of a stream before its first post
};

}  // namespace rtm::classify
