#pragma once
#include <cstdint>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "classify/post_facts.hpp"
#include "classify/story/background.hpp"
#include "classify/story/story.hpp"

namespace rtm::classify {

/// Puts each post into a story, at once and for good: single-pass clustering of a stream by tf-idf centroids, as in
/// topic detection and tracking (Allan et al. 1998; the first story detection baseline of Petrović et al. 2010), with
/// relations first: what reposts, quotes, answers, copies or links to a post of a story joins it.
///
/// Bounded: at most kMostStories live ones; a story that got nothing for its lifetime is let go. The cost of a post does
/// not grow with the stream: a term looks up at most kPostings stories.
class Grouper {
 public:
  struct Options {
    double cosine = 0.15;        // least similarity to a centroid
    Seconds fading = std::chrono::hours{24};  // of silence after which a story is e times harder to join
    Seconds lifetime = std::chrono::hours{72};
  };

  static constexpr std::size_t kMostStories = 40'000;
  static constexpr std::size_t kPostings = 32;

  Grouper() = default;
  explicit Grouper(Options options) : options_(options) {}

  /// The story that the post joins or founds; valid until the next call. Counts the post in the story's rate.
  Story& assign(const PostFacts& post);

  const Background& background() const { return background_; }
  /// How much louder the last hour of the whole stream was than usual; 1 at the start.
  double loudness() const;
  /// Since when the stream has run, in event time.
  Seconds age() const { return background_.now() - began_; }
  std::size_t live() const { return stories_.size() - free_.size(); }

 private:
  using Slot = std::uint32_t;
  struct Handle {
    Slot slot;
    std::uint32_t generation;
  };
  struct Entry {
    Story story;
    std::uint32_t generation = 0;
    bool alive = false;
  };

  Entry* alive(Handle handle);
  Entry* related(const PostFacts& post);
  Entry* similar(Time at, std::uint64_t channel);
  Entry* common(std::uint64_t channel, Time at);
  double freshness(const Story& story, Time at) const;
  double cosine(const Story& story) const;
  Entry& found(const PostFacts& post, Time at);
  double known(double own) const;
  double hourly(std::uint64_t term, double own) const;
  void weigh(const PostFacts& post);
  enum class Belongs : std::uint8_t { by_words, by_channel };
  void join(Entry& entry, const PostFacts& post, Time at, Belongs belongs);
  void add_to_centroid(Story& story);
  void trim(Story& story);
  void index(Handle handle);
  void remember(const PostFacts& post, Handle handle);
  void remember(std::uint64_t key, Handle handle);
  Entry* recall(std::uint64_t key);
  void sweep();
  void release(Slot slot);
  Handle handle_of(const Entry& entry) const;

  Options options_;
  Background background_;
  Rate stream_{{std::chrono::hours{1}, std::chrono::hours{48}}};
  Time began_{};
  bool any_ = false;
  std::uint64_t seen_ = 0;

  std::vector<Entry> stories_;
  std::vector<Slot> free_;
  std::unordered_map<std::uint64_t, std::vector<Handle>> postings_;  // term -> newest stories last
  // Ids and links of recent posts in two halves: when the newer is full, the older is forgotten.
  std::unordered_map<std::uint64_t, Handle> recent_, older_;

  std::vector<Weighted> vector_;  // of the post at hand, by hash, of length 1
  struct Candidate {
    Slot slot;
    double overlap;
  };
  std::vector<Candidate> candidates_;
  std::vector<std::uint32_t> mark_;  // slot -> place in candidates_, plus one
};

}  // namespace rtm::classify
