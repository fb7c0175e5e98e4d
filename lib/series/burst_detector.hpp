#pragma once
#include <array>

#include "base/time.hpp"

namespace rtm::series {

/// The weighted mean of what came so far, its weights decaying: how often a statistic goes beyond a
/// threshold, and how far. What stays beyond it counts once in a while only, with its highest (declustering:
/// Leadbetter, Stat. Prob. Letters 12, 1991). From that, how improbable it is that such a value begins here,
/// as -log10: the tail is taken as a power law whose exponent is that of the exceedances (Hill 1975; the
/// peaks over a threshold of Siffer et al., KDD 2017), so that a series that is always full of spikes must
/// show a greater one. Begins with a prior worth a thousand steps.
class TailModel {
 public:
  double improbability(double statistic) const;
  /// `kept` is the share of the past that still counts, 0..1; `passed` how much of the while has gone by
  /// since the last value.
  void add(double statistic, double kept, double passed);

 private:
  double exceedances_ = 0, logs_ = 0, all_ = 0;
  double highest_ = 0, age_ = 0;  // of the exceedance that goes on, if any
};

/// What is usual at an hour of the week against the mean: learnt by hour of the day, and by hour of the week
/// where that is seen to differ; 1 until enough has been seen.
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
/// What is expected is a decayed mean times the profile of the week (a quiet hour is expected no less than
/// the mean: at night two posts are no burst). The surprise is the tail of a geometric count, since posts
/// beget posts: it asks how many times the usual came rather than whether the rate changed at all, which at a
/// busy series is no news, and one post where there was none is no surprise. It is looked at over some
/// minutes and over half an hour, each held against the surprises that the series has shown before
/// (TailModel); the two improbabilities are averaged (the geometric mean: Vovk & Wang, Biometrika 107, 2020),
/// so that a lone spike must be higher than what holds on. A burst is told when it begins and whenever it
/// clearly outdoes itself; while it merely goes on, and the day after, it is no news.
class BurstDetector {
 public:
  /// How much of a burst begins with this value: -log10 of its probability, 3 for once in a thousand steps; 0
  /// for none. REQUIRES value >= 0. Times ascend; one that does not counts as the last.
  double add(Time at, double value);

 private:
  /// Decayed sums of what came and of what was expected.
  struct Horizon {
    double came = 0, expected = 0;
    TailModel tail;
    /// The improbability of what has come by now.
    double look(double value, double expected_now, double kept, double past_kept, double passed);
  };

  double share(Seconds horizon, double least_steps) const;
  double kept(Seconds horizon, double least_steps) const;
  void pass_time(Time at);
  void learn(double value, double expected, double factor);

  Time last_{};
  bool any_ = false;
  double elapsed_ = 0, step_ = 0;  // seconds since the last value; the usual step
  double sum_ = 0, steps_ = 0;     // decayed, bursts clipped, the profile taken out
  Horizon minutes_, half_hour_;
  WeekProfile week_;
  double peak_ = 0;
};

}  // namespace rtm::series
