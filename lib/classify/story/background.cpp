#include "classify/story/background.hpp"

#include <algorithm>
#include <cmath>

namespace rtm::classify {

namespace {
constexpr double kPrior = 50;  // stories imagined before the first: the first hundred words are not all telling
constexpr double kRare = 0.5;
constexpr double kLeast = 0.05;
}  // namespace

Usage& Background::usage(std::uint64_t term) {
  const auto [place, fresh] = terms_.try_emplace(term, 0);
  if (!fresh) return usages_[place->second];
  if (free_.empty()) {
    free_.push_back(static_cast<std::uint32_t>(usages_.size()));
    usages_.emplace_back();
  }
  place.value() = free_.back();
  free_.pop_back();
  return usages_[place->second];
}

void Background::add(std::span<Usage* const> terms, Time at) {
  now_ = std::max(now_, at);
  posts_.add(at, kMemory);
  for (Usage* term : terms) term->posts.add(at, kMemory);
}

double Background::frequency(std::uint64_t term) const {
  const auto known = terms_.find(term);
  return known == terms_.end() ? 0 : frequency(usages_[known->second]);
}

double Background::log_stories() const { return std::log(std::max(0.0, stories_.value(now_, kMemory)) + kPrior); }

double Background::idf(const Usage& term, double log_stories) const {
  return std::max(kLeast, log_stories - std::log(std::max(0.0, term.stories.value(now_, kMemory)) + kRare));
}

/// Lets the rarest third go: what was seen once, long ago.
void Background::prune() {
  if (terms_.size() <= kMostTerms) return;
  std::vector<double> counts;
  counts.reserve(terms_.size());
  for (const auto& [hash, place] : terms_) counts.push_back(frequency(usages_[place]));
  const auto third = counts.begin() + static_cast<std::ptrdiff_t>(counts.size() / 3);
  std::nth_element(counts.begin(), third, counts.end());
  const double least = *third;
  for (auto entry = terms_.begin(); entry != terms_.end();) {
    Usage& usage = usages_[entry->second];
    if (frequency(usage) > least) {
      ++entry;
      continue;
    }
    usage = {};
    free_.push_back(entry->second);
    entry = terms_.erase(entry);
  }
}

}  // namespace rtm::classify
