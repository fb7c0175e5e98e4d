// What a story shows of itself: a few of its posts, and one of them as its title.
#include <algorithm>
#include <cmath>

#include "base/utf8.hpp"
#include "record/names.hpp"
#include "score/fold.hpp"

namespace rtm::score {

namespace {

using record::Value;

constexpr std::size_t kShownEvidence = 5;
constexpr std::size_t kMostText = 280;            // bytes
constexpr double kAsked = 0.6, kPassedOn = 0.7;   // of what a question and a repost count for as a title,
constexpr double kAside = 0.5;                    // and what does not name the brand in a story that does

constexpr record::Names kMetrics{"likes", "reposts", "replies", "quotes"};

std::int64_t engagement(Value metrics) {
  std::int64_t sum = 0;
  for (const Value count : kMetrics.in(metrics)) sum += std::max<std::int64_t>(0, count.integer().value_or(0));
  return sum;
}

/// A title's words; the text itself where it has no others than links.
std::string without_links(const std::string& text) {
  text::Words words;
  words.analyse(text);
  std::string rest;
  std::size_t from = 0;
  for (const text::Word& word : words.all()) {
    if (word.kind != text::WordKind::link) continue;
    rest.append(text, from, word.start - from);
    from = word.end;
    while (from < text.size() && text[from] == ' ') ++from;
  }
  rest.append(text, from);
  rest.erase(rest.find_last_not_of(" \n\t") + 1);
  return rest.empty() ? text : rest;
}

}  // namespace

/// Keeps the first posts, and of the others those that people answered to most; of a text its author's post rather than a repost.
void Fold::add_candidate(const Post& post, std::string_view text) {
  Candidate candidate;
  candidate.repost = post.repost_of.exists();
  candidate.engagement = engagement(post.metrics);
  const std::string_view cut = utf8::prefix(text, kMostText);
  const auto same = std::find_if(candidates_.begin(), candidates_.end(), [&](const Candidate& c) { return c.post.text == cut; });
  if (same != candidates_.end() && (candidate.repost || !same->repost)) return;
  if (same != candidates_.end()) candidates_.erase(same);
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
  std::string scratch;
  candidate.asks = post.claim["kind"].string(scratch) == "question" && !post.brand["addressed"].boolean().value_or(false);
  candidate.ours = post.brand["mention"].boolean().value_or(false);
  candidate.lang = post.lang.text().substr(0, kMostName);
  candidate.post = {bounded(post.id), bounded(post.url), std::string(cut), post.at};
  candidates_[place] = std::move(candidate);
}

void Fold::withdraw(const std::function<bool(std::string_view id)>& is_withdrawn) {
  std::erase_if(candidates_, [&](const Candidate& c) { return is_withdrawn(c.post.id); });
}

/// The post whose words are the story's own: the mean weight of its distinct words among the most frequent. What is told comes
/// before what is asked, its author before who passes it on, and what names the brand before what does not.
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
    const double telling = (candidate.asks ? kAsked : 1) * (candidate.repost ? kPassedOn : 1) * (about_brand() && !candidate.ours ? kAside : 1);
    const double typical = telling * sum / std::sqrt(static_cast<double>(seen.size()) + 4);
    if (typical > highest) {
      highest = typical;
      best = &candidate;
    }
  }
  return best;
}

void Fold::show(StoryFacts& facts, std::string& title, std::string& lang) const {
  const Candidate* typical = most_typical();
  title = typical ? without_links(typical->post.text) : "";
  lang = typical ? typical->lang : "";
  if (typical) facts.evidence.push_back(typical->post);
  for (const Candidate& candidate : candidates_) {
    if (&candidate != typical && facts.evidence.size() < kShownEvidence) facts.evidence.push_back(candidate.post);
  }
}

}  // namespace rtm::score
