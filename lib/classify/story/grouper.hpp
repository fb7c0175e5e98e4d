#pragma once
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "classify/post_facts.hpp"
#include "classify/story/background.hpp"
#include "classify/story/founding.hpp"
#include "classify/story/recall.hpp"
#include "classify/story/story.hpp"

namespace rtm::classify {

/// Puts each post into a story, at once and for good. Relations come first: what reposts, quotes, answers, copies or links
/// to a post of a story joins it. Then words: single-pass clustering as in topic detection and tracking (Allan et al. 1998),
/// where
/// * likeness is the Bhattacharyya coefficient of tf-idf weights, which no single loud word can fill (against the cosine of
///   Petrović et al. 2010), and idf counts stories, not posts, as in OSDM (Kumar et al., ACL 2020);
/// * what it takes to join depends on how often posts of this stream found stories that stay alone (Founding), as a
///   Dirichlet process whose concentration is told from the data, and on whether the words in common are rare enough to
///   single one story out of all that are alive;
/// * time counts, as in Miranda et al. (EMNLP 2018): a story that is silent, or whose posts lie long back, takes less.
/// Stories that grow alike are joined: later posts go to the larger one, and the record says so. Where a post seldom stays alone,
/// one that does is news about the grouping, not about the world: small stories are looked at again as they age, when the others
/// have gathered their words, and joined at a lower bar.
///
/// Bounded: at most about kMostStories live ones; a story that got nothing for its lifetime is let go. The cost of a post does
/// not grow with the stream: a term looks up at most kPostings stories.
class Grouper {
 public:
  struct Options {
    double affinity = 0.13;  // that a post needs where every other post founds a story that stays alone,
    double slope = 0.02;     // less this for every natural log of the odds below that,
    double least = 0.05;     // within these bounds
    double most = 0.2;
    double merging = 0.25;   // affinity of two stories that are one
    Seconds fading = std::chrono::hours{24};   // of silence after which a story's affinity is worth 1/e,
    Seconds ageing = std::chrono::hours{120};  // as when its posts lie so long back on average
    Seconds lifetime = std::chrono::hours{72};
  };

  static constexpr std::size_t kMostStories = 40'000;
  static constexpr std::size_t kPostings = 48;

  Grouper() = default;
  explicit Grouper(Options options) : options_(options) {}

  struct Joined {
    Story& story;         // valid until the next call
    std::string same_as;  // the id of another story, where the post has shown that the two are one; or empty
  };
  /// The story that the post joins or founds. Counts the post in the story's rate.
  Joined assign(const PostFacts& post);
  /// The live story that a post of this id was put into, or nullptr; valid until the next call of assign().
  Story* story_of(std::string_view post_id);

  const Background& background() const { return background_; }
  /// How much louder the last hour of the whole stream was than usual; 1 at the start.
  double loudness() const;
  /// Posts of the whole stream in about the last hour.
  double hourly() const { return stream_.now(background_.now()); }
  /// Since when the stream has run, in event time.
  Seconds age() const { return background_.now() - began_; }
  std::size_t live() const { return stories_.size() - free_.size(); }

 private:
  using Slot = std::uint32_t;
  /// What the search has found out about a story.
  struct Candidate {
    float affinity = 0, evidence = 0;
    std::uint32_t shared = 0;
  };
  /// What the search looks at of a story, kept apart from it so that a search stays within the cache: a line for each.
  struct alignas(64) Outline {
    std::uint32_t generation = 0;
    std::uint32_t posts = 0;  // 0: the slot is free
    Candidate candidate;      // zeros between calls
    float total = 0;          // weight of its words
    Time last_at{};
    double middle = 0;
    std::uint64_t channel = 0;
  };
  /// A story that is small, so far, and when it was looked at last.
  struct Small {
    Handle story;
    Time seen_at;
  };
  /// How the post at hand was found to belong to its story.
  struct Likeness {
    bool by_words = false;
    std::uint32_t rivals = 0;  // other stories that share about as much with it
  };
  /// A term of the post at hand.
  struct Own {
    std::uint64_t hash;
    Usage* usage;
    float idf, weight, root;  // weights sum to 1; root is the square root
  };
  struct Bar {
    double affinity;  // the least that makes a post part of a story
    double evidence;  // idf of the words in common, summed, below which that is raised: as rare together as one story in
                      // all, given the odds that the post founds one
  };

  static std::uint64_t key_of(Handle handle) { return std::uint64_t{handle.slot} << 32 | handle.generation; }
  bool alive(Handle handle) const { return outlines_[handle.slot].generation == handle.generation && outlines_[handle.slot].posts > 0; }
  Handle handle_of(Slot slot) const { return {slot, outlines_[slot].generation}; }
  std::optional<Slot> recall(std::uint64_t key) const;
  std::optional<Slot> related(const PostFacts& post, bool& repeats) const;
  void weigh(const PostFacts& post);
  void gather_candidates();
  std::optional<Slot> similar(Time at, std::uint64_t channel);
  Bar bar() const;
  double closeness(const Candidate& candidate, const Outline& outline, Time at, const Bar& bar, double closest) const;
  std::optional<Slot> common(std::uint64_t gathering, Time at) const;
  Slot split(const PostFacts& post, Time at);
  Slot found(const PostFacts& post, Time at);
  double known(double own) const;
  void join(Slot slot, const PostFacts& post, Time at);
  void learn(Slot slot, const PostFacts& post);
  void post_term(Usage& usage, Handle story, float weight);
  void remember(const PostFacts& post, Handle handle);
  void outline(Slot slot);
  std::optional<Slot> twin(Slot slot);
  std::optional<Slot> likest(Slot slot, double least, double margin);
  void look_again();
  bool look_again(Slot slot);
  double shared(Slot a, Slot b);
  std::optional<Slot> found_same(Slot slot);
  void gather_likely(const Story& story, Slot slot);
  void absorb(Slot kept, Slot gone);
  void sweep();
  void let_go_of_the_least();
  void release(Slot slot);

  Options options_;
  Background background_;
  Founding founding_;
  Rate stream_{{std::chrono::hours{1}, std::chrono::hours{48}}};
  Time began_{};
  bool any_ = false;
  std::uint64_t seen_ = 0;

  std::deque<Story> stories_;       // by slot; they stay where they are
  std::vector<Outline> outlines_;   // by slot
  std::vector<Slot> touched_, free_;
  std::deque<Small> small_;  // by time; at most about kMostStories
  Recall recall_;  // ids and links
  Recall moved_;   // stories that are another by now
  std::vector<Own> own_;
  Likeness likeness_;
  std::vector<float> evidence_;  // of the stories that share words with it
  std::vector<Cohesion::Telling> telling_;
  double log_stories_ = 0;  // when they were weighed
  std::vector<Usage*> usages_;
};

}  // namespace rtm::classify
