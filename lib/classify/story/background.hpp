#pragma once
#include <cstdint>
#include <span>
#include <deque>
#include <vector>

#include <tsl/robin_map.h>

#include "base/time.hpp"
#include "classify/post_facts.hpp"
#include "classify/story/burst.hpp"

namespace rtm::classify {

/// Names a story in a table of slots; a slot that is used again has another generation.
struct Handle {
  std::uint32_t slot;
  std::uint32_t generation;
};

/// A story that holds a term, and the square root of the term's weight there.
struct Posting {
  Handle story;
  float root;
};

/// How a term is used.
struct Usage {
  DecayingCount posts;            // that hold it
  DecayingCount stories;          // that have taken it up
  std::vector<Posting> postings;  // the stories in which it weighs most
};

/// What people write about anyway: for each term the posts and the stories that hold it, both decaying with event time, and
/// where to find those stories. How telling a term is goes by stories, not posts (inverse cluster frequency): a word that a
/// thousand posts of one story share, and no other story, is the best of names.
class Background {
 public:
  /// The entry of a term, made when it is new; valid until the next prune().
  Usage& usage(std::uint64_t term);

  /// Counts a post that holds `terms`.
  void add(std::span<Usage* const> terms, Time at);
  /// Counts a story that has been founded, and a term that a story has taken up.
  void add_story() { stories_.add(now_, kMemory); }
  void take_up(Usage& term) { term.stories.add(now_, kMemory); }
  /// Two stories turned out to be one; `term` was in both.
  void drop_story() { stories_.add(now_, kMemory, -1); }
  void drop(Usage& term) { term.stories.add(now_, kMemory, -1); }

  /// ln(N + 50), N stories: what a term that no story holds tells, about.
  double log_stories() const;
  /// ln((N + 50) / (n + 0.5)), n of N stories hold the term; never below kLeast. `log_stories` is what log_stories() says.
  double idf(const Usage& term, double log_stories) const;
  /// Posts that hold the term, decayed.
  double frequency(const Usage& term) const { return term.posts.value(now_, kMemory); }
  /// The same for a term that may be unknown.
  double frequency(std::uint64_t term) const;
  double posts() const { return posts_.value(now_, kMemory); }
  Time now() const { return now_; }

  /// Forgets the rarest terms where there are too many.
  void prune();
  /// Calls `tidy(postings)` for every term.
  template <typename Tidy>
  void for_all_postings(Tidy tidy) {
    for (Usage& usage : usages_) tidy(usage.postings);
  }

  static constexpr Seconds kMemory{std::chrono::days{7}};
  static constexpr std::size_t kMostTerms = 400'000;

 private:
  struct Identity {  // terms are hashes
    std::size_t operator()(std::uint64_t term) const { return term; }
  };
  tsl::robin_map<std::uint64_t, std::uint32_t, Identity> terms_;  // their places in usages_
  std::deque<Usage> usages_;
  std::vector<std::uint32_t> free_;
  DecayingCount posts_, stories_;
  Time now_{};
};

}  // namespace rtm::classify
