#include "classify/moment/trends.hpp"

#include <algorithm>
#include <cmath>

#include "classify/moment/course.hpp"
#include "series/surprise.hpp"

namespace rtm::classify {

namespace {

constexpr std::size_t kShortest = 3;       // bytes of a word that can lead
constexpr std::size_t kMostTerms = 48;     // of a post
constexpr double kFloor = 0.15;            // posts in eight hours that surprise nobody
constexpr double kPrior = 200;             // posts imagined before the first,
constexpr double kPriorShare = 0.02;       // of which any word is in so many
constexpr float kLeast = 2.5F;             // posts now that make a trend
constexpr double kTelling = 0.01;          // a word that a hundredth of all posts hold tells nothing
constexpr std::size_t kMostFiller = 10;    // words
const double kSecondLook = std::log10(2.0);

constexpr double kRises = 3;               // times what is usual
constexpr std::size_t kLongestName = 4;    // words, small ones between not counted
constexpr std::size_t kHeadline = 3;       // words with capitals and none without: they say nothing of names
constexpr std::uint32_t kCalls = 2;        // posts that make a name, and
constexpr double kCallShare = 1.0 / 3;     // of those that lead with the term

bool is_part(const text::Word& word, std::string_view text, std::string_view lang) {
  if (word.kind == text::WordKind::number) return true;
  return word.kind == text::WordKind::word && !text::is_stopword(word, lang) && Course::form_of(word, text, lang) != Course::Form::plain;
}

/// Is there a blank and nothing else between the two?
bool are_next(const text::Word& a, const text::Word& b, std::string_view text) { return b.start == a.end + 1 && text[a.end] == ' '; }

/// Between two parts of one name: "Festival di Sanremo", "March for Life".
bool is_link(const text::Word& word) {
  constexpr std::array<std::string_view, 18> kLinks{"of", "the", "for", "di", "del", "della", "dei", "delle", "de", "des", "du", "da", "do", "das", "dos", "der", "la", "pour"};
  return std::find(kLinks.begin(), kLinks.end(), word.folded) != kLinks.end();
}

/// Are all words of the text that tell something written with a capital, as in a headline?
bool is_headline(std::span<const text::Word> words, std::string_view text, std::string_view lang) {
  std::size_t capitals = 0, plain = 0;
  for (const text::Word& word : words) {
    if (word.kind != text::WordKind::word || text::is_stopword(word, lang)) continue;
    ++(Course::form_of(word, text, lang) == Course::Form::plain ? plain : capitals);
  }
  return capitals >= kHeadline && plain * kHeadline < capitals;
}

}  // namespace

std::string_view Trend::called() const {
  const Names::Given& most = calls.most();
  return most.times >= kCalls && most.times >= kCallShare * own ? std::string_view(most.name) : std::string_view();
}

/// Does a name of the post cover these bytes? A hashtag's sign does not count.
bool Trends::is_entity(std::size_t start, std::size_t end, const Post& post) {
  if (post.text[start] == '#') ++start;
  return std::any_of(post.entities.begin(), post.entities.end(), [&](const text::Name& name) {
    return std::any_of(name.spans.begin(), name.spans.end(), [&](const text::Span& span) { return span.start <= start && span.end >= end; });
  });
}

/// Much more often than on other days?
bool Trends::rises(const Candidate& term) const { return term.counts.now >= kLeast && term.counts.now >= kRises * expected(term); }

std::string_view Trends::rising_tag(const Post& post) const {
  const Candidate* best = nullptr;
  for (const Candidate& c : candidates_) {
    if (c.word->kind != text::WordKind::hashtag || (best && c.excess <= best->excess) || !rises(c)) continue;
    if (!is_entity(c.word->start, c.word->end, post)) best = &c;
  }
  return best ? written(*best, post.text) : std::string_view();
}

/// The names around the term, "Super Bowl" for "Bowl", where they are more than a person's, an organisation's or a place's; or a hashtag
/// that holds it. "" for none.
std::string_view Trends::in_full(const Candidate& term, const Post& post) {
  const auto words = post.words.all();
  const auto here = static_cast<std::size_t>(term.word - words.data());
  if (term.word->kind == text::WordKind::hashtag || Course::form_of(*term.word, post.text, post.lang) == Course::Form::plain) return {};
  const auto is_in = [&](std::size_t i) { return i < words.size() && is_part(words[i], post.text, post.lang); };
  const auto joins = [&](std::size_t i) { return i + 1 < words.size() && are_next(words[i], words[i + 1], post.text); };
  const auto back = [&](std::size_t i) -> std::size_t {
    if (i > 0 && joins(i - 1) && is_in(i - 1)) return 1;
    return i > 1 && joins(i - 1) && joins(i - 2) && is_link(words[i - 1]) && is_in(i - 2) ? 2 : 0;
  };
  const auto ahead = [&](std::size_t i) -> std::size_t {
    if (joins(i) && is_in(i + 1)) return 1;
    return joins(i) && joins(i + 1) && is_link(words[i + 1]) && is_in(i + 2) ? 2 : 0;
  };
  std::size_t first = here, last = here, names = 1;
  if (!is_headline(words, post.text, post.lang)) {
    for (std::size_t step = back(first); step > 0 && names < kLongestName; step = back(first), ++names) first -= step;
    for (std::size_t step = ahead(last); step > 0 && names < kLongestName; step = ahead(last), ++names) last += step;
  }
  if (first < last && !is_entity(words[first].start, words[last].end, post)) return post.text.substr(words[first].start, words[last].end - words[first].start);
  for (const text::Word& tag : words) {
    const auto parts = post.words.parts(tag);
    if (std::any_of(parts.begin(), parts.end(), [&](const text::Word& part) { return part.hash == term.word->hash; })) return post.text.substr(tag.start, tag.end - tag.start);
  }
  return {};
}

void Trends::count_post(Time at) {
  now_ = std::max(now_, at);
  posts_now_.add(at, TermHistory::kNow);
  posts_usual_.add(at, TermHistory::kUsual);
  posts_ = posts_now_.value(now_, TermHistory::kNow);
  posts_before_ = std::max(0.0, posts_usual_.value(now_, TermHistory::kUsual) - posts_);
  if (began_ == Time{}) began_ = at;
}

/// How far the posts before speak for those of now: less, where the stream has become louder, for who has come since was not heard then;
/// and they have to be as many as those of now, or a day's topic passes for what is usual.
double Trends::history() const {
  constexpr double kSpans = static_cast<double>(TermHistory::kUsual / TermHistory::kNow);
  const double lived = 1 - std::exp(-static_cast<double>((now_ - began_).count()) / static_cast<double>(TermHistory::kUsual.count()));
  const double louder = std::max(1.0, (kSpans * lived - 1) * posts_ / (posts_before_ + kPrior));
  return posts_before_ / (posts_before_ + louder * (posts_ + kPrior));
}

/// Posts with the term that eight hours as busy as these should bring, by its share of the weeks before; while those are
/// few, by what is known of words in general.
double Trends::expected(const Candidate& term) const {
  const double before = std::max(0.0F, term.counts.usual - term.counts.now);
  return std::max(posts_ * (before + kPrior * kPriorShare) / (posts_before_ + kPrior), kFloor);
}

const Trends::Candidate* Trends::leading(const Post& post) {
  candidates_.clear();
  for (const text::Word& word : post.words.all()) {
    const bool tag = word.kind == text::WordKind::hashtag;
    if ((!tag && word.kind != text::WordKind::word) || word.folded.size() < kShortest || candidates_.size() == kMostTerms) continue;
    const std::uint64_t hash = tag ? ~word.hash : word.hash;
    if (std::any_of(candidates_.begin(), candidates_.end(), [hash](const Candidate& c) { return c.hash == hash; })) continue;
    history_.expect(hash);
    candidates_.push_back({hash, &word, {}, 0, 0});
  }
  const Candidate* best = nullptr;
  for (Candidate& c : candidates_) {
    c.counts = history_.add(c.hash, post.at);
    const double usual = expected(c);
    c.hourly = series::poisson_excess(c.counts.hour, usual / TermHistory::kHours);
    c.excess = std::max(series::poisson_excess(c.counts.now, usual), c.hourly);
    if ((!best || c.excess > best->excess) && !text::is_stopword(*c.word, post.lang)) best = &c;
  }
  return best;
}

std::string_view Trends::written(const Candidate& term, std::string_view text) { return text.substr(term.word->start, term.word->end - term.word->start); }

Trend& Trends::trend_of(const Candidate& term, std::string_view text, std::string_view lang, Time at) {
  if (trends_.size() >= kMost && !trends_.contains(term.hash)) forget();
  Trend& trend = trends_[term.hash];
  if (trend.posts == 0) trend.term = written(term, text);
  trend.last = std::max(trend.last, at);
  ++trend.posts;
  const bool tag = term.word->kind == text::WordKind::hashtag;
  const Course::Form form = tag ? Course::Form::name : Course::form_of(*term.word, text, lang);
  trend.names += form == Course::Form::name;
  trend.plain += form == Course::Form::plain;
  return trend;
}

/// How far the post says in other words what the posts before it said: near 1 for one piece of news, near 0 where everyone
/// fills in words of one's own. Copies say nothing about that.
void Trends::echo(Trend& trend, const Candidate& lead, bool copied) {
  if (copied) return;
  const double all = posts_ + posts_before_;
  std::size_t telling = 0, known = 0;
  std::array<std::uint32_t, kMostTerms> fresh;
  for (const Candidate& c : candidates_) {
    if (c.hash == lead.hash || c.word->kind == text::WordKind::hashtag || c.counts.usual > kTelling * all + 5) continue;
    const auto word = static_cast<std::uint32_t>(c.hash >> 16) | 1U;
    if (std::find(trend.words.begin(), trend.words.end(), word) != trend.words.end()) ++known;
    fresh[telling++] = word;
  }
  if (telling < 2) return;
  for (std::size_t i = 0; i < telling; ++i) trend.words[trend.next++ % Trend::kWords] = fresh[i];
  trend.echo.add(static_cast<double>(known) / static_cast<double>(telling), trend.posts);
}

/// Is the post another voice, or the same once more?
void Trends::hear(Trend& trend, std::uint64_t original) {
  const bool fresh = std::find(trend.originals.begin(), trend.originals.end(), original) == trend.originals.end();
  if (fresh) trend.originals[trend.next_original++ % Trend::kOriginals] = original;
  trend.voices.add(fresh ? 1 : 0, trend.posts);
}

/// Is the post one of a hashtag game: the tag and a few words of one's own? Is the tag a sentence, or part of one?
void Trends::shape(Trend& trend, const Candidate& lead, const Post& post) {
  if (lead.word->kind != text::WordKind::hashtag) return;
  std::size_t words = 0;
  bool others = false, before = false, after = false;
  const text::Word *first = nullptr, *last = nullptr;
  for (const text::Word& word : post.words.all()) {
    const bool tag = word.kind == text::WordKind::hashtag;
    if (!tag && word.kind != text::WordKind::word && word.kind != text::WordKind::number) continue;
    if (!first) first = &word;
    last = &word;
    words += !tag;
    if (!tag) (&word < lead.word ? before : after) = true;
    others = others || (tag && word.hash != lead.word->hash);
  }
  const bool filled = !others && words > 0 && words <= kMostFiller && (first == lead.word || last == lead.word);
  trend.filled.add(filled ? 1 : 0, trend.posts);
  const auto parts = post.words.parts(*lead.word);
  trend.clause.add(std::any_of(parts.begin(), parts.end(), [&](const text::Word& part) { return text::is_stopword(part, post.lang); }) ? 1 : 0, trend.posts);
  trend.inner.add(before && after ? 1 : 0, trend.posts);
  if (filled) trend.begun.add(first == lead.word ? 1 : 0, ++trend.fills);
}

/// Lets the half go that was used longest ago.
void Trends::forget() {
  std::vector<Time> times;
  times.reserve(trends_.size());
  for (const auto& [hash, trend] : trends_) times.push_back(trend.last);
  const auto middle = times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2);
  std::nth_element(times.begin(), middle, times.end());
  std::erase_if(trends_, [least = *middle](const auto& entry) { return entry.second.last <= least; });
}

Lead::Turn Trends::turn(const Post& post) const {
  const Candidate* best = nullptr;
  for (const Candidate& c : candidates_) {
    const bool name = post.names.find(c.word->folded) != std::string_view::npos;
    if (name || c.counts.hour < kLeast || (best && c.hourly <= best->hourly)) continue;
    if (!text::is_stopword(*c.word, post.lang)) best = &c;
  }
  Lead::Turn turn;
  if (!best) return turn;
  turn.term = written(*best, post.text);
  turn.burst = series::poisson_surprise(best->counts.hour, expected(*best) / TermHistory::kHours);
  turn.novelty = best->counts.now / std::max(best->counts.usual, 1.0F);
  if (const auto trend = trends_.find(best->hash); trend != trends_.end()) {
    const auto share = [&](Trait trait) { return trend->second.traits[index_of(trait)].value(); };
    turn.alarm = std::max(share(Trait::breaking), share(Trait::harm));
  } else {
    turn.alarm = std::max(post.traits[index_of(Trait::breaking)], post.traits[index_of(Trait::harm)]);
  }
  return turn;
}

Lead Trends::add(const Post& post) {
  count_post(post.at);
  const Candidate* term = leading(post);
  Lead lead;
  lead.history = history();
  if (!term) return lead;
  const double usual = expected(*term);
  lead.term = written(*term, post.text);
  lead.word = term->word->hash;
  lead.now = term->counts.now;
  lead.usual = std::max(0.0F, term->counts.usual - term->counts.now);
  if (term->counts.now < kLeast) return lead;
  lead.burst = std::max({0.0, series::poisson_surprise(term->counts.now, usual), series::poisson_surprise(term->counts.hour, usual / TermHistory::kHours) - kSecondLook});
  Trend& trend = trend_of(*term, post.text, post.lang, post.at);
  for (std::size_t i = 0; i < kTraits; ++i) trend.traits[i].add(post.traits[i], trend.posts);
  if (post.occasion != Majority::kNone) trend.occasions.add(post.occasion);
  echo(trend, *term, post.copied);
  hear(trend, post.original);
  trend.joiners.add(post.voice);
  shape(trend, *term, post);
  if (!post.copied) {
    ++trend.own;
    const std::string_view name = in_full(*term, post);
    if (!name.empty()) trend.calls.add(name);
  }
  lead.called = trend.called();
  lead.rises = rises(*term);
  lead.entity = is_entity(term->word->start, term->word->end, post);
  lead.tag = rising_tag(post);
  lead.trend = &trend;
  if (!post.names.empty()) lead.turn = turn(post);
  return lead;
}

}  // namespace rtm::classify
