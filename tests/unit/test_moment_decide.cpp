#include <catch2/catch.hpp>

#include <initializer_list>
#include <optional>

#include "base/time.hpp"
#include "brand/profile.hpp"
#include "classify/moment/moment.hpp"

using namespace rtm::classify;
using rtm::brand::named_definition;

namespace {

const Model& model() {
  static const Model shipped;
  return shipped;
}

void set(MomentFacts& f, Feature feature, double x) { f.features[static_cast<std::size_t>(feature)] = x; }
void set(MomentFacts& f, Trait trait, double x) { f.features[feature_of(trait)] = x; }

/// A term that came out of nothing, in posts of ordinary length.
MomentFacts trending() {
  MomentFacts f;
  f.burst = 6;
  f.novelty = 0.9;
  f.term = "term";
  set(f, Feature::burst, 0.6);
  set(f, Feature::above, 1);
  set(f, Feature::echo, 0.3);
  set(f, Trait::linked, 0.6);
  set(f, Trait::length, 0.4);
  return f;
}

MomentFacts accident() {
  MomentFacts f = trending();
  set(f, Trait::breaking, 0.4);
  set(f, Trait::harm, 0.5);
  set(f, Trait::entities, 0.8);
  set(f, Feature::alarm, 0.5);
  set(f, Feature::evidence, 0.7);
  set(f, Feature::cohesion, 0.8);
  f.evidence = 8;
  f.texts = 4;
  return f;
}

using Spoil = void (*)(MomentFacts&);

/// Each of the spoils by itself makes chatter of it.
void check_spoiled(const MomentFacts& facts, std::initializer_list<Spoil> spoils) {
  for (const Spoil spoil : spoils) {
    MomentFacts other = facts;
    spoil(other);
    CHECK(decide(other, model()).label == Label::ambient);
  }
}

}  // namespace

TEST_CASE("an accident out of nothing is breaking: unplanned and reactive [000.7] [002.1] [002.13]") {
  const Moment m = decide(accident(), model());
  CHECK(m.label == Label::breaking);
  CHECK(m.predictability == Predictability::unplanned);
  CHECK(m.posture == Posture::reactive);
  CHECK(m.use_case == UseCase::breaking_news);
  CHECK(m.second != Label::breaking);
  CHECK(m.p > m.second_p);
  CHECK_FALSE(m.why.empty());
}

TEST_CASE("talk of votes, matches and shows is anticipated, its occasion inferred [001.2]") {
  MomentFacts f = trending();
  set(f, Trait::event, 0.9);
  set(f, Feature::voices, 0.8);
  const Moment m = decide(f, model());
  CHECK(m.label == Label::anticipated);
  CHECK(m.inferred());
  CHECK_FALSE(m.in_container);
}

TEST_CASE("a post or two that name a vote or a match are talk, not an occasion ahead, unless much of the stream speaks of it [001.2]") {
  MomentFacts f = trending();
  set(f, Trait::event, 0.9);
  set(f, Feature::voices, 0.8);
  set(f, Feature::burst, 0.1);
  f.evidence = 5;
  f.texts = 3;
  REQUIRE(decide(f, model()).label == Label::anticipated);
  f.texts = 2;
  const Moment m = decide(f, model());
  CHECK(m.label == Label::ambient);
  CHECK(m.second == Label::anticipated);
  set(f, Feature::burst, 0.5);
  CHECK(decide(f, model()).label == Label::anticipated);
}

TEST_CASE("an occasion by its name is planned or anticipated; what turns away from it is breaking [002.10]") {
  MomentFacts f;
  f.contained = 0.9;
  f.container = Predictability::anticipated;
  CHECK(decide(f, model()).label == Label::anticipated);
  f.container = Predictability::planned;
  CHECK(decide(f, model()).label == Label::planned);
  f.container = Predictability::anticipated;
  f.surprise = 0.8;
  f.turn = "blackout";
  const Moment m = decide(f, model());
  CHECK(m.label == Label::breaking);
  CHECK(m.in_container);
  CHECK(m.surprise == Approx(0.8));
}

TEST_CASE("a form that everyone fills in is a meme, firms make a bandwagon, but not at a feast [000.4] [000.5]") {
  MomentFacts f = trending();
  set(f, Feature::burst, 1);
  set(f, Feature::tag, 1);
  set(f, Feature::tag_length, 0.8);
  set(f, Feature::echo, 0.05);
  set(f, Feature::filled, 0.7);
  set(f, Trait::linked, 0);
  set(f, Trait::copied, 0.6);
  set(f, Trait::length, 0.2);
  CHECK(decide(f, model()).label == Label::meme);
  CHECK(decide(f, model()).spread == Spread::meme);
  f.brands = 6;
  f.business = 0.4;
  CHECK(decide(f, model()).label == Label::bandwagon);
  CHECK(decide(f, model()).spread == Spread::bandwagon);
  f.contained = 0.9;
  f.container = Predictability::planned;
  CHECK(decide(f, model()).label != Label::bandwagon);
}

TEST_CASE("where most posts fill in one form it is a meme that names the form, unless it tells of an accident [000.4]") {
  MomentFacts f;
  f.framed = 0.8;
  f.fillers = 6;
  f.form = "tell me you're …";
  const Moment m = decide(f, model());
  CHECK(m.label == Label::meme);
  CHECK(m.spread == Spread::meme);
  CHECK(m.why.front() == "form=tell me you're …");
  f.fillers = 3;
  CHECK(decide(f, model()).label != Label::meme);
  f.fillers = 6;
  set(f, Trait::harm, 0.6);
  CHECK(decide(f, model()).label != Label::meme);
}

TEST_CASE("a hashtag that each fills in with words of one's own is a game from the first hours on, a call or an accident is none [000.4]") {
  MomentFacts f;
  f.history = 0.1;
  f.term = "#term";
  set(f, Feature::burst, 0.2);
  set(f, Feature::above, 1);
  set(f, Feature::tag, 1);
  set(f, Feature::voices, 1);
  set(f, Feature::filled, 0.9);
  CHECK(decide(f, model()).label == Label::meme);
  CHECK(decide(f, model()).spread == Spread::meme);
  set(f, Trait::cause, 0.5);
  CHECK(decide(f, model()).label != Label::meme);
  set(f, Trait::cause, 0);
  set(f, Trait::harm, 0.5);
  CHECK(decide(f, model()).label != Label::meme);
  set(f, Trait::harm, 0);
  set(f, Feature::filled, 0.3);
  CHECK(decide(f, model()).label != Label::meme);
}

TEST_CASE("a tag that rises in a language without cues is no call, unless several say the same") {
  MomentFacts f = trending();
  f.texts = 4;
  set(f, Feature::tag, 1);
  set(f, Feature::above, 0.8);
  set(f, Feature::voices, 0.8);
  set(f, Feature::name, 1);
  set(f, Feature::focus, 0.8);
  set(f, Trait::shout, 0.8);
  set(f, Trait::linked, 0);
  set(f, Trait::length, 0.3);
  f.joiners = 8;
  REQUIRE(decide(f, model()).label == Label::bandwagon);
  CHECK(decide(f, model()).why.front() == "accounts=8");
  f.texts = 2;
  CHECK(decide(f, model()).label != Label::bandwagon);
  f.texts = 4;
  f.joiners = 3;
  CHECK(decide(f, model()).label == Label::ambient);
  CHECK(decide(f, model()).second == Label::bandwagon);
  f.joiners = 8;
  f.understood = 0;
  CHECK(decide(f, model()).label != Label::bandwagon);
  f.repeats = 0.6;
  CHECK(decide(f, model()).label == Label::bandwagon);
}

TEST_CASE("people who speak to the brand and want an answer are customers [003.10] [003.13]") {
  MomentFacts f = accident();
  f.addressed = 0.9;
  f.asking = 0.6;
  CHECK(decide(f, model()).label == Label::customer);
  CHECK(decide(f, model()).use_case == UseCase::customer_interaction);
}

TEST_CASE("who names the brand as its customers do is one, if less surely than who speaks to it [003.10]") {
  MomentFacts named, addressed;
  named.served = 0.8;
  addressed.addressed = addressed.asking = 0.8;
  CHECK(decide(named, model()).label == Label::customer);
  CHECK(decide(addressed, model()).label == Label::customer);
  CHECK(decide(named, model()).p < decide(addressed, model()).p);
  named.served = 0.4;
  CHECK(decide(named, model()).label != Label::customer);
}

TEST_CASE("while little is known of the stream, a label needs something in the posts that speaks for it") {
  MomentFacts f;
  f.texts = 4;
  f.term = "#term";
  set(f, Feature::burst, 0.2);
  set(f, Feature::above, 0.8);
  set(f, Feature::tag, 1);
  set(f, Feature::tag_length, 0.5);
  set(f, Feature::name, 1);
  set(f, Feature::focus, 0.8);
  set(f, Feature::voices, 0.8);
  set(f, Trait::shout, 0.5);
  set(f, Trait::length, 0.1);
  f.joiners = 8;
  REQUIRE(decide(f, model()).label == Label::bandwagon);
  f.history = 0.1;
  const Moment m = decide(f, model());
  CHECK(m.label != Label::bandwagon);
  CHECK(m.second != Label::bandwagon);
  CHECK(m.p + m.second_p <= 1.01);
  set(f, Trait::cause, 0.5);
  CHECK(decide(f, model()).label == Label::bandwagon);
}

TEST_CASE("while little is known of what is usual, only a loud alarm that the model is sure of is breaking [000.11]") {
  MomentFacts f = accident();
  set(f, Trait::breaking, 0.3);
  set(f, Trait::harm, 0.3);
  set(f, Feature::alarm, 0.3);
  REQUIRE(decide(f, model()).label == Label::breaking);
  f.history = 0.3;
  const Moment m = decide(f, model());
  CHECK(m.label == Label::ambient);
  CHECK(m.second == Label::breaking);
  f = accident();
  f.history = 0.3;
  CHECK(decide(f, model()).label == Label::breaking);
}

TEST_CASE("the brand's own words are its event; posts from its place are a location [002.9] [002.12]") {
  MomentFacts own;
  own.own = 0.9;
  CHECK(decide(own, model()).label == Label::brand_event);
  MomentFacts placed;
  placed.placed = 1;
  CHECK(decide(placed, model()).label == Label::location);
}

TEST_CASE("a word that comes more often is no news: breaking needs posts that speak of it so, or a flood of voices [000.11]") {
  MomentFacts f = accident();
  REQUIRE(decide(f, model()).label == Label::breaking);
  set(f, Trait::breaking, 0.05);
  set(f, Trait::harm, 0);
  set(f, Feature::alarm, 0.05);
  const Moment m = decide(f, model());
  CHECK(m.label == Label::ambient);
  CHECK(m.p <= 1);
  MomentFacts copied = accident(), voiced = accident();
  set(voiced, Feature::voices, 1);
  set(copied, Feature::voices, 0);
  CHECK(decide(voiced, model()).p > decide(copied, model()).p);
}

TEST_CASE("breaking is one thing that happens: common words and one post passed on are none, a name that all lead with is [000.11]") {
  MomentFacts roundup = accident();
  roundup.evidence = 1;
  set(roundup, Feature::cohesion, 0.1);
  const Moment m = decide(roundup, model());
  CHECK(m.label == Label::ambient);
  CHECK(m.second == Label::breaking);
  MomentFacts led = roundup;
  led.texts = 5;
  set(led, Feature::focus, 0.8);
  set(led, Feature::voices, 1);
  CHECK(decide(led, model()).label == Label::ambient);
  set(led, Feature::name, 1);
  CHECK(decide(led, model()).label == Label::breaking);
  set(led, Feature::burst, 0.2);
  CHECK(decide(led, model()).label == Label::ambient);
  set(led, Feature::cohesion, 0.2);
  CHECK(decide(led, model()).label == Label::breaking);
  led.texts = 4;
  CHECK(decide(led, model()).label == Label::ambient);
}

TEST_CASE("a loud alarm is one event though everyone tells it in words of one's own [000.11]") {
  MomentFacts f = accident();
  f.texts = 4;
  f.evidence = 5;
  f.burst = 4.5;
  set(f, Trait::breaking, 0.9);
  set(f, Trait::harm, 0.9);
  set(f, Feature::focus, 0);
  set(f, Feature::cohesion, 0.3);
  REQUIRE(decide(f, model()).p >= 0.9);
  CHECK(decide(f, model()).label == Label::breaking);
  check_spoiled(f, {[](MomentFacts& g) { g.burst = 3; }, [](MomentFacts& g) { g.evidence = 2; },
                    [](MomentFacts& g) { set(g, Feature::cohesion, 0.2); }});
}

TEST_CASE("an outcry is breaking: many accounts, each in words of its own [000.11]") {
  MomentFacts f = accident();
  f.texts = 6;
  f.joiners = 8;
  f.evidence = 1;
  f.burst = 0;
  set(f, Trait::breaking, 0.9);
  set(f, Trait::harm, 0.9);
  set(f, Feature::cohesion, 0);
  set(f, Feature::focus, 0);
  set(f, Feature::voices, 1);
  set(f, Feature::above, 1);
  const Moment m = decide(f, model());
  REQUIRE(m.p >= 0.95);
  CHECK(m.label == Label::breaking);
  CHECK(std::find(m.why.begin(), m.why.end(), "accounts=8") != m.why.end());
  check_spoiled(f, {[](MomentFacts& g) { g.joiners = 7; }, [](MomentFacts& g) { g.texts = 4; },
                    [](MomentFacts& g) { set(g, Feature::voices, 0.3); }});
}

TEST_CASE("a feast is spoken of as one: what is only on a date is not planned [000.3]") {
  MomentFacts f = trending();
  for (const Trait trait : {Trait::event, Trait::ahead}) {
    for (double above = 0; above <= 1; above += 0.1) {
      for (double length = 0; length <= 1; length += 0.1) {
        MomentFacts other = f;
        set(other, trait, 0.3);
        set(other, Feature::above, above);
        set(other, Feature::tag_length, length);
        CHECK(decide(other, model()).label != Label::planned);
      }
    }
  }
  set(f, Trait::feast, 0.9);
  CHECK(decide(f, model()).label == Label::planned);
}

TEST_CASE("one of two posts that name an occasion does not make a moment of it") {
  MomentFacts f;
  f.container = Predictability::planned;
  f.contained = 0.5;
  CHECK(decide(f, model()).label == Label::ambient);
  f.contained = 0.7;
  CHECK(decide(f, model()).label == Label::planned);
}

TEST_CASE("a meme takes a model that is half sure") {
  MomentFacts f = trending();
  set(f, Feature::filled, 1);
  set(f, Feature::tag, 1);
  set(f, Feature::voices, 1);
  for (double personal = 0; personal <= 1; personal += 0.1) {
    set(f, Trait::personal, personal);
    for (double copied = 0; copied <= 1; copied += 0.1) {
      set(f, Trait::copied, copied);
      const Moment m = decide(f, model());
      CHECK((m.label != Label::meme || m.p >= 0.5));
    }
  }
}

TEST_CASE("breaking comes more often than usual: the same crimes at their usual rate are none [000.11]") {
  MomentFacts f = accident();
  REQUIRE(decide(f, model()).label == Label::breaking);
  set(f, Feature::burst, 0.02);
  set(f, Feature::above, 0.2);
  f.burst = 0.5;
  CHECK(decide(f, model()).label == Label::ambient);
  f.burst = 1.2;  // once in ten is enough where all else is clear
  set(f, Trait::breaking, 0.9);
  set(f, Trait::harm, 0.9);
  REQUIRE(decide(f, model()).label == Label::breaking);
  set(f, Feature::cohesion, 0.6);
  CHECK(decide(f, model()).label == Label::ambient);
}

TEST_CASE("a date is only said where the posts speak of one, however long the stream [000.3]") {
  MomentFacts f = trending();
  set(f, Trait::event, 0.9);
  set(f, Feature::voices, 0.8);
  REQUIRE(decide(f, model()).label == Label::anticipated);
  set(f, Trait::event, 0);
  set(f, Trait::length, 1);
  set(f, Feature::tag, 1);
  for (const double voices : {0.0, 0.5, 1.0}) {
    set(f, Feature::voices, voices);
    CHECK(decide(f, model()).label != Label::anticipated);
  }
}

TEST_CASE("where the model leans to breaking and is not sure, p is that of what is said, and breaking is the second best") {
  MomentFacts f;
  set(f, Feature::above, 0.5);
  set(f, Trait::length, 0.4);
  std::optional<Moment> unsure;
  for (int i = 0; i < 100 && !unsure; ++i) {
    set(f, Trait::breaking, i * 0.01);
    set(f, Trait::entities, i * 0.01);
    const Moment m = decide(f, model());
    if (m.label == Label::ambient && m.second == Label::breaking && m.second_p > m.p) unsure = m;
  }
  REQUIRE(unsure);
  CHECK(unsure->p + unsure->second_p <= 1);
  CHECK(unsure->why.front().starts_with("unsure_breaking="));
}

TEST_CASE("nothing happens in chatter") {
  MomentFacts f;
  set(f, Trait::length, 0.4);
  CHECK(decide(f, model()).label == Label::ambient);
  CHECK(decide(f, model()).predictability == Predictability::none);
}

TEST_CASE("unplanned and proactive does not exist, whatever the facts [002.8]") {
  for (unsigned bits = 0; bits < 4096; ++bits) {
    MomentFacts f;
    const auto bit = [bits](unsigned i) { return (bits >> i & 1U) != 0U ? 1.0 : 0.0; };
    set(f, Feature::burst, bit(0));
    set(f, Feature::above, bit(0));
    set(f, Feature::tag, bit(1));
    set(f, Trait::harm, bit(2));
    set(f, Trait::event, bit(3));
    f.contained = bit(4);
    f.container = bit(4) > 0 ? (bit(5) > 0 ? Predictability::planned : Predictability::anticipated) : Predictability::none;
    f.surprise = bit(6);
    set(f, Trait::templated, bit(7));
    f.addressed = f.asking = bit(8);
    f.own = bit(9);
    f.business = bit(10);
    f.brands = bit(10) > 0 ? 5 : 0;
    f.placed = bit(11);
    const Moment m = decide(f, model());
    CHECK_FALSE((m.predictability == Predictability::unplanned && m.posture == Posture::proactive));
    CHECK((m.p > 0 && m.p <= 1));
  }
}

TEST_CASE("what is real-time marketing depends on the definition [000.1] [002.3] [004.1]") {
  MomentFacts feast;
  feast.contained = 1;
  feast.container = Predictability::planned;
  const Moment planned = decide(feast, model()), breaking = decide(accident(), model());
  CHECK_FALSE(is_rtm(planned, *named_definition("strict")));
  CHECK(is_rtm(planned, *named_definition("altimeter")));
  CHECK(is_rtm(planned, *named_definition("strategic")));
  for (const char* name : {"strict", "altimeter", "strategic"}) CHECK(is_rtm(breaking, *named_definition(name)));
}

namespace {

/// A decision for `label`, held with `p`.
Moment said(Label label, double p) {
  Moment m;
  m.label = label;
  m.p = p;
  m.why = {"term=#x"};
  return m;
}

/// What is told of a story whose posts speak so, one after another.
Label told(Tally& tally, std::initializer_list<Moment> decisions) {
  Label last = Label::ambient;
  for (Moment m : decisions) {
    settle(m, tally, rtm::parse_time("2026-03-02T08:00:00Z"));
    last = m.label;
  }
  return last;
}

}  // namespace

TEST_CASE("a label gives way when enough speaks for another, and says what it was, till when and why") {
  Tally tally;
  CHECK(told(tally, {said(Label::breaking, 0.9)}) == Label::breaking);
  CHECK(tally.former.changes == 0);
  Moment doubted = said(Label::anticipated, 0.8);
  settle(doubted, tally, std::nullopt);
  CHECK(doubted.label == Label::breaking);
  CHECK(doubted.p <= 0.5);
  CHECK(doubted.why.front() == "pending=anticipated");
  CHECK(doubted.second == Label::anticipated);
  CHECK(doubted.p + doubted.second_p <= 1.01);
  Tally same;
  told(same, {said(Label::breaking, 0.9)});
  Moment close = said(Label::anticipated, 0.6);
  close.second = Label::breaking;
  close.second_p = 0.3;
  settle(close, same, std::nullopt);
  REQUIRE(close.label == Label::breaking);
  CHECK(close.second != close.label);
  CHECK(told(tally, {said(Label::anticipated, 0.8)}) == Label::anticipated);
  CHECK(tally.former.label == Label::breaking);
  CHECK(tally.former.until == rtm::parse_time("2026-03-02T08:00:00Z"));
  CHECK(tally.former.changes == 1);
  CHECK(tally.former.why == "term=#x");
}

TEST_CASE("the first way out of ambient is open, the way back is not, and every change makes the next one harder") {
  Tally tally;
  CHECK(told(tally, {said(Label::ambient, 0.9), said(Label::breaking, 0.7)}) == Label::breaking);
  CHECK(tally.former.label == Label::ambient);
  const Moment quiet = said(Label::ambient, 0.9), loud = said(Label::breaking, 0.9);
  CHECK(told(tally, {quiet, quiet}) == Label::breaking);
  CHECK(told(tally, {quiet}) == Label::ambient);
  CHECK(told(tally, {loud, loud, loud}) == Label::ambient);
  CHECK(told(tally, {loud}) == Label::breaking);
  CHECK(tally.former.changes == 3);
}

TEST_CASE("doubt falls where posts speak for the label held, and starts anew for another") {
  Tally tally;
  const Moment held = said(Label::breaking, 0.9), a = said(Label::meme, 0.8), b = said(Label::bandwagon, 0.8);
  CHECK(told(tally, {held, a, held, a, held, a, b, a, b, a}) == Label::breaking);
  CHECK(told(tally, {a}) == Label::meme);
}

TEST_CASE("two tallies make one: means by posts, counts together, what was told stays") {
  Tally one, other;
  for (std::uint32_t n = 1; n <= 10; ++n) one.contained.add(0, n);
  for (std::uint32_t n = 1; n <= 10; ++n) other.contained.add(1, n);
  for (int i = 0; i < 3; ++i) one.occasions.add(7);
  for (int i = 0; i < 4; ++i) other.occasions.add(8);
  one.brands.add(1);
  other.brands.add(1);
  other.brands.add(2);
  other.term = "#x";
  told(one, {said(Label::breaking, 0.9)});
  told(other, {said(Label::meme, 0.9)});
  one.absorb(other, 10, 10);
  CHECK(one.contained.value() == Approx(0.5));
  CHECK(one.occasions.winner() == 8);
  CHECK(one.brands.count() == 2);
  CHECK(one.term == "#x");
  CHECK(one.held.label == Label::breaking);
}

TEST_CASE("of many candidates the one named most often is kept, whether counted one by one or merged") {
  Majority one, other;
  for (int i = 0; i < 9; ++i) one.add(i);
  for (int i = 0; i < 6; ++i) one.add(3);
  for (int i = 0; i < 9; ++i) other.add(100 + i);
  for (int i = 0; i < 5; ++i) other.add(3);
  one.absorb(other);
  CHECK(one.winner() == 3);
}

TEST_CASE("a small story about one thing on one day to come is anticipated, and says the day; plans of one's own are chatter [000.3]") {
  MomentFacts f;
  f.term = "eclipse";
  f.texts = 3;
  f.dated = 0.8;
  f.heralds = 3;
  f.day = *rtm::parse_day("2026-08-12");
  f.burst = 1.4;
  set(f, Trait::length, 0.2);
  set(f, Trait::personal, 0.3);
  REQUIRE(decide(f, model()).label == Label::ambient);
  set(f, Trait::event, 0.4);
  set(f, Feature::steady, 0.5);
  const Moment m = decide(f, model());
  CHECK(m.label == Label::anticipated);
  CHECK(m.posture == Posture::proactive);
  CHECK(m.why.front() == "day=2026-08-12");
  for (const auto& spoil : std::initializer_list<void (*)(MomentFacts&)>{[](MomentFacts& g) { g.heralds = 2; }, [](MomentFacts& g) { g.dated = 0.3; },
                                                                          [](MomentFacts& g) { g.texts = 2; }, [](MomentFacts& g) { g.burst = 0.2; },
                                                                          [](MomentFacts& g) { set(g, Trait::event, 0.1); },
                                                                          [](MomentFacts& g) { set(g, Trait::harm, 0.5); }}) {
    MomentFacts other = f;
    spoil(other);
    const Moment spoiled = decide(other, model());
    CHECK((spoiled.label != Label::anticipated || spoiled.why.front().starts_with("term=")));
  }
}

TEST_CASE("a day that is over makes nothing anticipated, and is said of what is [000.3]") {
  MomentFacts f;
  f.term = "eclipse";
  f.texts = 3;
  f.dated = 0.8;
  f.heralds = 3;
  f.day = *rtm::parse_day("2026-08-12");
  f.over = true;
  f.burst = 1.4;
  set(f, Trait::length, 0.2);
  set(f, Trait::personal, 0.3);
  set(f, Trait::event, 0.4);
  set(f, Feature::steady, 0.5);
  CHECK(decide(f, model()).label == Label::ambient);
  f.container = Predictability::anticipated;
  f.contained = 1;
  const Moment m = decide(f, model());
  CHECK(m.label == Label::anticipated);
  CHECK(m.why.front() == "day=2026-08-12");
}

TEST_CASE("of the names given the most frequent is kept; what nobody named counts and is none") {
  Names names;
  CHECK(names.most().name.empty());
  for (int i = 0; i < 3; ++i) names.add("");
  CHECK(names.most().name.empty());
  CHECK(names.times() == 3);
  names.add("#molo");
  CHECK(names.most().name == "#molo");
  CHECK(names.most().times == 1);
  CHECK(names.times() == 4);
}
