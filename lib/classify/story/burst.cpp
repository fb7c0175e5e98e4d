#include "classify/story/burst.hpp"

#include <algorithm>
#include <cmath>

#include "series/surprise.hpp"

namespace rtm::classify {

namespace {

constexpr int kShorter = 3;           // the short horizon is so many of the shorter one
const double kSecondLook = std::log10(2.0);

double decay(Seconds elapsed, Seconds tau) {
  if (elapsed == Seconds{0}) return 1;  // much of a busy stream comes within one second, or has its date only
  return std::exp(-static_cast<double>(elapsed.count()) / static_cast<double>(tau.count()));
}

}  // namespace

void DecayingCount::add(Time at, Seconds tau, double weight) {
  if (count_ == 0) last_ = at;
  if (at >= last_) {
    count_ = count_ * decay(at - last_, tau) + weight;
    last_ = at;
  } else {
    count_ += weight * decay(last_ - at, tau);
  }
}

double DecayingCount::value(Time at, Seconds tau) const {
  return at <= last_ ? count_ : count_ * decay(at - last_, tau);
}

void Rate::add(Time at) {
  short_.add(at, horizons_.now);
  shorter_.add(at, horizons_.now / kShorter);
  long_.add(at, horizons_.usual);
}

void Rate::absorb(const Rate& other) {
  short_.absorb(other.short_, horizons_.now);
  shorter_.absorb(other.shorter_, horizons_.now / kShorter);
  long_.absorb(other.long_, horizons_.usual);
}

double Rate::usual(Time at, Seconds age) const {
  // A decaying count over a stream of age a holds 1 - e^(-a/tau) of what it would hold after a long time.
  const double filled = 1 - decay(std::max(age, horizons_.now), horizons_.usual);
  const double ratio = static_cast<double>(horizons_.now.count()) / static_cast<double>(horizons_.usual.count());
  const double before = std::max(0.0, long_.value(at, horizons_.usual) - short_.value(at, horizons_.now));
  return before * ratio / filled;
}

double Rate::burst(Time at, Seconds age, double loudness, double floor) const {
  const double expected = std::max(usual(at, age) * std::max(loudness, 1.0), floor);
  const double shorter = series::poisson_surprise(shorter_.value(at, horizons_.now / kShorter), expected / kShorter);
  return std::max({0.0, series::poisson_surprise(now(at), expected), shorter - kSecondLook});
}

}  // namespace rtm::classify
