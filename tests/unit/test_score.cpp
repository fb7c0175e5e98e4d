#include <catch2/catch.hpp>

#include "record/record.hpp"
#include "score/fold.hpp"
#include "score/score.hpp"
#include "score/series.hpp"
#include "score/story_json.hpp"

using namespace rtm::score;
namespace brand = rtm::brand;

namespace {

rtm::Time at(const char* text) { return *rtm::parse_time(text); }

brand::Profile profile() {
  brand::Profile p;
  p.brand.name = "Granvela";
  p.site = "x";
  for (const char* role : {"owner", "decider"}) {
    brand::Role r;
    r.role = role;
    p.roles.push_back(r);
  }
  brand::Theme theme;
  theme.id = "cucina";
  p.themes = {theme};
  brand::Audience primary;
  primary.id = "cuochi";
  p.audiences = {primary};
  return p;
}

/// Ten posts in the ten minutes before nine, all about the brand's theme.
StoryFacts story() {
  StoryFacts f;
  f.first_at = at("2026-02-16T20:50:00Z");
  f.last_at = at("2026-02-16T20:59:00Z");
  f.posts = f.authors = 10;
  for (int i = 0; i < 10; ++i) f.rate.add(*f.first_at + std::chrono::minutes{i});
  f.moment.label = "breaking";
  f.moment.predictability = "unplanned";
  f.moment.burst = 6;
  f.topics = {{"theme/cucina", 10}};
  f.tone.positive = 0.5;
  return f;
}

const rtm::Time kNow = at("2026-02-16T21:00:00Z");

bool passes(const Score& s, const std::string& gate) {
  for (const Gate& g : s.gates) {
    if (g.id == gate) return g.pass;
  }
  return false;
}

}  // namespace

TEST_CASE("gates come before weights: speed and reach never buy back fit [002.24] [002.25] [000.10]") {
  const brand::Profile p = profile();
  StoryFacts loud = story();
  loud.topics.clear();
  loud.moment.burst = 99;
  loud.posts = 10'000;
  const Score s = score_of(loud, &p, kNow);
  CHECK(s.value == 0);
  CHECK_FALSE(passes(s, "fit"));
  CHECK(passes(s, "readiness"));
  CHECK(score_of(story(), &p, kNow).value > 0.3);
}

TEST_CASE("a brand without the basics is not ready for anything [004.8]") {
  brand::Profile p = profile();
  p.roles.clear();
  const Score s = score_of(story(), &p, kNow);
  CHECK(s.value == 0);
  CHECK_FALSE(passes(s, "readiness"));
}

TEST_CASE("the window is a gate [001.1] [002.17]") {
  const brand::Profile p = profile();
  const Score late = score_of(story(), &p, kNow + std::chrono::hours{30});
  CHECK_FALSE(passes(late, "window"));
  CHECK(late.timing.phase == Phase::old);
  CHECK(late.value == 0);
}

TEST_CASE("the newsjacking curve: breaking at first, old in the end [002.23]") {
  const StoryFacts f = story();
  CHECK(timing_of(f, kNow).phase == Phase::breaking);
  CHECK(timing_of(f, kNow + std::chrono::hours{4}).phase == Phase::old);
}

TEST_CASE("perimeter, product and values are three numbers [004.22]") {
  brand::Profile p = profile();
  brand::Product pasta;
  pasta.id = "pasta";
  pasta.weight = 0.7;
  p.products = {pasta};
  StoryFacts f = story();
  f.topics = {{"perimeter", 2}};
  f.brand.products = {{"pasta", 5}};
  const Fit fit = fit_of(f, p);
  CHECK(fit.perimeter == Approx(0.5));
  CHECK(fit.product == Approx(0.7));
  CHECK(fit.values == Approx(0.75));
  CHECK(fit.theme.empty());
}

TEST_CASE("a product that must be present closes the gate when it is not [004.22] [001.12]") {
  brand::Profile p = profile();
  CHECK(passes(score_of(story(), &p, kNow), "fit"));
  p.product_presence = brand::ProductPresence::required;
  CHECK_FALSE(passes(score_of(story(), &p, kNow), "fit"));
}

TEST_CASE("three audiences, or none [004.26] [004.28] [004.29]") {
  const brand::Profile p = profile();
  StoryFacts f = story();
  CHECK(audience_of(f, p).strength == "none");
  f.topics.push_back({"audience/cuochi", 3});
  CHECK(audience_of(f, p).primary == Approx(1.0));
  CHECK(audience_of(f, p).strength == "weak");
  f.posts = 40;
  f.topics.back().posts = 12;
  CHECK(audience_of(f, p).strength == "strong");
}

TEST_CASE("a crowd leaves less room [004.32] [002.16]") {
  const brand::Profile p = profile();
  StoryFacts f = story();
  const double alone = score_of(f, &p, kNow).value;
  f.brand.firms = 15;
  const Score s = score_of(f, &p, kNow);
  CHECK(s.clutter.saturation == Approx(0.75));
  CHECK(s.difference == Approx(0.25));
  CHECK(s.value < alone);
}

TEST_CASE("a series gives the same counts in any order, in bounded steps") {
  Series forward, backward;
  const rtm::Time start = at("2026-02-16T00:00:00Z");
  for (int i = 0; i < 3000; ++i) forward.add(start + std::chrono::minutes{i});
  for (int i = 2999; i >= 0; --i) backward.add(start + std::chrono::minutes{i});
  CHECK(forward.counts().size() <= Series::kMost);
  CHECK(forward.counts() == backward.counts());
  CHECK(forward.from() == backward.from());
  CHECK(forward.between(start, start + std::chrono::hours{60}) == 3000);
}

TEST_CASE("the peak is where the last stretch as high as the highest has its posts, chance allowed for") {
  const rtm::Time start = at("2026-02-16T20:00:00Z");
  const rtm::Seconds minute{60};
  const auto peak = [&](std::vector<std::int64_t> counts, int minutes) {
    return (Series(start, minute, std::move(counts)).peak(std::chrono::minutes{minutes}) - start) / minute;
  };
  CHECK(peak({1, 0, 0, 1, 0, 1, 0}, 1) == 5);  // a trickle has no peak behind it
  CHECK(peak({1, 12, 11, 3, 1}, 1) == 2);
  CHECK(peak({4, 40, 30, 20, 10, 5, 1}, 1) == 2);
  CHECK(peak({4, 40, 10, 5, 1}, 1) == 1);
  const std::vector<std::int64_t> burst{1, 3, 2, 4, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
  CHECK(peak(burst, 1) == 19);   // minutes of so few posts tell nothing
  CHECK(peak(burst, 10) < 5);    // together they do: a late post is no new peak
  CHECK(peak({5}, 10) == 0);
}

TEST_CASE("a story is read back as it was written") {
  StoryFacts f = story();
  f.sensitive = {{"disaster", "medium", 4, 0.9, {"a", "b"}}};
  f.claims = {{"assertion", 9}, {"denial", 1}};
  f.sourced = {{"ansa.it", 2}};
  f.moment.raw = R"({"label":"breaking","predictability":"unplanned","burst":6.0})";
  rtm::record::Writer once, twice;
  write(f, once);
  rtm::record::Document document;
  const std::string text(once.text());
  REQUIRE_FALSE(document.parse(text));
  write(read_story(document.root()), twice);
  CHECK(twice.text() == text);
}

TEST_CASE("to hear oneself is no opportunity: a story is worth what others say in it") {
  const brand::Profile p = profile();
  StoryFacts f = story();
  f.brand.own = f.brand.mentions = 10;
  CHECK(score_of(f, &p, kNow).value == 0);
  f.brand.own = 1;
  const Score s = score_of(f, &p, kNow);
  CHECK(s.value > 0);
  CHECK(std::find(s.why.begin(), s.why.end(), "others=0.90") != s.why.end());
}

TEST_CASE("at one of its own places a brand is at home [002.12]") {
  const brand::Profile p = profile();
  StoryFacts f = story();
  f.topics = {{"place/mulino", 10}};
  CHECK(passes(score_of(f, &p, kNow), "fit"));
}

TEST_CASE("two stories that turn out to be one are one opportunity") {
  const auto post = [](const char* id, const char* minute, const char* text, const char* story, const char* same) {
    return std::string(R"({"kind":"post","id":")") + id + R"(","published_at":"2026-02-16T20:)" + minute + R"(:00Z","source_kind":"social","author":{"id":")" + id +
           R"("},"lang":"it","text":")" + text + R"(","classify":{"story":")" + story + "\"" + same +
           R"(,"tone":{"sentiment":0.5},"sensitive":[],"claim":{"kind":"assertion","p":0.5},"moment":{"label":"breaking","burst":3.0}}})";
  };
  Fold one, other;
  rtm::text::Words words;
  const auto add = [&](Fold& fold, const std::string& line) {
    rtm::record::Record record;
    REQUIRE_FALSE(record.parse(line));
    fold.add(record, words);
  };
  add(one, post("a", "10", "Scossa di terremoto nella notte", "s:1", ""));
  add(one, post("b", "12", "Scossa sentita fino al mare", "s:1", ""));
  add(other, post("c", "05", "Terremoto, tanta paura", "s:2", ""));
  one.absorb(std::move(other));
  std::string title, lang;
  StoryFacts facts = one.facts();
  one.show(facts, title, lang);
  CHECK(facts.posts == 3);
  CHECK(facts.authors == 3);
  CHECK(facts.first_at == at("2026-02-16T20:05:00Z"));
  CHECK(facts.last_at == at("2026-02-16T20:12:00Z"));
  CHECK(facts.rate.between(at("2026-02-16T20:00:00Z"), at("2026-02-16T20:30:00Z")) == 3);
  CHECK(facts.tone.sentiment == Approx(0.5));
  CHECK(facts.evidence.size() == 3);
  CHECK(facts.sources.at("social") == 3);
}

TEST_CASE("a story's title is its most typical post: rather told than asked, rather its author's, without links") {
  const auto post = [](const std::string& id, const std::string& text, const char* more = "", const char* claim = "assertion", const char* brand = "{}") {
    return R"({"kind":"post","id":")" + id + R"(","published_at":"2026-02-16T20:00:00Z","source_kind":"social","author":{"id":")" + id + R"("},"lang":"it","text":")" + text + "\"" + more +
           R"(,"classify":{"story":"s:1","claim":{"kind":")" + claim + R"(","p":0.8},"brand":)" + brand + R"(,"moment":{"label":"ambient"}}})";
  };
  const auto title_of = [](const std::vector<std::string>& lines) {
    Fold fold;
    rtm::text::Words words;
    for (const std::string& line : lines) {
      rtm::record::Record record;
      REQUIRE_FALSE(record.parse(line));
      fold.add(record, words);
    }
    std::string title, lang;
    StoryFacts facts = fold.facts();
    fold.show(facts, title, lang);
    return title;
  };
  const std::string party = "Festa in maschera domani al molo https://molo.example/festa", stray = "Candidato di un altro partito presenta il piano dei trasporti";
  const char* reposted = R"(,"repost_of":"x")";
  CHECK(title_of({post("a", party, reposted), post("b", "Festa in maschera al molo, domani sera", reposted), post("c", stray)}) == "Festa in maschera domani al molo");
  CHECK(title_of({post("a", "Festa in maschera al molo domani, chi viene?", "", "question"), post("b", "Festa al molo domani in maschera")}) == "Festa al molo domani in maschera");
  CHECK(title_of({post("a", party, reposted), post("b", "Festa in maschera domani al molo")}) == "Festa in maschera domani al molo");
  const char *named = R"({"mention":true,"addressed":false})", *addressed = R"({"mention":true,"addressed":true})";
  CHECK(title_of({post("a", "Festa in maschera domani al molo"), post("b", "Festa in maschera col loro gelato", "", "assertion", named)}) == "Festa in maschera col loro gelato");
  const auto inbox = [&](const char* to) {
    return title_of({post("a", "@molo gelato sciolto nel vassoio, chi chiamo?", "", "question", to), post("b", "@molo che delusione, gelato sciolto", "", "assertion", to),
                     post("c", "@molo vassoio bagnato", "", "assertion", to)});
  };
  CHECK(inbox(addressed) == "@molo gelato sciolto nel vassoio, chi chiamo?");
  CHECK(inbox(named) == "@molo che delusione, gelato sciolto");
  CHECK(title_of({post("a", "https://molo.example/festa")}) == "https://molo.example/festa");
}
