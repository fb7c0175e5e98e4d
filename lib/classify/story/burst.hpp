#pragma once
#include "base/time.hpp"

namespace rtm::classify {

/// An exponentially decaying count of events: after `tau` without any it has fallen to 1/e. Under a steady rate of r it
/// settles at r * tau. Event time; an event that comes late counts with the weight it has by then and moves nothing back.
class DecayingCount {
 public:
  void add(Time at, Seconds tau, double weight = 1);
  /// The count as of `at`.
  double value(Time at, Seconds tau) const;
  /// Takes the other's events in.
  void absorb(const DecayingCount& other, Seconds tau) { add(other.last_, tau, other.count_); }

 private:
  double count_ = 0;
  Time last_{};
};

/// How fast something comes now against what it used to, for sparse counts. Two horizons: the short one is what comes now,
/// the long one what is usual; what is usual is told from the time before the short horizon only in so far as the long one
/// averages over it. After the state space of Kleinberg (KDD 2002) with two states and a Poisson emission, but with an
/// open baseline: the statistic is the tail probability, not a path.
class Rate {
 public:
  struct Horizons {
    Seconds now;    // short
    Seconds usual;  // long
  };

  explicit Rate(Horizons horizons) : horizons_(horizons) {}

  void add(Time at);
  /// Takes the events of another rate with the same horizons in.
  void absorb(const Rate& other);
  /// Events within about the short horizon.
  double now(Time at) const { return short_.value(at, horizons_.now); }
  /// Events that the long horizon leads one to expect within the short one. The long horizon is as old as the stream: where
  /// the stream began `age` ago, the average is over that age.
  double usual(Time at, Seconds age) const;
  /// poisson_surprise of now() against usual() times `loudness` (how much louder the whole stream is than usual), never
  /// less than `floor` events; or that of a third of the short horizon, if it is the greater even after it has paid for
  /// being a second look (Bonferroni): what has just begun shows there first.
  double burst(Time at, Seconds age, double loudness, double floor) const;

 private:
  Horizons horizons_;
  DecayingCount short_, shorter_, long_;
};

}  // namespace rtm::classify
