#include <catch2/catch.hpp>

#include "classify/moment/cues.hpp"

using namespace rtm::classify;
using rtm::text::Span;
using rtm::text::Words;

TEST_CASE("a grave word breaks something where it means what it says") {
  Cues cues;
  Words words;
  words.analyse("my phone died");
  const Span died{9, 13};
  CHECK(cues.of_post(words.all(), "en").breaking > 0);
  CHECK(cues.of_post(words.all(), "en", {&died, 1}).breaking == 0);
  const Span phone{3, 8};
  CHECK(cues.of_post(words.all(), "en", {&phone, 1}).breaking > 0);
  words.analyse("tonight my phone died");
  const Span later{17, 21};
  CHECK(cues.of_post(words.all(), "en", {&later, 1}).ahead > 0);
}
