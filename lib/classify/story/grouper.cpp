#include "classify/story/grouper.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "classify/story/terms.hpp"

namespace rtm::classify {

namespace {

constexpr std::uint64_t kSweepEvery = 4096;        // posts
constexpr std::size_t kRemembered = 150'000;       // ids and links in each half
constexpr std::size_t kExamined = 32;              // candidates whose cosine is worked out
constexpr std::size_t kShared = 2;                 // terms that a post and a story must share: one word is no story,
constexpr double kAlone = 0.25;                    // unless it makes them this similar,
constexpr double kMainly = 0.3;                    // so many of the posts that use it are in the story (a name, an invented word),
constexpr std::uint32_t kEstablished = 3;          // which has so many posts already,
constexpr Seconds kYoung{std::chrono::hours{24}};  // and is news
constexpr Seconds kChannel{std::chrono::hours{12}};  // of silence after which a channel begins a new story
constexpr double kTelling = 1.5;                   // idf below which a term finds no story
constexpr std::uint32_t kFirstPosts = 8;           // tell how new a story's words are
constexpr double kMemoryHours = static_cast<double>(Background::kMemory.count()) / 3600;
constexpr std::size_t kTrimAt = Story::kTerms + 32;
constexpr Seconds kGrace{std::chrono::hours{6}};   // what each doubling of a story's posts adds to its life under pressure

/// Ids and links share one table: a prefix keeps them apart.
std::uint64_t key_of(std::string_view id) { return hash_of(id); }

}  // namespace

Grouper::Handle Grouper::handle_of(const Entry& entry) const {
  return {static_cast<Slot>(&entry - stories_.data()), entry.generation};
}

Grouper::Entry* Grouper::alive(Handle handle) {
  Entry& entry = stories_[handle.slot];
  return entry.alive && entry.generation == handle.generation ? &entry : nullptr;
}

double Grouper::loudness() const {
  const Time now = background_.now();
  const double usual = stream_.usual(now, age());
  return usual < 1 ? 1 : stream_.now(now) / usual;
}

Grouper::Entry* Grouper::recall(std::uint64_t key) {
  for (auto* half : {&recent_, &older_}) {
    const auto found = half->find(key);
    if (found == half->end()) continue;
    if (Entry* entry = alive(found->second)) return entry;
  }
  return nullptr;
}

void Grouper::remember(std::uint64_t key, Handle handle) {
  if (recent_.size() >= kRemembered) {
    older_ = std::move(recent_);
    recent_.clear();
  }
  recent_.insert_or_assign(key, handle);
}

void Grouper::remember(const PostFacts& post, Handle handle) {
  for (const std::string_view id : {post.id, post.repost_of, post.copy_of, post.thread}) {
    if (!id.empty()) remember(key_of(id), handle);
  }
  for (const std::uint64_t link : post.links) remember(link, handle);
  if (post.gathers) remember(post.channel, handle);
}

Grouper::Entry* Grouper::related(const PostFacts& post) {
  for (const std::string_view id : {post.repost_of, post.copy_of, post.quote_of, post.reply_to, post.thread}) {
    if (id.empty()) continue;
    if (Entry* entry = recall(key_of(id))) return entry;
  }
  for (const std::uint64_t link : post.links) {
    if (Entry* entry = recall(link)) return entry;
  }
  return nullptr;
}

/// The post's tf-idf vector, of length 1.
void Grouper::weigh(const PostFacts& post) {
  vector_.clear();
  double norm2 = 0;
  for (const Term& term : post.terms) {
    const auto weight = static_cast<float>(term.weight * background_.idf(term.hash));
    vector_.push_back({term.hash, weight});
    norm2 += static_cast<double>(weight) * weight;
  }
  const auto scale = static_cast<float>(norm2 > 0 ? 1 / std::sqrt(norm2) : 0);
  for (Weighted& entry : vector_) entry.weight *= scale;
  std::sort(vector_.begin(), vector_.end(), [](const Weighted& a, const Weighted& b) { return a.hash < b.hash; });
}

double Grouper::cosine(const Story& story) const {
  double dot = 0;
  std::size_t shared = 0;
  std::uint64_t last = 0;
  auto own = story.centroid.begin();
  for (const Weighted& term : vector_) {
    own = std::lower_bound(own, story.centroid.end(), term.hash, [](const Weighted& w, std::uint64_t h) { return w.hash < h; });
    if (own == story.centroid.end()) break;
    if (own->hash != term.hash) continue;
    dot += static_cast<double>(term.weight) * own->weight;
    ++shared;
    last = term.hash;
  }
  const double cosine = story.norm2 > 0 ? dot / std::sqrt(story.norm2) : 0;
  if (shared >= std::min(kShared, vector_.size())) return cosine;
  const bool news = story.posts >= kEstablished && story.last_at - story.first_at <= kYoung;
  return shared == 1 && news && cosine >= kAlone && story.posts >= kMainly * background_.frequency(last) ? cosine : 0;
}

/// A story that has been silent for a while takes less: what happens is close together in time.
double Grouper::freshness(const Story& story, Time at) const {
  return std::exp(-static_cast<double>(std::abs((at - story.last_at).count())) / static_cast<double>(options_.fading.count()));
}

/// The live story whose centroid is nearest, if near enough.
Grouper::Entry* Grouper::similar(Time at, std::uint64_t channel) {
  candidates_.clear();
  for (const Weighted& term : vector_) {
    const auto found = postings_.find(term.hash);
    if (found == postings_.end()) continue;
    std::erase_if(found->second, [this](Handle h) { return !alive(h); });
    for (const Handle handle : found->second) {
      std::uint32_t& place = mark_[handle.slot];
      if (place == 0) {
        candidates_.push_back({handle.slot, 0});
        place = static_cast<std::uint32_t>(candidates_.size());
      }
      candidates_[place - 1].overlap += static_cast<double>(term.weight) * term.weight;
    }
  }
  for (const Candidate& candidate : candidates_) mark_[candidate.slot] = 0;
  const std::size_t examined = std::min(candidates_.size(), kExamined);
  std::partial_sort(candidates_.begin(), candidates_.begin() + static_cast<std::ptrdiff_t>(examined), candidates_.end(),
                    [](const Candidate& a, const Candidate& b) { return a.overlap != b.overlap ? a.overlap > b.overlap : a.slot < b.slot; });
  Entry* best = nullptr;
  double nearest = options_.cosine;
  for (std::size_t i = 0; i < examined; ++i) {
    Entry& entry = stories_[candidates_[i].slot];
    if (channel != entry.story.channel && channel != 0 && entry.story.channel != 0) continue;
    const double similarity = cosine(entry.story) * freshness(entry.story, at);
    if (similarity >= nearest) {
      nearest = similarity;
      best = &entry;
    }
  }
  return best;
}

/// The story of what else belongs to a channel.
Grouper::Entry* Grouper::common(std::uint64_t channel, Time at) {
  if (channel == 0) return nullptr;
  Entry* entry = recall(channel);
  return entry && at - entry->story.last_at <= kChannel ? entry : nullptr;
}

Grouper::Entry& Grouper::found(const PostFacts& post, Time at) {
  if (free_.empty()) {
    free_.push_back(static_cast<Slot>(stories_.size()));
    stories_.emplace_back();
    mark_.push_back(0);
  }
  Entry& entry = stories_[free_.back()];
  free_.pop_back();
  entry.alive = true;
  entry.story = Story{};
  entry.story.id = fmt::format("s:{:016x}", hash_of(post.id));
  entry.story.first_at = entry.story.last_at = at;
  entry.story.channel = post.channel;
  return entry;
}

/// 0..1: how much of the post's vocabulary comes up anyway, `own` posts of its own story left out: a term that is used
/// twice an hour is no news.
double Grouper::known(double own) const {
  constexpr double kHourly = 2;
  double sum = 0;
  for (const Weighted& term : vector_) {
    sum += static_cast<double>(term.weight) * term.weight * std::min(1.0, hourly(term.hash, own) / kHourly);
  }
  return sum;
}

/// Posts an hour that hold the term, `own` of them left out.
double Grouper::hourly(std::uint64_t term, double own) const {
  const double hours = std::clamp(static_cast<double>(age().count()) / 3600, 1.0, kMemoryHours);
  return std::max(0.0, background_.frequency(term) - own) / hours;
}

void Grouper::add_to_centroid(Story& story) {
  for (const Weighted& term : vector_) {
    const auto place = std::lower_bound(story.centroid.begin(), story.centroid.end(), term.hash,
                                        [](const Weighted& w, std::uint64_t h) { return w.hash < h; });
    if (place != story.centroid.end() && place->hash == term.hash) {
      place->weight += term.weight;
    } else {
      story.centroid.insert(place, term);
    }
  }
  if (story.centroid.size() > kTrimAt) trim(story);
  story.norm2 = 0;
  for (const Weighted& w : story.centroid) story.norm2 += static_cast<double>(w.weight) * w.weight;
}

void Grouper::trim(Story& story) {
  auto& all = story.centroid;
  std::nth_element(all.begin(), all.begin() + Story::kTerms, all.end(),
                   [](const Weighted& a, const Weighted& b) { return a.weight != b.weight ? a.weight > b.weight : a.hash < b.hash; });
  all.resize(Story::kTerms);
  std::sort(all.begin(), all.end(), [](const Weighted& a, const Weighted& b) { return a.hash < b.hash; });
}

void Grouper::index(Handle handle) {
  for (const Weighted& term : vector_) {
    if (background_.idf(term.hash) < kTelling) continue;
    std::vector<Handle>& list = postings_[term.hash];
    const auto same = std::find_if(list.begin(), list.end(), [&](Handle h) { return h.slot == handle.slot; });
    if (same != list.end()) list.erase(same);
    if (list.size() == kPostings) list.erase(list.begin());
    list.push_back(handle);
  }
}

void Grouper::join(Entry& entry, const PostFacts& post, Time at, Belongs belongs) {
  Story& story = entry.story;
  if (story.posts < kFirstPosts) story.known += (known(story.posts) - story.known) / (story.posts + 1);
  ++story.posts;
  story.last_at = std::max(story.last_at, at);
  if (post.at) {
    story.first_at = std::min(story.first_at, at);
    story.rate.add(at);
  }
  if (belongs == Belongs::by_channel && story.posts > 1) return;  // its words say nothing of the others'
  add_to_centroid(story);
  index(handle_of(entry));
}

Story& Grouper::assign(const PostFacts& post) {
  if (post.at && !any_) began_ = *post.at;
  any_ = any_ || post.at.has_value();
  const Time at = post.at.value_or(background_.now());
  weigh(post);
  Entry* entry = related(post);
  if (!entry) entry = similar(at, post.channel);
  const Belongs belongs = entry ? Belongs::by_words : Belongs::by_channel;
  if (!entry && post.gathers) entry = common(post.channel, at);
  if (!entry) entry = &found(post, at);
  join(*entry, post, at, belongs);
  remember(post, handle_of(*entry));
  if (post.at) {
    background_.add(post.terms, at);
    stream_.add(at);
  }
  if (++seen_ % kSweepEvery == 0) sweep();
  return entry->story;
}

void Grouper::release(Slot slot) {
  Entry& entry = stories_[slot];
  entry.alive = false;
  ++entry.generation;
  entry.story = Story{};
  free_.push_back(slot);
}

/// Lets go what has had its time, and the least when there are too many; forgets terms that lead nowhere.
void Grouper::sweep() {
  const Time now = background_.now();
  for (Slot slot = 0; slot < stories_.size(); ++slot) {
    if (stories_[slot].alive && now - stories_[slot].story.last_at > options_.lifetime) release(slot);
  }
  if (live() > kMostStories) {
    const auto worth = [this](Slot s) {
      const Story& story = stories_[s].story;
      return story.last_at + kGrace * static_cast<int>(std::log2(static_cast<double>(story.posts)));
    };
    std::vector<Slot> all;
    for (Slot slot = 0; slot < stories_.size(); ++slot) {
      if (stories_[slot].alive) all.push_back(slot);
    }
    const auto excess = static_cast<std::ptrdiff_t>(all.size() - kMostStories * 3 / 4);
    std::nth_element(all.begin(), all.begin() + excess, all.end(), [&](Slot a, Slot b) { return worth(a) != worth(b) ? worth(a) < worth(b) : a < b; });
    std::sort(all.begin(), all.begin() + excess);
    for (auto slot = all.begin(); slot != all.begin() + excess; ++slot) release(*slot);
  }
  if (seen_ % (kSweepEvery * 8) != 0) return;
  for (auto entry = postings_.begin(); entry != postings_.end();) {
    std::erase_if(entry->second, [this](Handle h) { return !alive(h); });
    entry = entry->second.empty() ? postings_.erase(entry) : std::next(entry);
  }
}

}  // namespace rtm::classify
