#include <catch2/catch.hpp>

#include "brand/profile.hpp"
#include "classify/moment/moment.hpp"

using namespace rtm::classify;
using rtm::brand::named_definition;

namespace {

MomentFacts burst() {
  MomentFacts f;
  f.posts = 20;
  f.authors = 15;
  f.burst = 6;
  f.novelty = 0.9;
  return f;
}

}  // namespace

TEST_CASE("a burst out of nothing is breaking: unplanned and reactive [000.7] [002.1] [002.13]") {
  const Moment m = decide(burst());
  CHECK(m.label == Label::breaking);
  CHECK(m.predictability == Predictability::unplanned);
  CHECK(m.posture == Posture::reactive);
  CHECK(m.use_case == UseCase::breaking_news);
  CHECK_FALSE(m.why.empty());
}

TEST_CASE("talk about an occasion is planned or anticipated; what leaves it behind is breaking [001.2] [002.10]") {
  MomentFacts f = burst();
  f.contained = 0.9;
  f.container = Predictability::anticipated;
  f.burst = 1;
  CHECK(decide(f).label == Label::anticipated);
  f.container = Predictability::planned;
  CHECK(decide(f).label == Label::planned);
  f.container = Predictability::anticipated;
  f.burst = 8;
  const Moment m = decide(f);
  CHECK(m.label == Label::breaking);
  CHECK(m.in_container);
  CHECK(m.surprise == Approx(0.95));
}

TEST_CASE("a template makes a meme, firms make a bandwagon [000.4] [000.5]") {
  MomentFacts f = burst();
  f.templated = 0.8;
  CHECK(decide(f).label == Label::meme);
  f.brands = 6;
  f.business = 0.4;
  const Moment m = decide(f);
  CHECK(m.label == Label::bandwagon);
  CHECK(m.spread == Spread::bandwagon);
}

TEST_CASE("people who speak to the brand and want an answer are customers [003.10] [003.13]") {
  MomentFacts f = burst();
  f.addressed = 0.9;
  f.asking = 0.6;
  CHECK(decide(f).label == Label::customer);
  CHECK(decide(f).use_case == UseCase::customer_interaction);
}

TEST_CASE("the brand's own words are its event; posts from its place are a location [002.9] [002.12]") {
  MomentFacts own;
  own.posts = 3;
  own.own = 0.9;
  CHECK(decide(own).label == Label::brand_event);
  MomentFacts placed;
  placed.posts = 3;
  placed.placed = 1;
  CHECK(decide(placed).label == Label::location);
}

TEST_CASE("nothing happens in chatter") {
  MomentFacts f;
  f.posts = 2;
  f.burst = 0.4;
  CHECK(decide(f).label == Label::ambient);
  CHECK(decide(f).predictability == Predictability::none);
}

TEST_CASE("unplanned and proactive does not exist, whatever the facts [002.8]") {
  for (unsigned bits = 0; bits < 4096; ++bits) {
    MomentFacts f;
    const auto bit = [bits](unsigned i) { return (bits >> i & 1U) != 0U ? 1.0 : 0.0; };
    f.posts = bit(0) > 0 ? 20 : 1;
    f.authors = bit(1) > 0 ? 9 : 0;
    f.burst = bit(2) * 9;
    f.novelty = bit(3);
    f.contained = bit(4);
    f.container = bit(4) > 0 ? (bit(5) > 0 ? Predictability::planned : Predictability::anticipated) : Predictability::none;
    f.ahead = bit(6);
    f.templated = bit(7);
    f.addressed = f.asking = bit(8);
    f.own = bit(9);
    f.business = bit(10);
    f.brands = bit(10) > 0 ? 5 : 0;
    f.placed = bit(11);
    const Moment m = decide(f);
    CHECK_FALSE((m.predictability == Predictability::unplanned && m.posture == Posture::proactive));
    CHECK((m.p >= 0.5 && m.p <= 1));
  }
}

TEST_CASE("what is real-time marketing depends on the definition [000.1] [002.3] [004.1]") {
  MomentFacts feast = burst();
  feast.contained = 1;
  feast.container = Predictability::planned;
  feast.burst = 0;
  const Moment planned = decide(feast), breaking = decide(burst());
  CHECK_FALSE(is_rtm(planned, *named_definition("strict")));
  CHECK(is_rtm(planned, *named_definition("altimeter")));
  CHECK(is_rtm(planned, *named_definition("strategic")));
  for (const char* name : {"strict", "altimeter", "strategic"}) CHECK(is_rtm(breaking, *named_definition(name)));
  MomentFacts template_facts = burst();
  template_facts.templated = 1;
  CHECK_FALSE(is_rtm(decide(template_facts), *named_definition("strict")));
}

TEST_CASE("a label changes only when two posts running speak for the other one") {
  Tally tally;
  Moment first = decide(burst());
  settle(first, tally);
  CHECK(tally.held.label == Label::breaking);
  MomentFacts other = burst();
  other.templated = 1;
  Moment once = decide(other), twice = decide(other);
  settle(once, tally);
  CHECK(once.label == Label::breaking);
  settle(twice, tally);
  CHECK(twice.label == Label::meme);
}
