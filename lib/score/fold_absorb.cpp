// Two stories that turned out to be one: the fold of all their posts.
#include <algorithm>
#include <iterator>
#include <utility>

#include "score/fold.hpp"

namespace rtm::score {

namespace {

template <typename Counts>
void add_counts(Counts& counts, const Counts& others) {
  for (const auto& [key, n] : others) counts[key] += n;
}

template <typename T, typename Choose>
void choose(std::optional<T>& value, const std::optional<T>& other, Choose better) {
  if (other && (!value || better(*other, *value))) value = other;
}

}  // namespace

void Fold::absorb(Fold&& other) {
  const bool newer = other.facts_.last_at && (!facts_.last_at || *other.facts_.last_at > *facts_.last_at);
  if (newer) facts_.moment = std::move(other.facts_.moment);
  choose(facts_.first_at, other.facts_.first_at, std::less<>());
  choose(facts_.last_at, other.facts_.last_at, std::greater<>());
  facts_.posts += other.facts_.posts;
  facts_.rate.absorb(other.facts_.rate);
  add_counts(facts_.sources, other.facts_.sources);
  add_counts(facts_.sourced, other.facts_.sourced);
  add_counts(facts_.claims, other.facts_.claims);
  terms_.add_all(other.terms_);
  hashtags_.add_all(other.hashtags_);
  terms_.thin(kMostTerms);
  hashtags_.thin(kMostTerms);
  add_counts(topics_, other.topics_);
  add_counts(products_, other.products_);
  add_counts(competitors_, other.competitors_);
  auto& tone = facts_.tone;
  const auto& also = other.facts_.tone;
  for (const auto& [sum, more] : {std::pair{&tone.sentiment, also.sentiment}, {&tone.anger, also.anger}, {&tone.insult, also.insult},
                                  {&tone.hate, also.hate}, {&tone.irony, also.irony}, {&tone.positive, also.positive},
                                  {&tone.negative, also.negative}, {&tone.angry, also.angry}}) {
    *sum += more;
  }
  for (auto& [id, matter] : other.sensitive_) {
    Sensitive& own = sensitive_[id];
    if (matter.p > own.p) own.evidence.swap(matter.evidence);
    own.p = std::max(own.p, matter.p);
    own.posts += matter.posts;
    for (std::size_t tier = 0; tier < std::size(own.tiers); ++tier) own.tiers[tier] += matter.tiers[tier];
  }
  copies_ += other.copies_;
  absorb_people(other);
  absorb_candidates(other);
}

void Fold::absorb_people(Fold& other) {
  authors_.add_all(other.authors_, kMostAuthors);
  firms_.add_all(other.firms_, kMostAuthors);
  auto& brand = facts_.brand;
  const auto& also = other.facts_.brand;
  brand.mentions += also.mentions;
  brand.own += also.own;
  brand.addressed += also.addressed;
  brand.asking += also.asking;
  brand.negative += also.negative;
  choose(brand.unattended_since, also.unattended_since, std::less<>());
  choose(own_at_, other.own_at_, std::greater<>());
  if (own_at_ && brand.unattended_since && *brand.unattended_since < *own_at_) brand.unattended_since.reset();
}

/// The first posts of both, and of the others those that people answered to most.
void Fold::absorb_candidates(Fold& other) {
  std::move(other.candidates_.begin(), other.candidates_.end(), std::back_inserter(candidates_));
  if (candidates_.size() <= kCandidates) return;
  const auto by_time = [](const Candidate& a, const Candidate& b) { return a.post.at != b.post.at ? a.post.at < b.post.at : a.post.id < b.post.id; };
  std::sort(candidates_.begin(), candidates_.end(), by_time);
  std::stable_sort(candidates_.begin() + kFirstCandidates, candidates_.end(), [](const Candidate& a, const Candidate& b) { return a.engagement > b.engagement; });
  candidates_.resize(kCandidates);
}

}  // namespace rtm::score
