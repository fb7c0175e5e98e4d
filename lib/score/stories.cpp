#include "score/stories.hpp"

#include <xxhash.h>

#include <algorithm>
#include <tuple>

namespace rtm::score {

namespace {

constexpr std::int64_t kYoung = 3;                // posts
constexpr std::size_t kLongestKept = 4096;        // bytes of a line; a longer one is folded at once
constexpr std::size_t kMostWithdrawn = 100'000;

std::uint64_t hash_of(std::string_view text) { return XXH3_64bits(text.data(), text.size()); }

/// Lets a quarter of `stories` go, the least by `rank`.
template <typename Map, typename Rank>
void let_go(Map& stories, Rank rank) {
  using Key = decltype(std::tuple_cat(rank(stories.begin()->second), std::tuple<std::string>{}));
  std::vector<Key> all;
  for (const auto& [id, story] : stories) all.push_back(std::tuple_cat(rank(story), std::tuple(id)));
  const auto quarter = all.begin() + static_cast<std::ptrdiff_t>(all.size() / 4);
  std::nth_element(all.begin(), quarter, all.end());
  for (auto entry = all.begin(); entry != quarter; ++entry) stories.erase(std::get<std::tuple_size_v<Key> - 1>(*entry));
}

}  // namespace

Stories::Stories(std::int64_t least) : least_(least), kept_posts_(static_cast<std::size_t>(std::min(least, kYoung) - 1)) {}

void Stories::add(const Post& post) {
  std::string scratch, other;
  const std::string_view id = post.story.string(scratch), same = post.same_as.string(other);
  const bool joins = !same.empty() && same != id;
  auto known = folded_.find(id);
  if (known == folded_.end() && !joins) {
    const auto young = young_.try_emplace(std::string(id)).first;
    if (keeps(post, young->second)) {
      keep(post, young->second);
      return make_room();
    }
  }
  Fold& fold = known != folded_.end() ? known->second : grow_up(id);
  fold.add(post, words_);
  if (joins && (folded_.contains(same) || young_.contains(same))) join(fold, same);
  make_room();
}

void Stories::make_room() {
  if (young_.size() > kMostYoung) let_go(young_, [](const Young& y) { return std::tuple(y.matters, y.last_at.value_or(Time{})); });
  if (folded_.size() <= kMostFolded) return;
  let_go(folded_, [this](const Fold& f) { return std::tuple(f.about_brand(), f.matters(), f.posts() >= least_, f.last_at().value_or(Time{})); });
}

/// Whether the post of a story that is not folded yet can be kept as it came.
bool Stories::keeps(const Post& post, const Young& young) const {
  const bool ours = post.brand["mention"].boolean().value_or(false);
  return !ours && young.posts.size() < kept_posts_ && post.record.raw().size() <= kLongestKept;
}

/// Two stories that turned out to be one. REQUIRES that there is a story `other`, another than `story`.
void Stories::join(Fold& story, std::string_view other) {
  grow_up(other);
  story.absorb(std::move(folded_.extract(folded_.find(other)).mapped()));
}

void Stories::keep(const Post& post, Young& young) {
  std::string scratch;
  (young.lines += post.record.raw()) += '\n';
  young.posts.push_back(hash_of(post.id.string(scratch)));
  if (post.at) young.last_at = std::max(young.last_at.value_or(*post.at), *post.at);
  const std::string_view label = post.label.string(scratch);
  young.matters = !label.empty() && label != "ambient";
}

/// Folds the posts that were kept as they came, if any.
Fold& Stories::grow_up(std::string_view id) {
  const auto known = folded_.find(id);
  Fold& fold = known != folded_.end() ? known->second : folded_[std::string(id)];
  const auto kept = young_.find(id);
  if (kept == young_.end()) return fold;
  const auto young = young_.extract(kept);
  for (std::string_view lines = young.mapped().lines; !lines.empty();) {
    const std::size_t end = lines.find('\n');
    if (!again_.parse(lines.substr(0, end))) fold.add(again_, words_);
    lines.remove_prefix(end + 1);
  }
  return fold;
}

void Stories::withdraw(std::string_view post_id) {
  withdrawn_.insert(hash_of(post_id));
  if (withdrawn_.size() >= kMostWithdrawn) sweep();
}

/// Takes the withdrawn posts out of every story, together: a stream has many deletions, and few of posts that are kept here.
void Stories::sweep() {
  if (withdrawn_.empty()) return;
  const auto is_withdrawn = [this](std::uint64_t post) { return withdrawn_.contains(post); };
  std::vector<std::string> touched;
  for (const auto& [id, young] : young_) {
    if (std::any_of(young.posts.begin(), young.posts.end(), is_withdrawn)) touched.push_back(id);
  }
  for (const std::string& id : touched) grow_up(id);
  for (auto& [id, fold] : folded_) fold.withdraw([&](std::string_view post) { return is_withdrawn(hash_of(post)); });
  withdrawn_.clear();
}

void Stories::forget(Time horizon) {
  std::erase_if(folded_, [&](const auto& s) { return !s.second.about_brand() && s.second.last_at() && *s.second.last_at() < horizon; });
  std::erase_if(young_, [&](const auto& s) { return s.second.last_at && *s.second.last_at < horizon; });
}

std::int64_t Stories::posts_since(Time horizon) const {
  std::int64_t posts = 0;
  for (const auto& [id, fold] : folded_) posts += fold.last_at() && *fold.last_at() < horizon ? 0 : fold.posts();
  for (const auto& [id, young] : young_) posts += young.last_at && *young.last_at < horizon ? 0 : static_cast<std::int64_t>(young.posts.size());
  return posts;
}

std::vector<Stories::Story> Stories::worth() {
  sweep();
  std::vector<std::string> ready;
  for (const auto& [id, young] : young_) {
    if (static_cast<std::int64_t>(young.posts.size()) >= least_) ready.push_back(id);
  }
  for (const std::string& id : ready) grow_up(id);
  std::vector<Story> all;
  for (const auto& [id, fold] : folded_) {
    if (fold.about_brand() || fold.posts() >= least_) all.push_back({id, &fold});
  }
  std::sort(all.begin(), all.end(), [](const Story& a, const Story& b) { return a.id < b.id; });
  return all;
}

}  // namespace rtm::score
