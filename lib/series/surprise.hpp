#pragma once
#include <cmath>

namespace rtm::series {

/// -log10 of the probability that a Poisson count with mean `expected` reaches `count`: 0 when that is no surprise, 3
/// for one in a thousand. At most 99.9. REQUIRES expected > 0.
double poisson_surprise(double count, double expected);

/// The Poisson log-likelihood ratio of `count` against `expected`, in nats, 0 where it is no more: orders like the tail above, at a tenth of
/// its cost. REQUIRES expected > 0.
inline double poisson_excess(double count, double expected) { return count <= expected ? 0 : count * std::log(count / expected) - (count - expected); }

/// The same as poisson_surprise() for a negative binomial count of mean `expected` and size `size`: a Poisson count whose rate itself varies as a
/// gamma variable of shape `size`, so that its variance is expected + expected^2 / size. Without the upper bound.
/// REQUIRES expected > 0, size > 0.
double negative_binomial_surprise(double count, double expected, double size);

}  // namespace rtm::series
