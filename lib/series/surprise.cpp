#include "series/surprise.hpp"

#include <algorithm>
#include <cmath>

namespace rtm::series {

namespace {

constexpr double kHighest = 99.9;
constexpr int kMostTerms = 2000;
constexpr double kPrecision = 1e-12;

}  // namespace

double poisson_surprise(double count, double expected) {
  if (count <= expected) return 0;
  // P(X >= k) = e^-m m^k / k! (1 + m/(k+1) + m^2/((k+1)(k+2)) + ...)
  double tail = 1, term = 1;
  for (int i = 1; i < kMostTerms && term > kPrecision * tail; ++i) tail += term *= expected / (count + i);
  const double log_p = -expected + count * std::log(expected) - std::lgamma(count + 1) + std::log(tail);
  return std::clamp(-log_p / std::log(10.0), 0.0, kHighest);
}

double geometric_surprise(double count, double expected) {
  if (count <= std::max(1.0, expected)) return 0;
  return (count - 1) * std::log1p(1 / expected) / std::log(10.0);
}

}  // namespace rtm::series
