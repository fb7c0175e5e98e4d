#pragma once
#include <array>

#include "base/time.hpp"

namespace rtm::series {

/// The weighted mean of what came so far, its weights decaying: how often, and how far, a statistic has gone beyond a
/// threshold. From that, how improbable a value is, as -log10: the tail is taken as a power law whose exponent is that of the
/// exceedances (Hill 1975; the peaks over a threshold of Siffer et al., KDD 2017), so that a series that is always full of
/// spikes must show a greater one. Begins with a prior worth some weeks of a well behaved series.
class TailModel {
 public:
  double improbability(double statistic) const;
  /// `kept` is the share of the past that still counts, 0..1.
  void add(double statistic, double kept);

 private:
  double exceedances_ = 0, logs_ = 0, all_ = 0;
};

/// What is usual at an hour of the week against the mean: learnt by hour of the day, and by hour of the week where that is
/// seen to differ; 1 until enough has been seen.
class WeekProfile {
 public:
  double factor(Time at) const;
  /// `ratio` to the mean, with the information it carries (1 for a count without noise).
  void add(Time at, double ratio, double information);

 private:
  struct Cell {
    double ratios = 0, information = 0;
  };
  std::array<Cell, 24> days_;
  std::array<Cell, 24 * 7> weeks_;
};

/// Tells bursts in a series of counts, online, one value after another at about equal steps.
///
/// What is expected is a decayed mean times the profile of the week (a quiet hour is expected no less than the mean: at
/// night two posts are no burst). The surprise is the tail of a negative binomial whose dispersion is learnt too, and which
/// knows how little it has seen: the first value tells the level, and sparse series and the first days raise hardly an alarm. It
/// is looked at for the step and for an hour, each held against the surprises that the series has shown before (TailModel). A
/// burst is told when it begins and whenever it outdoes itself; while it merely goes on, and the day after, it is no news.
class BurstDetector {
 public:
  /// How much of a burst begins with this value: -log10 of its probability, 3 for once in a thousand steps; 0 for none.
  /// REQUIRES value >= 0. Times ascend; one that does not counts as the last.
  double add(Time at, double value);

 private:
  double kept(Seconds horizon, double least_steps) const;
  void pass_time(Time at);
  void learn(Time at, double value, double expected, double factor, double dispersion);

  Time last_{};
  bool any_ = false;
  double elapsed_ = 0, step_ = 0;        // seconds since the last value; the usual step
  double first_ = 1;                     // at least one post
  double sum_ = 0, steps_ = 0;           // decayed, bursts clipped, the profile taken out
  double excess_ = 0, squares_ = 0;      // of the variance over Poisson's, and of the mean squared
  double hour_ = 0, hour_expected_ = 0;  // decayed sums
  TailModel tail_, hour_tail_;
  WeekProfile week_;
  double peak_ = 0;
};

}  // namespace rtm::series
