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

Time Series::peak(Seconds stretch) const {
  constexpr double kDiffer = 1.645;  // standard deviations, one-sided
  const std::size_t wide = static_cast<std::size_t>(std::max<std::int64_t>(stretch / step_, 1));
  std::vector<std::int64_t> sums(counts_.size());  // of the stretch that begins with each step
  std::int64_t sum = 0;
  for (std::size_t i = counts_.size(); i-- > 0;) {
    sum += counts_[i] - (i + wide < counts_.size() ? counts_[i + wide] : 0);
    sums[i] = sum;
  }
  const double highest = std::sqrt(static_cast<double>(*std::max_element(sums.begin(), sums.end())));
  const auto last = std::find_if(sums.rbegin(), sums.rend(), [highest](std::int64_t n) {
    return n > 0 && highest - std::sqrt(static_cast<double>(n)) < kDiffer * std::sqrt(0.5);
  });
  const auto first = static_cast<std::size_t>(sums.rend() - last - 1);
  std::int64_t steps = 0;
  for (std::size_t i = first; i < std::min(first + wide, counts_.size()); ++i) steps += counts_[i] * static_cast<std::int64_t>(i);
  return from_ + step_ * steps / sums[first] + step_ / 2;
}

}  // namespace rtm::score
