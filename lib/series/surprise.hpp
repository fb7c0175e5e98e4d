#pragma once
#include <cmath>

namespace rtm::series {

/// -log10 of the probability that a Poisson count with mean `expected` reaches `count`: 0 when that is no surprise, 3
/// for one in a thousand. At most 99.9. REQUIRES expected > 0.
double poisson_surprise(double count, double expected);

/// The Poisson log-likelihood ratio of `count` against `expected`, in nats, 0 where it is no more: orders like the tail above, at a tenth of
/// its cost. REQUIRES expected > 0.
inline double poisson_excess(double count, double expected) { return count <= expected ? 0 : count * std::log(count / expected) - (count - expected); }

/// -log10 of the probability that a geometric count, of which one is known to have come, reaches `count`:
/// what a post begets is geometric where each that comes makes another likelier by as much (Yule, Phil.
/// Trans. R. Soc. B 213, 1925). `expected` is the mean of those that come beside the one. 0 for a count of
/// one or below `expected`; without the upper bound. REQUIRES expected > 0.
double geometric_surprise(double count, double expected);

}  // namespace rtm::series
