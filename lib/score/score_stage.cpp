#include "score/score_stage.hpp"

#include <xxhash.h>

#include <algorithm>
#include <tuple>
#include <utility>

#include "base/error.hpp"
#include "score/story_json.hpp"

namespace rtm::score {

namespace {

constexpr double kProminent = 0.05;           // of all posts: a story is told even if it is chatter and nobody's business
constexpr std::uint64_t kForgetEvery = 50'000;  // posts

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

void ScoreStage::check_profile(const record::Record& in, record::Value made_with) const {
  std::string scratch;
  const std::string_view hash = made_with.string(scratch);
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
    case record::Kind::tombstone: stories_.withdraw(in["id"].text()); [[fallthrough]];
    default: out.pass(in);
  }
}

/// True for a post later than --now. Remembers the two newest times of the others.
bool ScoreStage::is_future(const std::optional<Time>& at) {
  if (!at) return false;
  if (options_.now && *at > *options_.now) return true;
  if (!newest_ || *at > *newest_) {
    second_ = newest_;
    newest_ = at;
  } else if (!second_ || *at > *second_) {
    second_ = at;
  }
  return false;
}

bool ScoreStage::seen_before(const Post& post) {
  std::string scratch;
  const std::string_view id = post.id.string(scratch);
  return !id.empty() && recent_.seen(XXH3_64bits(id.data(), id.size()));
}

void ScoreStage::take_post(const record::Record& in, stage::Output& out) {
  const Post post(in);
  if (!post.classify.is_object()) return out.reject(in, 0, "a post without a member classify: run rtm-classify first");
  check_profile(in, post.profile);
  if (options_.posts == Posts::keep) out.pass(in);
  if (is_future(post.at) || seen_before(post)) return;
  stories_.add(post);
  if (++taken_ % kForgetEvery == 0) stories_.forget(reached() - options_.max_age);
}

void ScoreStage::take_opportunity(const record::Record& in) {
  check_profile(in, in["score"]["profile"]);
  if (const auto as_of = parse_time(in["as_of"].text()); as_of && (!newest_ || *as_of > *newest_)) newest_ = second_ = as_of;
  given_.add(in);
}

bool ScoreStage::history(bool about_brand, const std::optional<Time>& last_at, Time now) const {
  return !about_brand && last_at && now - *last_at > options_.max_age;
}

bool ScoreStage::worthless(const Opportunity& o, std::int64_t posts) const {
  if (o.about_brand) return false;
  if (o.score.value < options_.min_value) return true;
  const bool prominent = static_cast<double>(o.posts) >= kProminent * static_cast<double>(posts);
  return o.posts < min_posts() || (o.ambient && o.score.value == 0 && !prominent);
}

ScoreStage::Opportunity ScoreStage::valued(const std::string& id, const StoryFacts& facts, Time now) const {
  Opportunity o;
  o.id = id;
  o.score = score_of(facts, profile(), now);
  o.posts = facts.posts;
  o.about_brand = facts.brand.mentions > 0;
  o.ambient = facts.moment.label.empty() || facts.moment.label == "ambient";
  return o;
}

/// What is shown of a story is worked out for those that will be shown only.
void ScoreStage::gather_stories(Time now, std::int64_t posts, std::vector<Opportunity>& all) {
  for (const auto& [id, fold] : stories_.worth()) {
    if (history(fold->about_brand(), fold->last_at(), now)) continue;
    StoryFacts facts = fold->facts();
    Opportunity o = valued(id, facts, now);
    if (worthless(o, posts)) continue;
    fold->show(facts, o.title, o.lang);
    writer_.clear();
    write(facts, writer_);
    o.story = writer_.text();
    all.push_back(std::move(o));
  }
}

void ScoreStage::gather_given(Time now, std::int64_t posts, std::vector<Opportunity>& all) const {
  record::Document again;
  for (const auto& [id, given] : given_.all()) {
    again.parse(given.story);
    const StoryFacts facts = read_story(given.story.empty() ? record::Value{} : again.root());
    if (history(facts.brand.mentions > 0, facts.last_at, now)) continue;
    Opportunity o = valued(id, facts, now);
    if (worthless(o, posts)) continue;
    o.title = given.title;
    o.lang = given.lang;
    o.story = given.story;
    all.push_back(std::move(o));
  }
}

/// The newest time seen, unless it stands alone.
Time ScoreStage::reached() const {
  const bool alone = newest_ && second_ && *newest_ - *second_ > options_.max_skew;
  return (alone ? second_ : newest_).value_or(Time{});
}

void ScoreStage::finish(stage::Output& out) {
  const Time now = options_.now.value_or(reached());
  const std::int64_t posts = stories_.posts_since(now - options_.max_age);
  std::vector<Opportunity> all;
  gather_stories(now, posts, all);
  gather_given(now, posts, all);
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
