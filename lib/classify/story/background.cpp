#include "classify/story/background.hpp"

#include <algorithm>
#include <cmath>

namespace rtm::classify {

namespace {
constexpr double kPrior = 50;  // posts imagined before the first: the first hundred are not all news
constexpr double kRare = 0.5;
}  // namespace

void Background::add(std::span<const Term> terms, Time at) {
  now_ = std::max(now_, at);
  posts_.add(at, kMemory);
  for (const Term& term : terms) terms_[term.hash].add(at, kMemory);
  if (terms_.size() > kMostTerms) prune();
}

double Background::frequency(std::uint64_t term) const {
  const auto found = terms_.find(term);
  return found == terms_.end() ? 0 : found->second.value(now_, kMemory);
}

double Background::idf(std::uint64_t term) const { return std::log((posts() + kPrior) / (frequency(term) + kRare)); }

/// Lets the rarest third go: what was seen once, long ago.
void Background::prune() {
  std::vector<double> counts;
  counts.reserve(terms_.size());
  for (const auto& [hash, count] : terms_) counts.push_back(count.value(now_, kMemory));
  const auto third = counts.begin() + static_cast<std::ptrdiff_t>(counts.size() / 3);
  std::nth_element(counts.begin(), third, counts.end());
  const double least = *third;
  std::erase_if(terms_, [&](const auto& entry) { return entry.second.value(now_, kMemory) <= least; });
}

}  // namespace rtm::classify
