// The grouper's housekeeping: stories that turn out to be one, and stories that are let go.
#include <algorithm>
#include <cmath>
#include <utility>

#include "classify/story/grouper.hpp"

namespace rtm::classify {

namespace {

constexpr std::size_t kTelling = 12;       // terms of a story by which others are found
constexpr std::size_t kCompared = 4;       // others that are looked at word by word
constexpr std::uint32_t kLeastOther = 2;   // posts
constexpr Seconds kAgain{std::chrono::hours{3}};   // a small story is looked at again so often, where that is done,
constexpr std::uint32_t kSmall = 16;         // while it has so many posts at most;
constexpr Seconds kSettled{std::chrono::hours{18}};  // the bar is the higher the younger it is, up to this age,
constexpr double kDoubled = 0.5;             // and by this share of itself for each doubling of its posts;
constexpr double kClear = 1.3;               // the nearest must be so much nearer than the second
constexpr std::uint32_t kLarger = 2;         // and so many times larger,
constexpr double kOneWord = -1;              // with as much in common as a word that no third story holds: idf less that of a new word
constexpr std::size_t kLooks = 4;            // with every post
constexpr std::uint64_t kSweepEvery = 4096;      // posts
constexpr std::uint64_t kTidyEvery = 16;         // sweeps
constexpr Seconds kGrace{std::chrono::hours{6}};  // what each doubling of a story's posts adds to its life under pressure

}  // namespace

/// The other story that is the same as this one, if there is one. Looked for as the story grows, not with every post.
std::optional<Grouper::Slot> Grouper::twin(Slot slot) {
  Story& story = stories_[slot];
  if (story.posts < story.compare_at) return std::nullopt;
  story.compare_at = story.posts + 1 + story.posts / 3;
  return likest(slot, options_.merging, 1);
}

/// The other story that is most like this one, if it is more than `least` so and `margin` times as much as the second.
std::optional<Grouper::Slot> Grouper::likest(Slot slot, double least, double margin) {
  const Story& story = stories_[slot];
  gather_likely(story, slot);
  std::optional<Slot> best;
  double closest = 0, second = 0;
  for (const Slot other : touched_) {
    if (story.parent == stories_[other].id || stories_[other].parent == story.id) continue;
    const Seconds gap = std::max({Seconds{0}, story.first_at - stories_[other].last_at, stories_[other].first_at - story.last_at});
    const double fresh = std::exp(-static_cast<double>(gap.count()) / static_cast<double>(options_.fading.count()));
    const double close = affinity(story.words, stories_[other].words) * fresh;
    if (close > closest) {
      second = std::exchange(closest, close);
      best = other;
    } else {
      second = std::max(second, close);
    }
  }
  return closest > least && closest >= margin * second ? best : std::nullopt;
}

/// Looks at a few of the small stories whose time has come, where it is odd that they are.
void Grouper::look_again() {
  if (small_.size() > kMostStories) small_.pop_front();
  const Time now = background_.now();
  for (std::size_t looks = 0; looks < kLooks && !small_.empty() && now - small_.front().seen_at >= kAgain; ++looks) {
    if (!founding_.alone_is_odd()) return;
    const Handle story = small_.front().story;
    small_.pop_front();
    if (!alive(story) || outlines_[story.slot].posts > kSmall) continue;
    if (!look_again(story.slot)) small_.push_back({story, now});
  }
}

/// True when the story was found to be another, which will tell it with its next post.
bool Grouper::look_again(Slot slot) {
  const Outline& outline = outlines_[slot];
  const Seconds age = std::max(Seconds{1}, background_.now() - stories_[slot].first_at);
  const double young = std::max(1.0, static_cast<double>(kSettled.count()) / static_cast<double>(age.count()));
  const double least = bar().affinity * young * (1 + kDoubled * std::log2(outline.posts));
  const auto other = likest(slot, std::min(least, options_.merging), kClear);
  if (!other || outlines_[*other].posts < kLarger * outline.posts) return false;
  if (shared(slot, *other) < background_.log_stories() + kOneWord) return false;
  stories_[*other].same.push_back(handle_of(slot));
  return true;
}

/// How telling the words are that both stories hold: idf, summed.
double Grouper::shared(Slot a, Slot b) {
  const double log_stories = background_.log_stories();
  double sum = 0;
  for (const Weighted& term : stories_[a].words.terms()) {
    if (stories_[b].words.weight(term.hash) > 0) sum += background_.idf(background_.usage(term.hash), log_stories);
  }
  return sum;
}

/// A story that was found to be this one, if there is one.
std::optional<Grouper::Slot> Grouper::found_same(Slot slot) {
  auto& same = stories_[slot].same;
  while (!same.empty()) {
    const Handle other = same.back();
    same.pop_back();
    if (alive(other) && other.slot != slot) return other.slot;
  }
  return std::nullopt;
}

/// Puts into touched_ the few stories that share most of a story's heaviest words.
void Grouper::gather_likely(const Story& story, Slot slot) {
  touched_.clear();
  for (const Weighted& term : story.words.heaviest(kTelling)) {
    const float root = std::sqrt(term.weight);
    for (const Posting& posting : background_.usage(term.hash).postings) {
      const Slot other = posting.story.slot;
      if (other == slot || !alive(posting.story) || outlines_[other].posts < kLeastOther) continue;
      if (story.channel != outlines_[other].channel && story.channel != 0 && outlines_[other].channel != 0) continue;
      if (outlines_[other].candidate.shared++ == 0) touched_.push_back(other);
      outlines_[other].candidate.affinity += root * posting.root;
    }
  }
  for (const Slot other : touched_) outlines_[other].candidate.affinity /= std::sqrt(outlines_[other].total);
  const std::size_t kept = std::min(kCompared, touched_.size());
  std::partial_sort(touched_.begin(), touched_.begin() + static_cast<std::ptrdiff_t>(kept), touched_.end(), [this](Slot a, Slot b) {
    return outlines_[a].candidate.affinity != outlines_[b].candidate.affinity ? outlines_[a].candidate.affinity > outlines_[b].candidate.affinity : a < b;
  });
  for (const Slot other : touched_) outlines_[other].candidate = {};
  touched_.resize(kept);
}

/// Makes one story of two; `gone` is let go, and what refers to it is led to the other.
void Grouper::absorb(Slot kept, Slot gone) {
  Story& story = stories_[kept];
  const Story other = std::exchange(stories_[gone], {});
  for (const Weighted& term : other.words.terms()) {
    if (story.words.weight(term.hash) > 0) background_.drop(background_.usage(term.hash));
  }
  background_.drop_story();
  story.words.absorb(other.words);
  for (const Weighted& term : other.words.terms()) {
    const float weight = story.words.weight(term.hash);
    if (weight > 0) post_term(background_.usage(term.hash), handle_of(kept), weight);
  }
  story.tally.absorb(other.tally, story.posts, other.posts);
  story.known += (other.known - story.known) * other.posts / (story.posts + other.posts);
  story.evidence.absorb(other.evidence, story.learned, other.learned);
  story.learned += other.learned;
  story.rivals.absorb(other.rivals, story.sought, other.sought);
  story.sought += other.sought;
  story.cohesion.absorb(other.cohesion);
  story.middle += (other.middle - story.middle) * other.posts / (story.posts + other.posts);
  story.posts += other.posts;
  story.first_at = std::min(story.first_at, other.first_at);
  story.last_at = std::max(story.last_at, other.last_at);
  story.rate.absorb(other.rate);
  story.same.insert(story.same.end(), other.same.begin(), other.same.end());
  story.compare_at = std::max(story.compare_at, story.posts + 1 + story.posts / 3);
  moved_.remember(key_of(handle_of(gone)), handle_of(kept));
  release(gone);
  outline(kept);
}

void Grouper::release(Slot slot) {
  stories_[slot] = Story{};
  const std::uint32_t generation = outlines_[slot].generation + 1;
  outlines_[slot] = Outline{};
  outlines_[slot].generation = generation;
  free_.push_back(slot);
}

/// Lets go what has had its time, and the least when there are too many; forgets terms that lead nowhere.
void Grouper::sweep() {
  if (++seen_ % kSweepEvery != 0) return;
  const Time now = background_.now();
  for (Slot slot = 0; slot < outlines_.size(); ++slot) {
    if (outlines_[slot].posts > 0 && now - outlines_[slot].last_at > options_.lifetime) release(slot);
  }
  if (live() > kMostStories) let_go_of_the_least();
  background_.prune();
  if (seen_ % (kSweepEvery * kTidyEvery) != 0) return;
  background_.for_all_postings([this](std::vector<Posting>& postings) {
    std::erase_if(postings, [this](const Posting& p) { return !alive(p.story); });
    if (postings.empty()) postings.shrink_to_fit();
  });
}

void Grouper::let_go_of_the_least() {
  const auto worth = [this](Slot s) { return outlines_[s].last_at + kGrace * static_cast<int>(std::log2(static_cast<double>(outlines_[s].posts))); };
  std::vector<Slot> all;
  for (Slot slot = 0; slot < outlines_.size(); ++slot) {
    if (outlines_[slot].posts > 0) all.push_back(slot);
  }
  const auto excess = all.begin() + static_cast<std::ptrdiff_t>(all.size() - kMostStories * 3 / 4);
  std::nth_element(all.begin(), excess, all.end(), [&](Slot a, Slot b) { return worth(a) != worth(b) ? worth(a) < worth(b) : a < b; });
  std::sort(all.begin(), excess);
  std::for_each(all.begin(), excess, [this](Slot slot) { release(slot); });
}

}  // namespace rtm::classify
