#include "score/score_stage.hpp"

#include <xxhash.h>

#include <algorithm>
#include <tuple>
#include <utility>

#include "base/error.hpp"
#include "score/story_json.hpp"

namespace rtm::score {

namespace {

constexpr std::size_t kRemembered = 400'000;  // ids of posts in each half
constexpr double kProminent = 0.05;           // of all posts: a story is told even if it is chatter and nobody's business

std::string time_or_empty(const std::optional<Time>& t) { return t ? format_time(*t) : std::string(); }

void write_gates(const Score& s, record::Writer& out) {
  out.key("gates").begin_array();
  for (const Gate& gate : s.gates) {
    out.begin_object().member("id", std::string_view(gate.id)).member("pass", gate.pass).member("why", std::string_view(gate.why)).end_object();
  }
  out.end_array();
}

void write_fit(const Fit& f, record::Writer& out) {
  out.key("fit").begin_object().member("value", f.value, 2).member("perimeter", f.perimeter, 2).member("product", f.product, 2);
  out.member("values", f.values, 2).key("theme");
  if (f.theme.empty()) {
    out.null();
  } else {
    out.string(f.theme);
  }
  out.end_object();
}

void write_score(const Score& s, std::int64_t rank, const brand::Profile* profile, record::Writer& out) {
  out.begin_object();
  if (profile) out.member("profile", std::string_view(profile->hash));
  out.member("value", s.value, 2).member("rank", rank);
  write_gates(s, out);
  write_fit(s.fit, out);
  out.key("audience").begin_object().member("primary", s.audience.primary, 2).member("secondary", s.audience.secondary, 2);
  out.member("generic", s.audience.generic, 2).member("strength", std::string_view(s.audience.strength)).end_object();
  out.key("timing").begin_object().member("phase", name(s.timing.phase));
  if (s.timing.opens_at) out.member("opens_at", std::string_view(time_or_empty(s.timing.opens_at)));
  if (s.timing.closes_at) out.member("closes_at", std::string_view(time_or_empty(s.timing.closes_at)));
  out.end_object();
  out.key("clutter").begin_object().member("brands", s.clutter.brands).member("saturation", s.clutter.saturation, 2).end_object();
  out.member("difference", s.difference, 2).member("stir", s.stir, 2).key("why").begin_array();
  for (const std::string& why : s.why) out.string(why);
  out.end_array().end_object();
}

}  // namespace

void ScoreStage::check_profile(const record::Record& in, record::Value member) const {
  const std::string hash = member["profile"].text();
  if (!profile() || hash == profile()->hash) return;
  throw Error(std::string(in.place().file) + ":" + std::to_string(in.place().line) +
              (hash.empty() ? ": made without a brand profile" : ": made with another brand profile") + ": run rtm-classify -b " + profile()->path + " first");
}

std::int64_t ScoreStage::min_posts() const {
  if (options_.min_posts) return *options_.min_posts;
  return profile() ? profile()->thresholds.min_posts : brand::Thresholds{}.min_posts;
}

void ScoreStage::process(const record::Record& in, stage::Output& out) {
  switch (in.kind()) {
    case record::Kind::post: take_post(in, out); break;
    case record::Kind::opportunity: take_opportunity(in); break;
    case record::Kind::tombstone: take_tombstone(in); [[fallthrough]];
    default: out.pass(in);
  }
}

/// True for a post later than --now. Remembers the two newest times otherwise.
bool ScoreStage::is_future(const record::Record& post) {
  std::string scratch;
  const auto at = parse_time(post["published_at"].string(scratch));
  if (!at) return false;
  if (options_.now) return *at > *options_.now;
  if (!newest_ || *at > *newest_) {
    second_ = newest_;
    newest_ = at;
  } else if (!second_ || *at > *second_) {
    second_ = at;
  }
  return false;
}

bool ScoreStage::seen_before(const record::Record& post) {
  std::string scratch;
  const std::string_view id = post["id"].string(scratch);
  if (id.empty()) return false;
  const std::uint64_t hash = XXH3_64bits(id.data(), id.size());
  if (older_.contains(hash)) return true;
  if (recent_.size() >= kRemembered) older_ = std::exchange(recent_, {});
  return !recent_.insert(hash).second;
}

void ScoreStage::take_post(const record::Record& post, stage::Output& out) {
  const record::Value classify = post["classify"];
  if (!classify.is_object()) return out.reject(post, 0, "a post without a member classify: run rtm-classify first");
  check_profile(post, classify);
  if (options_.posts == Posts::keep) out.pass(post);
  if (is_future(post) || seen_before(post)) return;
  std::string scratch;
  const std::string story(classify["story"].string(scratch)), same(classify["same_as"].string(scratch));
  Fold& fold = stories_[story];
  fold.add(post, words_);
  if (!same.empty() && same != story) {
    if (auto other = stories_.extract(same)) fold.absorb(std::move(other.mapped()));
  }
  if (stories_.size() > kMostStories) make_room();
}

void ScoreStage::take_opportunity(const record::Record& in) {
  const StoryFacts facts = read_story(in["story"]);
  check_profile(in, in["score"]);
  if (const auto as_of = parse_time(in["as_of"].text()); as_of && (!newest_ || *as_of > *newest_)) newest_ = second_ = as_of;
  given_.insert_or_assign(in["id"].text(), Given{in["title"].text(), in["lang"].text(), std::string(in["story"].raw()), facts});
}

void ScoreStage::take_tombstone(const record::Record& in) {
  const std::string id = in["id"].text();
  for (auto& [story, fold] : stories_) fold.withdraw(id);
}

/// Lets a quarter go: first what matters to nobody, then what has been silent longest.
void ScoreStage::make_room() {
  std::vector<std::tuple<bool, bool, Time, std::string>> all;
  for (const auto& [id, fold] : stories_) all.emplace_back(fold.matters(), fold.posts() >= min_posts(), fold.last_at().value_or(Time{}), id);
  const auto quarter = all.begin() + static_cast<std::ptrdiff_t>(all.size() / 4);
  std::nth_element(all.begin(), quarter, all.end());
  for (auto entry = all.begin(); entry != quarter; ++entry) stories_.erase(std::get<3>(*entry));
}

bool ScoreStage::history(const StoryFacts& facts, Time now) const {
  return facts.brand.mentions == 0 && facts.last_at && now - *facts.last_at > options_.max_age;
}

/// Posts of the stories that are not history.
std::int64_t ScoreStage::recent_posts(Time now) const {
  std::int64_t posts = 0;
  for (const auto& [id, fold] : stories_) posts += fold.last_at() && now - *fold.last_at() > options_.max_age ? 0 : fold.posts();
  return posts;
}

bool ScoreStage::dropped(const Opportunity& o, std::int64_t posts) const {
  if (o.about_brand) return false;
  if (o.score.value < options_.min_value) return true;
  const bool prominent = static_cast<double>(o.posts) >= kProminent * static_cast<double>(posts);
  return o.posts < min_posts() || (o.ambient && o.score.value == 0 && !prominent);
}

void ScoreStage::gather(Time now, std::vector<Opportunity>& all) {
  const std::int64_t posts = recent_posts(now);
  const auto add = [&](const std::string& id, std::string title, std::string lang, const StoryFacts& facts, std::string story) {
    if (history(facts, now)) return;
    Opportunity o{id, std::move(title), std::move(lang), std::move(story), score_of(facts, profile(), now), facts.posts, facts.brand.mentions > 0,
                  facts.moment.label.empty() || facts.moment.label == "ambient"};
    if (!dropped(o, posts)) all.push_back(std::move(o));
  };
  for (const auto& [id, fold] : stories_) {
    if (!fold.about_brand() && fold.posts() < min_posts()) continue;
    std::string title, lang;
    const StoryFacts facts = fold.facts(title, lang);
    writer_.clear();
    write(facts, writer_);
    add(id, title, lang, facts, std::string(writer_.text()));
  }
  for (const auto& [id, given] : given_) add(id, given.title, given.lang, given.facts, given.raw);
}

void ScoreStage::finish(stage::Output& out) {
  if (newest_ && second_ && *newest_ - *second_ > options_.max_skew) newest_ = second_;
  const Time now = options_.now ? *options_.now : newest_.value_or(Time{});
  std::vector<Opportunity> all;
  gather(now, all);
  std::sort(all.begin(), all.end(), [](const Opportunity& a, const Opportunity& b) {
    return std::tie(b.score.value, b.posts, a.id) < std::tie(a.score.value, a.posts, b.id);
  });
  std::int64_t rank = 0;
  for (const Opportunity& o : all) {
    ++rank;
    if (options_.top > 0 && rank > options_.top && !o.about_brand) continue;
    emit(o, rank, now, out);
  }
}

void ScoreStage::emit(const Opportunity& o, std::int64_t rank, Time now, stage::Output& out) {
  writer_.clear();
  writer_.begin_object().member("kind", "opportunity").member("id", std::string_view(o.id));
  writer_.member("as_of", std::string_view(format_time(now))).member("title", std::string_view(o.title)).member("lang", std::string_view(o.lang));
  writer_.key("story").raw(o.story);
  writer_.key("score");
  write_score(o.score, rank, profile(), writer_);
  writer_.end_object();
  out.emit(writer_.text());
}

}  // namespace rtm::score
