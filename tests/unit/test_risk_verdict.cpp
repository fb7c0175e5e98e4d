#include <catch2/catch.hpp>

#include <algorithm>

#include "base/zone.hpp"
#include "risk/risk.hpp"
#include "risk/sentence.hpp"

using namespace rtm::risk;
namespace brand = rtm::brand;

namespace {

rtm::Time at(const char* text) { return *rtm::parse_time(text); }

/// A profile that lacks nothing; everybody is always on duty.
brand::Profile ready() {
  brand::Profile p;
  p.brand.name = "Granvela";
  p.market = p.positioning = p.site = "x";
  p.social = brand::Presence::managed;
  p.policy.path = "x";
  brand::Theme theme;
  theme.id = "cucina";
  theme.swot.strengths = {"x"};
  p.themes = {theme};
  p.perimeter = {"pasta"};
  p.goals = {{"g", "m"}};
  for (const char* role : {"owner", "decider", "legal"}) {
    brand::Role r;
    r.role = r.name = role;
    r.minutes = 10;
    p.roles.push_back(r);
  }
  p.definition = *brand::named_definition("strict");
  return p;
}

/// A story that fits, is corroborated and has an hour left.
Matter story() {
  Matter m;
  m.as_of = at("2026-02-16T21:00:00Z");
  m.posts = m.authors = 20;
  m.label = "breaking";
  m.predictability = "unplanned";
  m.rtm = true;
  m.claims["assertion"] = 0.9;
  m.tone.positive = 0.4;
  m.score.there = true;
  m.score.theme = "cucina";
  m.score.closes_at = at("2026-02-16T22:00:00Z");
  return m;
}

Judgement judged(const Matter& m, const brand::Profile& p) { return judge(m, &p, rtm::Zone()); }

bool has_tag(const Judgement& j, const std::string& id) {
  return std::any_of(j.tags.begin(), j.tags.end(), [&](const Tag& t) { return t.id == id; });
}

}  // namespace

TEST_CASE("a fitting, corroborated, untagged story gets go, with the owner's minutes [001.17] [004.10]") {
  const Judgement j = judged(story(), ready());
  CHECK(j.verdict == Verdict::go);
  REQUIRE(j.path.approvals.size() == 1);
  CHECK(j.path.approvals[0].role == "owner");
  CHECK(j.path.minutes == 10);
}

TEST_CASE("a tragedy is never exploited, whatever else holds [002.36] [F01]") {
  for (const char* id : {"death_injury", "disaster", "terrorism"}) {
    Matter m = story();
    m.sensitive = {{id, "medium", 0.9, 0.5, {"a"}}};
    const Judgement j = judged(m, ready());
    CHECK(j.verdict == Verdict::no_go);
    CHECK(j.reason == "no_go.tragedy");
    CHECK(j.tags[0].why.starts_with("F01"));
    CHECK(j.tags[0].evidence == std::vector<std::string>{"a"});
  }
}

TEST_CASE("a passing mention in a large story does not veto it") {
  Matter m = story();
  m.sensitive = {{"death_injury", "medium", 0.9, 0.02, {"a"}}};
  CHECK(judged(m, ready()).verdict == Verdict::go);
}

TEST_CASE("one's own customers are a duty before anything else, and show since when nobody answers [004.4] [004.6]") {
  Matter m = story();
  m.label = "customer";
  m.brand.mentions = m.brand.addressed = 1;
  m.brand.asking = 0.8;
  m.brand.unattended_since = at("2026-02-16T08:00:00Z");
  m.sensitive = {{"death_injury", "medium", 0.9, 0.5, {}}};
  m.score.closes_at = at("2026-02-16T20:00:00Z");
  const Judgement j = judged(m, ready());
  CHECK(j.verdict == Verdict::respond);
  CHECK(j.reason == "respond.unattended");
  CHECK(j.path.fits);
}

TEST_CASE("a painful anniversary is no occasion [F04]") {
  Matter m = story();
  m.container = "11 settembre";
  m.attributes = {"mourning"};
  CHECK(judged(m, ready()).reason == "no_go.mourning");
}

TEST_CASE("what the profile never touches is left alone, with the reason [001.14]") {
  brand::Profile p = ready();
  p.offlimits = {{"politica", "non prendiamo parte", {"elezioni"}, {"politics"}}};
  Matter by_words = story(), by_matter = story(), in_passing = story();
  by_words.topics["offlimits/politica"] = 0.2;
  by_matter.sensitive = {{"politics", "medium", 0.9, 0.4, {}}};
  in_passing.sensitive = {{"politics", "low", 0.9, 0.4, {}}};
  CHECK(judged(by_words, p).about == "non prendiamo parte");
  CHECK(judged(by_matter, p).verdict == Verdict::no_go);
  CHECK(judged(in_passing, p).verdict != Verdict::no_go);
}

TEST_CASE("without a profile nothing gets go [004.25]") {
  const Matter m = story();
  const Judgement j = judge(m, nullptr, rtm::Zone());
  CHECK(j.verdict == Verdict::watch);
  CHECK(j.reason == "watch.no_profile");
}

TEST_CASE("without the basics everything is no_go; unfinished is capped at review [004.8] [002.15]") {
  brand::Profile basic = ready(), unfinished = ready();
  basic.roles.erase(basic.roles.begin());
  unfinished.goals.clear();
  CHECK(judged(story(), basic).reason == "no_go.readiness");
  const Judgement j = judged(story(), unfinished);
  CHECK(j.verdict == Verdict::review);
  CHECK(j.reason == "review.unfinished");
  CHECK(j.path.approvals.size() == 2);
}

TEST_CASE("memes are memes; crowded ones are avoided [000.4] [000.5] [F12]") {
  Matter m = story();
  m.label = "meme";
  CHECK(judged(m, ready()).verdict == Verdict::watch);
  m.score.saturation = 0.8;
  m.score.brands = 20;
  const Judgement j = judged(m, ready());
  CHECK(j.reason == "no_go.crowded");
  CHECK(has_tag(j, "crowded"));
}

TEST_CASE("what is planned belongs to the editorial plan [000.2] [000.3]") {
  Matter m = story();
  m.label = m.predictability = "planned";
  m.rtm = false;
  CHECK(judged(m, ready()).verdict == Verdict::plan);
  m.label = m.predictability = "anticipated";
  CHECK(judged(m, ready()).reason == "plan.anticipated");
  m.from = m.to = std::chrono::floor<std::chrono::days>(*m.as_of) + std::chrono::days{1};
  CHECK(judged(m, ready()).reason == "plan.anticipated");
  m.from = *m.from - std::chrono::days{1};
  CHECK(judged(m, ready()).reason == "plan.on");
  m.from = m.to = *m.to - std::chrono::days{3};
  CHECK(judged(m, ready()).reason == "no_go.over");
  m.score.fit = false;
  CHECK(judged(m, ready()).reason == "no_go.fit");
}

TEST_CASE("what was never the brand's is not late") {
  Matter m = story();
  m.score.closes_at = m.as_of;
  CHECK(judged(m, ready()).reason == "no_go.late");
  m.score.fit = false;
  CHECK(judged(m, ready()).reason == "no_go.fit");
}

TEST_CASE("a fading story is for people to decide") {
  Matter m = story();
  m.score.phase = "old";
  const Judgement j = judged(m, ready());
  CHECK(j.verdict == Verdict::review);
  CHECK(j.reason == "review.fading");
}

TEST_CASE("grief is told as grief, and holds what is scheduled, whatever else the profile forbids") {
  brand::Profile p = ready();
  p.offlimits = {{"tragedie", "mai", {}, {"disaster"}}};
  Matter m = story();
  m.sensitive = {{"disaster", "medium", 0.9, 0.6, {}}};
  const Judgement j = judged(m, p);
  CHECK(j.reason == "no_go.tragedy");
  CHECK(j.stance == Stance::support);
}

TEST_CASE("a small story whose posts tell of its grief in different words is grief [F01]") {
  Matter m = story();
  m.posts = 10;
  m.sensitive = {{"death_injury", "medium", 0.93, 0.1, {"a"}}, {"crime", "medium", 0.9, 0.1, {"b"}}};
  const Judgement j = judged(m, ready());
  CHECK(j.reason == "no_go.tragedy");
  CHECK(has_tag(j, "death_injury"));

  m.sensitive = {{"death_injury", "medium", 0.93, 0.1, {"a"}}, {"crime", "medium", 0.9, 0.1, {"a"}}};  // one post of ten
  CHECK_FALSE(has_tag(judged(m, ready()), "death_injury"));
  m.sensitive = {{"crime", "medium", 0.9, 0.1, {"a"}}, {"spam", "medium", 0.9, 0.1, {"b"}}};
  CHECK(judged(m, ready()).tags.empty());
}

TEST_CASE("a crisis takes several who name the brand and complain; jokes beside praise are none") {
  Matter m = story();
  m.label = "ambient";
  m.posts = 8;
  m.tone.negative = 0.6;
  m.brand.mentions = 0.5;
  m.brand.negative = 0.5;
  CHECK(judged(m, ready()).reason == "watch.mention");
  m.brand.negative = 0.75;
  const Judgement j = judged(m, ready());
  CHECK(j.reason == "respond.crisis");
}

TEST_CASE("chatter that may well be news is not called nothing new") {
  Matter m = story();
  m.label = "ambient";
  CHECK(judged(m, ready()).reason == "watch.ambient");
  m.maybe_breaking = true;
  CHECK(judged(m, ready()).reason == "watch.unsure");
}

TEST_CASE("a rival's trouble is watched") {
  Matter m = story();
  m.label = "ambient";
  m.brand.competitors = 0.6;
  CHECK(judged(m, ready()).reason == "watch.rival");
}

TEST_CASE("under the strategic definition the same date is an opportunity [000.1] [004.1]") {
  Matter m = story();
  m.label = m.predictability = "anticipated";
  m.rtm = true;
  CHECK(judged(m, ready()).verdict == Verdict::go);
}

TEST_CASE("a failed fit gate is no_go, however loud [002.25] [003.7]") {
  Matter m = story();
  m.score.fit = false;
  m.burst = 99;
  CHECK(judged(m, ready()).reason == "no_go.fit");
}

TEST_CASE("a closed window is no_go") {
  Matter m = story();
  m.score.closes_at = m.as_of;
  CHECK(judged(m, ready()).reason == "no_go.late");
}

TEST_CASE("one voice is watched, a denial is not taken for true [003.9] [004.34] [F15]") {
  Matter m = story();
  m.posts = m.authors = 3;
  CHECK(judged(m, ready()).reason == "watch.single");
  m.reported_by = {{"a", 1}, {"b", 1}};
  CHECK(judged(m, ready()).verdict == Verdict::go);
  m.claims = {{"assertion", 0.6}, {"denial", 0.4}};
  const Judgement j = judged(m, ready());
  CHECK(j.veracity == Veracity::denied);
  CHECK(j.verdict == Verdict::watch);
}

TEST_CASE("a trusted source is enough; twenty copies of one post are one voice") {
  brand::Profile p = ready();
  p.trusted_sources = {"ansa.it"};
  Matter m = story();
  m.posts = m.authors = 3;
  m.reported_by = {{"ansa.it", 1}};
  CHECK(veracity_of(m, &p) == Veracity::corroborated);
  Matter copies = story();
  copies.copies = 0.95;
  CHECK(veracity_of(copies, &p) == Veracity::single);
}

TEST_CASE("protected marks call the lawyer; the path must end before the window does [004.12] [004.35]") {
  Matter m = story();
  m.container = "Super Bowl";
  m.attributes = {"protected_marks"};
  const Judgement j = judged(m, ready());
  CHECK(j.verdict == Verdict::review);
  REQUIRE(j.path.approvals.size() == 3);
  CHECK(j.path.approvals[1].role == "legal");
  CHECK(j.path.approvals[2].by == at("2026-02-16T21:30:00Z"));
  m.score.closes_at = at("2026-02-16T21:40:00Z");  // 15 minutes must be left after 21:30
  CHECK(judged(m, ready()).reason == "no_go.approvals");
}

TEST_CASE("nobody on duty is a reason, not a crash [004.9]") {
  brand::Profile p = ready();
  brand::DutyHours never;
  never.days = 0;
  p.roles[0].hours = {never};
  const Judgement j = judged(story(), p);
  CHECK(j.reason == "no_go.approvals");
  CHECK_FALSE(j.path.minutes);
}

TEST_CASE("a role that signs always turns go into review") {
  brand::Profile p = ready();
  p.roles[1].signs = {"always"};
  CHECK(judged(story(), p).reason == "review.always");
}

TEST_CASE("a divided public is reviewed, and its share is printed [003.5] [003.6]") {
  Matter m = story();
  m.posts = 200;
  m.tone.positive = 0.5;
  m.tone.negative = 0.4;
  const Judgement j = judged(m, ready());
  CHECK(j.polarisation == Approx(0.78));
  CHECK(has_tag(j, "polarised"));
  CHECK(j.verdict == Verdict::review);
  m.posts = 3;
  CHECK(judged(m, ready()).polarisation < 0.6);
}

TEST_CASE("a rival under attack is reviewed [002.37]") {
  Matter m = story();
  m.brand.competitors = 0.5;
  m.tone.negative = 0.4;
  CHECK(has_tag(judged(m, ready()), "competitor_attack"));
}

TEST_CASE("a single post is never enough for go") {
  Matter m = story();
  m.is_post = true;
  m.posts = m.authors = 1;
  CHECK(judged(m, ready()).reason == "watch.post");
}

TEST_CASE("every reason has its sentence, in both languages, without a hole") {
  const Sentences sentences{rtm::Zone()};
  for (const auto& [change, reason] : std::vector<std::pair<const char*, const char*>>{{"breaking", "go.go"}, {"meme", "watch.meme"}}) {
    Matter m = story();
    m.label = change;
    const Judgement j = judged(m, ready());
    CHECK(j.reason == reason);
    for (const auto language : {Sentences::Language::italian, Sentences::Language::english}) {
      const std::string text = sentences.of(j, m, language);
      CHECK(text != j.reason);
      CHECK(text.find('{') == std::string::npos);
    }
  }
}

TEST_CASE("a sentence says the day of an hour that is not today's") {
  const Sentences sentences{rtm::Zone()};
  Matter m = story();
  m.as_of = rtm::parse_time("2026-03-02T03:00:00Z");
  Judgement j = judged(m, ready());
  j.reason = "respond.unattended";
  const auto said = [&](const char* since, Sentences::Language language) {
    m.brand.unattended_since = rtm::parse_time(since);
    return sentences.of(j, m, language);
  };
  using Language = Sentences::Language;
  CHECK(said("2026-03-02T01:30:00Z", Language::italian).starts_with("Nessuno risponde dalle 01:30: "));
  CHECK(said("2026-03-01T07:40:00Z", Language::italian).starts_with("Nessuno risponde dalle 07:40 di ieri: "));
  CHECK(said("2026-03-01T07:40:00Z", Language::english).starts_with("Nobody has answered since 07:40 yesterday: "));
  CHECK(said("2026-02-27T23:59:59Z", Language::english).starts_with("Nobody has answered since 23:59 (3 days ago): "));
  j.reason = "no_go.late";
  m.score.closes_at = rtm::parse_time("2026-03-03T00:10:00Z");
  CHECK(sentences.of(j, m, Language::english) == "Too late: the window closed at 00:10 tomorrow.");
}

TEST_CASE("who is at the brand's place is prepared for, in its own words [002.12]") {
  Matter m = story();
  m.label = "location";
  m.predictability = "planned";
  m.rtm = false;
  const Judgement j = judged(m, ready());
  CHECK(j.verdict == Verdict::plan);
  CHECK(j.reason == "plan.location");
}

TEST_CASE("one post that names the brand in a bad-tempered story is no crisis of its own") {
  Matter m = story();
  m.tone.negative = m.brand.negative = 0.8;
  m.posts = 3;
  m.brand.mentions = 0.34;
  CHECK(judged(m, ready()).verdict != Verdict::respond);
  m.posts = 12;
  CHECK(judged(m, ready()).reason == "respond.crisis");
}
