#include "score/fold.hpp"

#include <xxhash.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "base/utf8.hpp"
#include "record/writer.hpp"
#include "score/story_json.hpp"

namespace rtm::score {

namespace {

using record::Value;

constexpr std::size_t kShownTerms = 12;
constexpr std::size_t kShownEvidence = 5;
constexpr std::size_t kMostText = 280;       // bytes
constexpr std::size_t kMostId = 1024;        // bytes of an id or an address; longer ones are nobody's
constexpr std::size_t kMostName = 128;       // bytes of a name in a table
constexpr std::size_t kMostKinds = 32;       // of sources, of claims, of sensitive matter
constexpr std::size_t kShortestTerm = 3;     // bytes
constexpr std::size_t kSensitiveEvidence = 3;
constexpr double kLeaning = 0.05;            // VADER's border of positive and negative
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

std::vector<Count> most_frequent(const Counts& counts, std::size_t most) {
  std::vector<Count> all;
  for (const auto& [id, n] : counts) all.push_back({id, n});
  std::sort(all.begin(), all.end(), [](const Count& a, const Count& b) { return a.posts != b.posts ? a.posts > b.posts : a.id < b.id; });
  if (all.size() > most) all.resize(most);
  return all;
}

std::int64_t engagement(Value metrics) {
  std::int64_t sum = 0;
  for (const char* what : {"likes", "reposts", "replies", "quotes"}) sum += std::max<std::int64_t>(0, metrics[what].integer().value_or(0));
  return sum;
}

bool asks(Value classify) {
  const std::string kind = classify["claim"]["kind"].text();
  const Value tone = classify["tone"];
  return kind == "question" || tone["sentiment"].number().value_or(0) <= -0.3 || tone["anger"].number().value_or(0) >= kYes ||
         tone["insult"].number().value_or(0) >= kYes;
}

}  // namespace

void Fold::thin(Counts& counts) {
  if (counts.size() < kMostTerms * 2) return;
  std::vector<std::int64_t> all;
  for (const auto& [key, n] : counts) all.push_back(n);
  std::nth_element(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(kMostTerms), all.end(), std::greater<>());
  const std::int64_t least = all[kMostTerms];
  std::erase_if(counts, [least](const auto& entry) { return entry.second <= least; });
}

/// Counts each of `names` once, however often it is there, and makes room: what is rare in a story is none of its words.
void Fold::count_once(Counts& counts, std::vector<std::string_view>& names) {
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  for (const std::string_view name : names) count(counts, name, kMostTerms * 2);
  thin(counts);
}

void Fold::add(const record::Record& post, text::Words& words) {
  const Value classify = post["classify"];
  ++facts_.posts;
  add_time(post);
  add_source(post);
  add_words(post, words);
  add_brand(post, classify);
  if (facts_.parent.empty()) facts_.parent = utf8::prefix(classify["parent"].text(), kMostId);
  add_tone(classify["tone"]);
  std::string scratch;
  add_sensitive(classify["sensitive"], post["id"]);
  add_moment(classify["moment"]);
  count(facts_.claims, classify["claim"]["kind"].string(scratch), kMostKinds);
  for (const Value topic : classify["topics"].elements()) count(topics_, topic["id"].string(scratch), kMostTerms);
  if (post["repost_of"].exists() || post["copy_of"].exists()) ++copies_;
}

void Fold::add_time(const record::Record& post) {
  std::string scratch;
  const auto at = parse_time(post["published_at"].string(scratch));
  moment_at_ = at;
  if (!at) return;
  facts_.rate.add(*at);
  facts_.first_at = std::min(facts_.first_at.value_or(*at), *at);
  facts_.last_at = std::max(facts_.last_at.value_or(*at), *at);
}

void Fold::add_source(const record::Record& post) {
  std::string scratch;
  const std::string_view kind = post["source_kind"].string(scratch);
  count(facts_.sources, kind.empty() ? "other" : kind, kMostKinds);
  if (kind == "news" || kind == "blog") count(facts_.sourced, post["source"].string(scratch), kMostAuthors);
  const Value author = post["author"];
  const std::string_view id = author["id"].exists() ? author["id"].string(scratch) : author["handle"].string(scratch);
  if (id.empty()) return;
  if (authors_.size() < kMostAuthors) authors_.insert(hash_of(id));
  if (firms_.size() < kMostAuthors && post["classify"]["moment"]["firm"].boolean().value_or(false)) firms_.insert(hash_of(id));
}

void Fold::add_words(const record::Record& post, text::Words& words) {
  std::string title, body, lang;
  std::string text(post["title"].string(title));
  if (!text.empty()) text += '\n';
  text += post["text"].string(body);
  text.resize(utf8::prefix(text, 4096).size());
  words.analyse(text);
  const std::string_view code = post["lang"].string(lang);
  std::vector<std::string_view> terms, tags;
  for (const text::Word& word : words.all()) {
    const bool tag = word.kind == text::WordKind::hashtag;
    if (!tag && (word.kind != text::WordKind::word || word.folded.size() < kShortestTerm || text::is_stopword(word.folded, code))) continue;
    (tag ? tags : terms).push_back(word.folded);
  }
  count_once(terms_, terms);
  count_once(hashtags_, tags);
  add_candidate(post, title.empty() ? text : text.substr(0, text.find('\n')));
}

/// Keeps the first posts, and of the others those that people answered to most; a repost only while there is nothing else.
void Fold::add_candidate(const record::Record& post, std::string_view text) {
  Candidate candidate;
  candidate.repost = post["repost_of"].exists();
  if (candidate.repost && !candidates_.empty()) return;
  candidate.engagement = engagement(post["metrics"]);
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
  const auto bounded = [&](const char* member) {
    std::string value = post[member].text();
    return value.size() > kMostId ? std::string() : value;
  };
  candidate.lang = post["lang"].text().substr(0, kMostName);
  candidate.post = {bounded("id"), bounded("url"), std::string(utf8::prefix(text, kMostText)), parse_time(post["published_at"].text())};
  candidates_[place] = std::move(candidate);
}

void Fold::add_brand(const record::Record& post, Value classify) {
  const Value brand = classify["brand"];
  std::string scratch;
  const auto at = parse_time(post["published_at"].string(scratch));
  const bool own = brand["own"].boolean().value_or(false), addressed = brand["addressed"].boolean().value_or(false);
  facts_.brand.mentions += brand["mention"].boolean().value_or(false) ? 1 : 0;
  facts_.brand.own += own ? 1 : 0;
  facts_.brand.addressed += addressed ? 1 : 0;
  facts_.brand.asking += addressed && asks(classify) ? 1 : 0;
  for (const Value product : brand["products"].elements()) count(products_, product.string(scratch), kMostTerms);
  for (const Value competitor : brand["competitors"].elements()) count(competitors_, competitor.string(scratch), kMostTerms);
  if (own && at && (!own_at_ || *at > *own_at_)) {
    own_at_ = at;
    facts_.brand.unattended_since.reset();
  } else if (addressed && at && (!own_at_ || *at > *own_at_)) {
    facts_.brand.unattended_since = std::min(facts_.brand.unattended_since.value_or(*at), *at);
  }
}

void Fold::add_tone(Value tone) {
  const auto rate = [&](const char* what) { return tone[what].number().value_or(0); };
  auto& sum = facts_.tone;
  sum.sentiment += rate("sentiment");
  sum.anger += rate("anger");
  sum.insult += rate("insult");
  sum.hate += rate("hate");
  sum.irony += rate("irony");
  sum.positive += rate("sentiment") > kLeaning ? 1 : 0;
  sum.negative += rate("sentiment") < -kLeaning ? 1 : 0;
  sum.angry += std::max({rate("anger"), rate("insult"), rate("hate")}) >= kYes ? 1 : 0;
}

void Fold::add_sensitive(Value tags, Value post_id) {
  for (const Value tag : tags.elements()) {
    const double p = tag["p"].number().value_or(0);
    const std::string name = tag["id"].text().substr(0, kMostName), id = post_id.text().substr(0, kMostId);
    if (p < kYes || (sensitive_.size() >= kMostKinds && !sensitive_.contains(name))) continue;
    Sensitive& s = sensitive_[name];
    ++s.posts;
    const auto tier = std::find(kTiers.begin(), kTiers.end(), tag["tier"].text());
    ++s.tiers[tier == kTiers.end() ? 0 : tier - kTiers.begin()];
    if (p > s.p && s.evidence.size() == kSensitiveEvidence) s.evidence.pop_back();
    if (s.evidence.size() < kSensitiveEvidence) s.evidence.insert(p > s.p ? s.evidence.begin() : s.evidence.end(), id);
    s.p = std::max(s.p, p);
  }
}

void Fold::add_moment(Value moment) {
  MomentCount& m = facts_.moment;
  // A late post moves nothing back.
  if (!m.raw.empty() && moment_at_ && facts_.last_at && *moment_at_ < *facts_.last_at) return;
  m = read_moment(moment);
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
  for (const Candidate& candidate : candidates_) {
    words.analyse(candidate.post.text);
    std::unordered_set<std::string_view> seen;
    double sum = 0;
    for (const text::Word& word : words.all()) {
      if (!seen.insert(word.folded).second) continue;
      const auto& table = word.kind == text::WordKind::hashtag ? hashtags_ : terms_;
      const auto found = table.find(word.folded);
      if (found != table.end()) sum += static_cast<double>(found->second - 1);
    }
    const double typical = sum / std::sqrt(static_cast<double>(seen.size()) + 4);
    if (typical > highest) {
      highest = typical;
      best = &candidate;
    }
  }
  return best;
}

StoryFacts Fold::facts(std::string& title, std::string& lang) const {
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
  f.topics = most_frequent(topics_, topics_.size());
  f.brand.products = most_frequent(products_, products_.size());
  f.brand.competitors = most_frequent(competitors_, competitors_.size());
  for (const auto& [id, s] : sensitive_) {
    std::size_t tier = kTiers.size() - 1;
    for (std::int64_t posts = s.tiers[tier]; tier > 0 && posts * 10 < s.posts; posts += s.tiers[--tier]) {
    }
    f.sensitive.push_back({id, std::string(kTiers[tier]), s.posts, record::rounded(s.p, 2), s.evidence});
  }
  const Candidate* typical = most_typical();
  title = typical ? typical->post.text : "";
  lang = typical ? typical->lang : "";
  if (typical) f.evidence.push_back(typical->post);
  for (const Candidate& candidate : candidates_) {
    if (&candidate != typical && f.evidence.size() < kShownEvidence) f.evidence.push_back(candidate.post);
  }
  return f;
}

}  // namespace rtm::score
