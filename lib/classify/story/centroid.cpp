#include "classify/story/centroid.hpp"

#include <algorithm>
#include <cmath>

namespace rtm::classify {

namespace {

bool by_hash(const Weighted& a, const Weighted& b) { return a.hash < b.hash; }
bool by_weight(const Weighted& a, const Weighted& b) { return a.weight != b.weight ? a.weight > b.weight : a.hash < b.hash; }

}  // namespace

Centroid::Added Centroid::add(std::uint64_t hash, float weight) {
  total_ += weight;
  const auto place = std::lower_bound(terms_.begin(), terms_.end(), Weighted{hash, 0}, by_hash);
  if (place != terms_.end() && place->hash == hash) return {place->weight += weight, false};
  terms_.insert(place, {hash, weight});
  if (terms_.size() > kMost) trim();
  return {weight, true};
}

void Centroid::trim() {
  std::nth_element(terms_.begin(), terms_.begin() + kKept, terms_.end(), by_weight);
  terms_.resize(kKept);
  std::sort(terms_.begin(), terms_.end(), by_hash);
}

void Centroid::absorb(const Centroid& other) {
  const double total = total_ + other.total_;
  for (const Weighted& term : other.terms_) add(term.hash, term.weight);
  total_ = total;
}

std::vector<Weighted> Centroid::heaviest(std::size_t n) const {
  std::vector<Weighted> top(std::min(n, terms_.size()));
  std::partial_sort_copy(terms_.begin(), terms_.end(), top.begin(), top.end(), by_weight);
  return top;
}

float Centroid::weight(std::uint64_t hash) const {
  const auto place = std::lower_bound(terms_.begin(), terms_.end(), Weighted{hash, 0}, by_hash);
  return place != terms_.end() && place->hash == hash ? place->weight : 0;
}

double affinity(const Centroid& a, const Centroid& b) {
  double sum = 0;
  for (auto i = a.terms().begin(), j = b.terms().begin(); i != a.terms().end() && j != b.terms().end();) {
    if (i->hash == j->hash) sum += std::sqrt(static_cast<double>(i->weight) * j->weight);
    const bool first = i->hash <= j->hash, second = j->hash <= i->hash;
    i += first;
    j += second;
  }
  return sum > 0 ? sum / std::sqrt(a.total() * b.total()) : 0;
}

}  // namespace rtm::classify
