#include "score/fold.hpp"

#include <xxhash.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>

#include "base/utf8.hpp"
#include "record/names.hpp"
#include "record/writer.hpp"
#include "score/story_json.hpp"

namespace rtm::score {

namespace {

using record::Value;

constexpr std::size_t kShownTerms = 12;
constexpr std::size_t kMostRead = 4096;      // bytes of a post
constexpr std::size_t kMostKinds = 32;       // of sources, of claims, of sensitive matter
constexpr std::size_t kShortestTerm = 3;     // bytes
constexpr std::size_t kSensitiveEvidence = 3;
constexpr double kLeaning = 0.05;            // VADER's border of positive and negative
constexpr double kComplaint = -0.3;          // sentiment
constexpr double kYes = 0.5;
constexpr std::array<std::string_view, 4> kTiers{"low", "medium", "high", "floor"};

std::uint64_t hash_of(std::string_view text) { return XXH3_64bits(text.data(), text.size()); }

/// One more of `id`, which is cut; what comes when the table is full is left out.
template <typename Table>
void count(Table& counts, std::string_view id, std::size_t most) {
  id = utf8::prefix(id, Fold::kMostName);
  if (const auto known = counts.find(id); known != counts.end()) {
    ++known->second;
  } else if (counts.size() < most) {
    counts.emplace(id, 1);
  }
}

void sort_and_cut(std::vector<Count>& all, std::size_t most) {
  std::sort(all.begin(), all.end(), [](const Count& a, const Count& b) { return a.posts != b.posts ? a.posts > b.posts : a.id < b.id; });
  if (all.size() > most) all.resize(most);
}

std::vector<Count> most_frequent(const Counts& counts) {
  std::vector<Count> all;
  for (const auto& [id, n] : counts) all.push_back({id, n});
  sort_and_cut(all, all.size());
  return all;
}

/// Names are made of the few that may be shown only.
std::vector<Count> most_frequent(const WordCounts& words, std::size_t most) {
  std::vector<std::int64_t> posts;
  for (const auto& entry : words.all()) posts.push_back(entry.posts);
  std::int64_t least = 0;
  if (posts.size() > most) {
    std::nth_element(posts.begin(), posts.begin() + static_cast<std::ptrdiff_t>(most) - 1, posts.end(), std::greater<>());
    least = posts[most - 1];
  }
  std::vector<Count> all;
  for (const auto& entry : words.all()) {
    if (entry.posts >= least) all.push_back({entry.word, entry.posts});
  }
  sort_and_cut(all, most);
  return all;
}

constexpr record::Names kAuthor{"id", "handle"};
constexpr record::Names kBrand{"mention", "own", "addressed", "reproached", "products", "competitors"};
constexpr record::Names kTone{"sentiment", "anger", "insult", "hate", "irony"};
constexpr record::Names kTag{"id", "tier", "p"};

bool holds(Value value) { return value.boolean().value_or(false); }

bool asks(const Post& post) {
  const auto [sentiment, anger, insult, hate, irony] = kTone.in(post.tone);
  return post.claim["kind"].text() == "question" || sentiment.number().value_or(0) <= kComplaint || anger.number().value_or(0) >= kYes ||
         insult.number().value_or(0) >= kYes;
}

}  // namespace

void Fold::add(const Post& post, text::Words& words) {
  ++facts_.posts;
  add_time(post);
  add_source(post);
  add_words(post, words);
  add_brand(post);
  if (facts_.parent.empty()) facts_.parent = utf8::prefix(post.parent.text(), kMostId);
  add_tone(post.tone);
  add_sensitive(post);
  add_moment(post);
  std::string scratch;
  count(facts_.claims, post.claim["kind"].string(scratch), kMostKinds);
  for (const Value topic : post.topics.elements()) count(topics_, topic["id"].string(scratch), kMostTerms);
  if (post.repost_of.exists() || post.copy_of.exists()) ++copies_;
}

void Fold::add_time(const Post& post) {
  if (!post.at) return;
  facts_.rate.add(*post.at);
  facts_.first_at = std::min(facts_.first_at.value_or(*post.at), *post.at);
  facts_.last_at = std::max(facts_.last_at.value_or(*post.at), *post.at);
}

void Fold::add_source(const Post& post) {
  std::string scratch;
  const std::string_view kind = post.source_kind.string(scratch);
  const bool reports = kind == "news" || kind == "blog";
  count(facts_.sources, kind.empty() ? "other" : kind, kMostKinds);
  if (reports) count(facts_.sourced, post.source.string(scratch), kMostAuthors);
  const auto [id, handle] = kAuthor.in(post.author);
  const std::string_view author = (id.exists() ? id : handle).string(scratch);
  if (author.empty()) return;
  const std::uint64_t hash = hash_of(author);
  if (authors_.size() < kMostAuthors) authors_.add(hash);
  if (firms_.size() < kMostAuthors && holds(post.firm)) firms_.add(hash);
}

void Fold::add_words(const Post& post, text::Words& words) {
  std::string scratch, body, lang, joined;
  const std::string_view title = post.title.string(scratch);
  std::string_view text = post.text.string(body);
  if (!title.empty()) text = joined.append(title).append(1, '\n').append(text);
  text = utf8::prefix(text, kMostRead);
  words.analyse(text);
  const std::string_view code = post.lang.string(lang);
  for (const text::Word& word : words.all()) {
    const bool tag = word.kind == text::WordKind::hashtag;
    if (!tag && (word.kind != text::WordKind::word || word.folded.size() < kShortestTerm || text::is_stopword(word, code))) continue;
    const std::string_view name = utf8::prefix(word.folded, kMostName);
    (tag ? hashtags_ : terms_).add(name, name.size() == word.folded.size() ? word.hash : text::word_hash(name), facts_.posts);
  }
  terms_.thin(kMostTerms);
  hashtags_.thin(kMostTerms);
  add_candidate(post, title.empty() ? text : text.substr(0, text.find('\n')));
}

void Fold::add_brand(const Post& post) {
  const auto [mention, is_own, to_us, reproached, products, competitors] = kBrand.in(post.brand);
  const auto& at = post.at;
  const bool own = holds(is_own), addressed = holds(to_us);
  facts_.brand.mentions += holds(mention) ? 1 : 0;
  facts_.brand.own += own ? 1 : 0;
  facts_.brand.addressed += addressed ? 1 : 0;
  facts_.brand.asking += addressed && asks(post) ? 1 : 0;
  const bool against = holds(reproached) || post.tone["sentiment"].number().value_or(0) <= kComplaint;
  facts_.brand.negative += holds(mention) && !own && against ? 1 : 0;
  std::string scratch;
  for (const Value product : products.elements()) count(products_, product.string(scratch), kMostTerms);
  for (const Value competitor : competitors.elements()) count(competitors_, competitor.string(scratch), kMostTerms);
  if (own && at && (!own_at_ || *at > *own_at_)) {
    own_at_ = at;
    facts_.brand.unattended_since.reset();
  } else if (addressed && at && (!own_at_ || *at > *own_at_)) {
    facts_.brand.unattended_since = std::min(facts_.brand.unattended_since.value_or(*at), *at);
  }
}

void Fold::add_tone(Value tone) {
  const auto members = kTone.in(tone);
  std::array<double, members.size()> rates;
  std::transform(members.begin(), members.end(), rates.begin(), [](Value rate) { return rate.number().value_or(0); });
  const auto [sentiment, anger, insult, hate, irony] = rates;
  auto& sum = facts_.tone;
  sum.sentiment += sentiment;
  sum.anger += anger;
  sum.insult += insult;
  sum.hate += hate;
  sum.irony += irony;
  sum.positive += sentiment > kLeaning ? 1 : 0;
  sum.negative += sentiment < -kLeaning ? 1 : 0;
  sum.angry += std::max({anger, insult, hate}) >= kYes ? 1 : 0;
}

void Fold::add_sensitive(const Post& post) {
  for (const Value tag : post.sensitive.elements()) {
    const auto [matter, tier_name, certainty] = kTag.in(tag);
    const double p = certainty.number().value_or(0);
    if (p < kYes) continue;
    const std::string name = matter.text().substr(0, kMostName);
    if (sensitive_.size() >= kMostKinds && !sensitive_.contains(name)) continue;
    Sensitive& s = sensitive_[name];
    ++s.posts;
    std::string scratch;
    const auto tier = std::find(kTiers.begin(), kTiers.end(), tier_name.string(scratch));
    ++s.tiers[tier == kTiers.end() ? 0 : tier - kTiers.begin()];
    if (p > s.p && s.evidence.size() == kSensitiveEvidence) s.evidence.pop_back();
    if (s.evidence.size() < kSensitiveEvidence) s.evidence.insert(p > s.p ? s.evidence.begin() : s.evidence.end(), post.id.text().substr(0, kMostId));
    s.p = std::max(s.p, p);
  }
}

/// Keeps it as it stands: only the last one will be read.
void Fold::add_moment(const Post& post) {
  MomentCount& m = facts_.moment;
  // A late post moves nothing back.
  if (!m.raw.empty() && post.at && facts_.last_at && *post.at < *facts_.last_at) return;
  std::string scratch;
  m.raw = post.moment.raw();
  m.label = post.label.string(scratch);
}

bool Fold::matters() const { return about_brand() || (facts_.moment.label != "ambient" && !facts_.moment.label.empty()); }

StoryFacts Fold::facts() const {
  StoryFacts f = facts_;
  const auto n = static_cast<double>(std::max<std::int64_t>(f.posts, 1));
  for (double* value : {&f.tone.sentiment, &f.tone.anger, &f.tone.insult, &f.tone.hate, &f.tone.irony, &f.tone.positive, &f.tone.negative, &f.tone.angry}) {
    *value = record::rounded(*value / n, 2);
  }
  f.copies = record::rounded(static_cast<double>(copies_) / n, 2);
  f.authors = static_cast<std::int64_t>(authors_.size());
  f.brand.firms = static_cast<std::int64_t>(firms_.size());
  f.terms = most_frequent(terms_, kShownTerms);
  f.hashtags = most_frequent(hashtags_, kShownTerms);
  f.topics = most_frequent(topics_);
  f.brand.products = most_frequent(products_);
  f.brand.competitors = most_frequent(competitors_);
  for (const auto& [id, s] : sensitive_) {
    std::size_t tier = kTiers.size() - 1;
    for (std::int64_t posts = s.tiers[tier]; tier > 0 && posts * 10 < s.posts; posts += s.tiers[--tier]) {
    }
    f.sensitive.push_back({id, std::string(kTiers[tier]), s.posts, record::rounded(s.p, 2), s.evidence});
  }
  record::Document moment;
  moment.parse(facts_.moment.raw);
  f.moment = read_moment(moment.root());
  return f;
}

}  // namespace rtm::score
