#pragma once
#include <cstdint>
#include <vector>

#include "base/time.hpp"

namespace rtm::score {

/// Posts a step of time, in at most kMost steps: when a story outgrows them, steps are joined by twos. Steps begin at
/// whole multiples of their length, so that the same posts give the same series in any order.
class Series {
 public:
  static constexpr std::size_t kMost = 48;
  static constexpr Seconds kShortest{60};

  Series() = default;
  /// As read from a record.
  Series(Time from, Seconds step, std::vector<std::int64_t> counts) : from_(from), step_(step), counts_(std::move(counts)) {}

  void add(Time at, std::int64_t events = 1);
  /// Takes the other's events in, each at the beginning of its step.
  void absorb(const Series& other);

  bool empty() const { return counts_.empty(); }
  Time from() const { return from_; }
  Seconds step() const { return step_; }
  const std::vector<std::int64_t>& counts() const { return counts_; }

  /// Posts in [a, b), whole steps only: a step counts when it begins in the range.
  std::int64_t between(Time a, Time b) const;
  /// The mean time of the posts in the last stretch of this length that is as high as the highest, chance allowed for: in a steady
  /// trickle the newest posts are the peak, behind a burst a single one is not. Two counts differ when their square roots, whose
  /// variance is 1/4 (Anscombe 1948), differ by more than chance does in one of twenty cases. REQUIRES not empty.
  Time peak(Seconds stretch) const;

 private:
  Time floor(Time at) const;
  void widen();

  Time from_{};
  Seconds step_ = kShortest;
  std::vector<std::int64_t> counts_;
};

}  // namespace rtm::score
