#include "score/series.hpp"

#include <algorithm>
#include <cmath>

namespace rtm::score {

Time Series::floor(Time at) const {
  const auto count = at.time_since_epoch().count(), step = step_.count();
  return Time{Seconds{count - ((count % step) + step) % step}};
}

/// Doubles the step.
void Series::widen() {
  const Series narrow = *this;
  step_ *= 2;
  from_ = floor(narrow.from_);
  std::fill(counts_.begin(), counts_.end(), 0);
  for (std::size_t i = 0; i < narrow.counts_.size(); ++i) {
    const Time at = narrow.from_ + narrow.step_ * static_cast<std::int64_t>(i);
    counts_[static_cast<std::size_t>((at - from_) / step_)] += narrow.counts_[i];
  }
  while (counts_.size() > 1 && counts_.back() == 0) counts_.pop_back();
}

void Series::add(Time at, std::int64_t events) {
  if (counts_.empty()) {
    from_ = floor(at);
    counts_.push_back(0);
  }
  const auto last = [this] { return from_ + step_ * static_cast<std::int64_t>(counts_.size() - 1); };
  while ((std::max(floor(at), last()) - std::min(floor(at), from_)) / step_ >= static_cast<std::int64_t>(kMost)) widen();
  if (at < from_) {
    const auto before = (from_ - floor(at)) / step_;
    counts_.insert(counts_.begin(), static_cast<std::size_t>(before), 0);
    from_ = floor(at);
  }
  const auto step = static_cast<std::size_t>((floor(at) - from_) / step_);
  if (step >= counts_.size()) counts_.resize(step + 1, 0);
  counts_[step] += events;
}

void Series::absorb(const Series& other) {
  for (std::size_t i = 0; i < other.counts_.size(); ++i) {
    if (other.counts_[i] > 0) add(other.from_ + other.step_ * static_cast<std::int64_t>(i), other.counts_[i]);
  }
}

std::int64_t Series::between(Time a, Time b) const {
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < counts_.size(); ++i) {
    const Time at = from_ + step_ * static_cast<std::int64_t>(i);
    if (at >= a && at < b) sum += counts_[i];
  }
  return sum;
}

Time Series::peak() const {
  constexpr double kDiffer = 1.645;  // standard deviations, one-sided
  const double highest = std::sqrt(static_cast<double>(*std::max_element(counts_.begin(), counts_.end())));
  const auto last = std::find_if(counts_.rbegin(), counts_.rend(), [highest](std::int64_t n) {
    return n > 0 && highest - std::sqrt(static_cast<double>(n)) < kDiffer * std::sqrt(0.5);
  });
  return from_ + step_ * (counts_.rend() - last - 1) + step_ / 2;
}

}  // namespace rtm::score
