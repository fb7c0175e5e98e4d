#pragma once
#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "base/time.hpp"
#include "classify/post_facts.hpp"
#include "classify/story/burst.hpp"

namespace rtm::classify {

/// What people write about anyway: how many posts hold a term, decaying with event time. Says how telling a term is
/// (inverse document frequency) and how new.
class Background {
 public:
  /// Counts the terms of one post at `at`.
  void add(std::span<const Term> terms, Time at);

  /// ln((N + 50) / (n + 0.5)), N posts of which n hold the term, both decayed.
  double idf(std::uint64_t term) const;
  /// Posts that hold the term, decayed.
  double frequency(std::uint64_t term) const;
  double posts() const { return posts_.value(now_, kMemory); }
  Time now() const { return now_; }

  static constexpr Seconds kMemory{std::chrono::days{7}};
  static constexpr std::size_t kMostTerms = 600'000;

 private:
  void prune();

  std::unordered_map<std::uint64_t, DecayingCount> terms_;
  DecayingCount posts_;
  Time now_{};
};

}  // namespace rtm::classify
