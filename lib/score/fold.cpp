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
constexpr std::size_t kShownEvidence = 5;
constexpr std::size_t kMostRead = 4096;      // bytes of a post
constexpr std::size_t kMostText = 280;       // bytes
constexpr std::size_t kMostId = 1024;        // bytes of an id or an address; longer ones are nobody's
constexpr std::size_t kMostName = 128;       // bytes of a name in a table
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
  id = utf8::prefix(id, kMostName);
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

constexpr record::Names kMetrics{"likes", "reposts", "replies", "quotes"};
constexpr record::Names kAuthor{"id", "handle"};
constexpr record::Names kBrand{"mention", "own", "addressed", "reproached", "products", "competitors"};
constexpr record::Names kTone{"sentiment", "anger", "insult", "hate", "irony"};
constexpr record::Names kTag{"id", "tier", "p"};

std::int64_t engagement(Value metrics) {
  std::int64_t sum = 0;
  for (const Value count : kMetrics.in(metrics)) sum += std::max<std::int64_t>(0, count.integer().value_or(0));
  return sum;
}

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

/// Keeps the first posts, and of the others those that people answered to most; a repost only while there is nothing else.
void Fold::add_candidate(const Post& post, std::string_view text) {
  Candidate candidate;
  candidate.repost = post.repost_of.exists();
  if (candidate.repost && !candidates_.empty()) return;
  candidate.engagement = engagement(post.metrics);
  if (candidates_.size() == 1 && candidates_.front().repost) candidates_.clear();
  const auto same = std::find_if(candidates_.begin(), candidates_.end(), [&](const Candidate& c) { return c.post.text == text; });
  if (same != candidates_.end()) return;
  std::size_t place = candidates_.size();
  if (place == kCandidates) {
    const auto least = std::min_element(candidates_.begin() + kFirstCandidates, candidates_.end(),
                                        [](const Candidate& a, const Candidate& b) { return a.engagement < b.engagement; });
    if (least->engagement >= candidate.engagement) return;
    place = static_cast<std::size_t>(least - candidates_.begin());
  } else {
    candidates_.emplace_back();
  }
  const auto bounded = [](Value value) {
    std::string name = value.text();
    return name.size() > kMostId ? std::string() : name;
  };
  candidate.lang = post.lang.text().substr(0, kMostName);
  candidate.post = {bounded(post.id), bounded(post.url), std::string(utf8::prefix(text, kMostText)), post.at};
  candidates_[place] = std::move(candidate);
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

void Fold::withdraw(const std::function<bool(std::string_view id)>& is_withdrawn) {
  std::erase_if(candidates_, [&](const Candidate& c) { return is_withdrawn(c.post.id); });
}

bool Fold::matters() const { return about_brand() || (facts_.moment.label != "ambient" && !facts_.moment.label.empty()); }

/// The post whose words are the story's own: the mean weight of its distinct words among the most frequent.
const Fold::Candidate* Fold::most_typical() const {
  text::Words words;
  const Candidate* best = nullptr;
  double highest = -1;
  std::vector<std::uint64_t> seen;
  for (const Candidate& candidate : candidates_) {
    words.analyse(candidate.post.text);
    seen.clear();
    double sum = 0;
    for (const text::Word& word : words.all()) {
      const std::uint64_t hash = word.kind == text::WordKind::link ? text::word_hash(word.folded) : word.hash;
      if (std::find(seen.begin(), seen.end(), hash) != seen.end()) continue;
      seen.push_back(hash);
      const std::int64_t posts = (word.kind == text::WordKind::hashtag ? hashtags_ : terms_).posts(hash);
      if (posts > 0) sum += static_cast<double>(posts - 1);
    }
    const double typical = sum / std::sqrt(static_cast<double>(seen.size()) + 4);
    if (typical > highest) {
      highest = typical;
      best = &candidate;
    }
  }
  return best;
}

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

void Fold::show(StoryFacts& facts, std::string& title, std::string& lang) const {
  const Candidate* typical = most_typical();
  title = typical ? typical->post.text : "";
  lang = typical ? typical->lang : "";
  if (typical) facts.evidence.push_back(typical->post);
  for (const Candidate& candidate : candidates_) {
    if (&candidate != typical && facts.evidence.size() < kShownEvidence) facts.evidence.push_back(candidate.post);
  }
}

}  // namespace rtm::score
