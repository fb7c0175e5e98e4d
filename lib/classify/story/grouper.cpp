#include "classify/story/grouper.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "classify/story/terms.hpp"

namespace rtm::classify {

namespace {

constexpr double kSingle = 1.5;                      // one word in common must make a post so much more alike
constexpr double kLittle = 2;                        // power by which words that are too common raise the bar
constexpr Seconds kGathering{std::chrono::hours{12}};  // of silence after which a gathering begins a new story
constexpr std::uint32_t kFirstPosts = 8;             // tell how new a story's words are
constexpr float kRival = 0.7F;                        // of what a post shares with its story, summed in idf,
constexpr std::uint32_t kRivalShares = 2;             // and so many words: another story that could claim it
constexpr double kHeld = 0.03;                       // of a story's weight: a word that is part of it
constexpr double kHourly = 2;                        // posts an hour: a term that is used so often is no news
constexpr double kMemoryHours = static_cast<double>(Background::kMemory.count()) / 3600;

double seconds(Time at) { return static_cast<double>(at.time_since_epoch().count()); }
double decay(double elapsed, Seconds tau) { return std::exp(-std::abs(elapsed) / static_cast<double>(tau.count())); }

}  // namespace

double Grouper::loudness() const {
  const Time now = background_.now();
  const double usual = stream_.usual(now, age());
  return usual < 1 ? 1 : stream_.now(now) / usual;
}

std::optional<Grouper::Slot> Grouper::recall(std::uint64_t key) const {
  auto handle = recall_.find(key);
  for (int hops = 0; handle && hops < 8; ++hops) {
    if (alive(*handle)) return handle->slot;
    handle = moved_.find(key_of(*handle));
  }
  return std::nullopt;
}

Story* Grouper::story_of(std::string_view post_id) {
  const auto slot = recall(hash_of(post_id));
  return slot ? &stories_[*slot] : nullptr;
}

/// `repeats` is set where the post says nothing that the story has not heard.
std::optional<Grouper::Slot> Grouper::related(const PostFacts& post, bool& repeats) const {
  for (const std::string_view id : {post.repost_of, post.copy_of, post.quote_of, post.reply_to, post.thread}) {
    if (id.empty()) continue;
    if (const auto slot = recall(hash_of(id))) {
      repeats = id == post.repost_of || id == post.copy_of;
      return slot;
    }
  }
  for (const std::uint64_t link : post.links) {
    if (const auto slot = recall(link)) return slot;
  }
  return std::nullopt;
}

void Grouper::remember(const PostFacts& post, Handle handle) {
  for (const std::string_view id : {post.id, post.repost_of, post.copy_of, post.thread}) {
    if (!id.empty()) recall_.remember(hash_of(id), handle);
  }
  for (const std::uint64_t link : post.links) recall_.remember(link, handle);
  if (post.splits != 0) recall_.remember(post.splits, handle);
  if (post.gathers != 0) recall_.remember(post.gathers, handle);
}

/// The post's tf-idf weights, of sum 1.
void Grouper::weigh(const PostFacts& post) {
  own_.clear();
  usages_.clear();
  log_stories_ = background_.log_stories();
  float sum = 0;
  for (const Term& term : post.terms) {
    Usage& usage = background_.usage(term.hash);
    __builtin_prefetch(&usage);
    usages_.push_back(&usage);
  }
  for (std::size_t i = 0; i < usages_.size(); ++i) {
    const Usage& usage = *usages_[i];
    __builtin_prefetch(usage.postings.data());
    const auto idf = static_cast<float>(background_.idf(usage, log_stories_));
    own_.push_back({post.terms[i].hash, usages_[i], idf, post.terms[i].weight * idf, 0});
    sum += own_.back().weight;
  }
  for (Own& term : own_) {
    term.weight /= sum;
    term.root = std::sqrt(term.weight);
    for (const Posting& posting : term.usage->postings) __builtin_prefetch(&outlines_[posting.story.slot]);
  }
}

/// Looks up which stories hold the post's terms.
void Grouper::gather_candidates() {
  touched_.clear();
  for (const Own& term : own_) {
    auto& postings = term.usage->postings;
    for (std::size_t i = 0; i < postings.size();) {
      const Posting& posting = postings[i];
      Outline& outline = outlines_[posting.story.slot];
      if (outline.generation != posting.story.generation || outline.posts == 0) {
        postings[i] = postings.back();
        postings.pop_back();
        continue;
      }
      Candidate& candidate = outline.candidate;
      if (candidate.shared++ == 0) touched_.push_back(posting.story.slot);
      candidate.affinity += term.root * posting.root;
      candidate.evidence += term.idf;
      ++i;
    }
  }
}

/// What the post at hand must have in common with a story to join it.
Grouper::Bar Grouper::bar() const {
  const double odds = founding_.log_odds();
  return {std::clamp(options_.affinity + options_.slope * odds, options_.least, options_.most), log_stories_ + odds};
}

/// The affinity of the post to a story, 1 where it just suffices to join; 0 where it is less than `closest`.
double Grouper::closeness(const Candidate& candidate, const Outline& outline, Time at, const Bar& bar, double closest) const {
  double least = bar.affinity;
  if (candidate.shared == 1 && own_.size() > 1) least *= kSingle;
  const double affinity = candidate.affinity / std::sqrt(outline.total);
  if (affinity < least) return 0;
  if (candidate.evidence < bar.evidence) least *= std::pow(bar.evidence / candidate.evidence, kLittle);
  const double close = affinity / least;
  if (close < closest) return 0;  // time only lessens it
  const double silence = static_cast<double>((at - outline.last_at).count());
  return close * decay(silence, options_.fading) * decay(seconds(at) - outline.middle, options_.ageing);
}

/// The live story that the post's words are closest to, if close enough.
std::optional<Grouper::Slot> Grouper::similar(Time at, std::uint64_t channel) {
  gather_candidates();
  std::optional<Slot> best;
  double closest = 1;
  float best_evidence = 0;
  evidence_.clear();
  const Bar least = bar();
  // A channel in common is evidence, as a word would be.
  const auto channel_idf = static_cast<float>(channel == 0 ? 0 : background_.idf(background_.usage(channel), log_stories_));
  for (const Slot slot : touched_) {
    Outline& outline = outlines_[slot];
    Candidate candidate = std::exchange(outline.candidate, {});
    if (candidate.shared >= kRivalShares) evidence_.push_back(candidate.evidence);
    if (channel != outline.channel && channel != 0 && outline.channel != 0) continue;
    const float words = candidate.evidence;
    if (channel == outline.channel) candidate.evidence += channel_idf;
    if (at - outline.last_at > options_.lifetime) continue;
    const double close = closeness(candidate, outline, at, least, closest);
    if (close > closest || (close == closest && (!best || slot < *best))) {
      closest = close;
      best = slot;
      best_evidence = words;
    }
  }
  const auto as_much = std::count_if(evidence_.begin(), evidence_.end(), [least = kRival * best_evidence](float e) { return e >= least; });
  likeness_ = {best.has_value(), static_cast<std::uint32_t>(std::max<std::ptrdiff_t>(as_much - 1, 0))};
  return best;
}

/// The story of what else is gathered there.
std::optional<Grouper::Slot> Grouper::common(std::uint64_t gathering, Time at) const {
  const auto slot = recall(gathering);
  return slot && at - outlines_[*slot].last_at <= kGathering ? slot : std::nullopt;
}

/// The story of a turn of events: its own, whatever words it shares with the story that turned, and says so.
Grouper::Slot Grouper::split(const PostFacts& post, Time at) {
  if (const auto slot = common(post.splits, at)) return *slot;
  const auto parent = similar(at, post.channel);
  const Slot slot = found(post, at);
  if (parent) stories_[slot].parent = stories_[*parent].id;
  return slot;
}

Grouper::Slot Grouper::found(const PostFacts& post, Time at) {
  if (free_.empty()) {
    free_.push_back(static_cast<Slot>(stories_.size()));
    stories_.emplace_back();
    outlines_.emplace_back();
  }
  const Slot slot = free_.back();
  free_.pop_back();
  Story& story = stories_[slot];
  story.id = fmt::format("s:{:016x}", hash_of(post.id));
  story.first_at = story.last_at = at;
  story.channel = post.channel;
  background_.add_story();
  if (post.channel != 0) background_.take_up(background_.usage(post.channel));
  if (!own_.empty()) {
    founding_.founded();
    small_.push_back({handle_of(slot), background_.now()});
  }
  return slot;
}

/// 0..1: how much of the post's vocabulary comes up anyway, `own` posts of its own story left out.
double Grouper::known(double own) const {
  const double hours = std::clamp(static_cast<double>(age().count()) / 3600, 1.0, kMemoryHours);
  double sum = 0, all = 0;
  for (const Own& term : own_) {
    const double square = static_cast<double>(term.weight) * term.weight;
    const double hourly = std::max(0.0, background_.frequency(*term.usage) - own) / hours;
    sum += square * std::min(1.0, hourly / kHourly);
    all += square;
  }
  return all > 0 ? sum / all : 0;
}

/// Sets the weight of a term in a story; where the list is full, the lightest goes.
void Grouper::post_term(Usage& usage, Handle story, float weight) {
  const float root = std::sqrt(weight);
  auto& postings = usage.postings;
  const auto same = std::find_if(postings.begin(), postings.end(), [story](const Posting& p) { return p.story.slot == story.slot; });
  if (same != postings.end()) {
    *same = {story, root};
    return;
  }
  if (postings.size() < kPostings) return postings.push_back({story, root});
  *std::min_element(postings.begin(), postings.end(), [](const Posting& a, const Posting& b) { return a.root < b.root; }) = {story, root};
}

/// Adds the words of the post at hand to the story's, and weighs what the two share.
void Grouper::learn(Slot slot, const PostFacts& post) {
  Story& story = stories_[slot];
  const double before = story.words.total();
  double shared = 0;
  for (const Own& term : own_) {
    const Centroid::Added added = story.words.add(term.hash, term.weight);
    if (added.fresh) background_.take_up(*term.usage);
    if (added.weight - term.weight >= kHeld * before) shared += term.idf;
    post_term(*term.usage, handle_of(slot), added.weight);
  }
  if (own_.empty()) return;
  telling_.clear();
  for (std::size_t i = 0; i < own_.size(); ++i) telling_.push_back({own_[i].hash, own_[i].idf, post.terms[i].tagged});
  story.cohesion.add(telling_, voice_of(post), log_stories_);
  if (before > 0) {
    story.evidence.add(std::min(shared - log_stories_, kMostEvidence), ++story.learned);
    founding_.joined(shared - log_stories_);
  }
  if (likeness_.by_words) story.rivals.add(std::log1p(static_cast<double>(likeness_.rivals)), ++story.sought);
}

void Grouper::outline(Slot slot) {
  const Story& story = stories_[slot];
  Outline& outline = outlines_[slot];
  outline.posts = story.posts;
  outline.total = static_cast<float>(story.words.total());
  outline.last_at = story.last_at;
  outline.middle = story.middle;
  outline.channel = story.channel;
}

void Grouper::join(Slot slot, const PostFacts& post, Time at) {
  Story& story = stories_[slot];
  if (story.posts < kFirstPosts) story.known += (known(story.posts) - story.known) / (story.posts + 1);
  if (story.posts == 1 && !own_.empty()) founding_.joined_by_second();
  ++story.posts;
  story.last_at = std::max(story.last_at, at);
  story.middle += (seconds(at) - story.middle) / story.posts;
  if (post.at) {
    story.first_at = std::min(story.first_at, at);
    story.rate.add(at);
  }
}

Grouper::Joined Grouper::assign(const PostFacts& post) {
  sweep();  // before, never after: what a late post joins may be long due to go
  if (post.at && !any_) began_ = *post.at;
  any_ = any_ || post.at.has_value();
  const Time at = post.at.value_or(background_.now());
  likeness_ = {};
  weigh(post);
  if (!own_.empty()) founding_.post();
  bool silent = false;  // its words say nothing of the story's
  auto slot = related(post, silent);
  if (!slot && post.splits != 0) slot = split(post, at);
  if (!slot) slot = similar(at, post.channel);
  if (!slot && post.gathers != 0) {
    slot = common(post.gathers, at);
    silent = slot.has_value();
  }
  if (!slot) slot = found(post, at);
  join(*slot, post, at);
  if (!silent) learn(*slot, post);
  outline(*slot);
  std::string same_as;
  auto other = found_same(*slot);
  if (!other) other = twin(*slot);
  if (other) {
    const Slot kept = stories_[*other].posts > stories_[*slot].posts ? *other : *slot, gone = kept == *slot ? *other : *slot;
    same_as = stories_[gone].id;
    absorb(kept, gone);
    slot = kept;
  }
  remember(post, handle_of(*slot));
  if (post.at) {
    background_.add(usages_, at);
    stream_.add(at);
  }
  look_again();
  return {stories_[*slot], std::move(same_as)};
}

}  // namespace rtm::classify
