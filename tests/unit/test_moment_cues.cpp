#include <catch2/catch.hpp>

#include "classify/moment/cues.hpp"

using rtm::classify::Cues;
using rtm::classify::PostCues;

namespace {

PostCues cues_of(std::string_view text, std::string_view lang) {
  static Cues cues;
  rtm::text::Words words;
  words.analyse(text);
  return cues.of_post(words, lang);
}

}  // namespace

TEST_CASE("a hashtag in capitals speaks by its parts, too") {
  CHECK(cues_of("what a night #LakesideConcert", "en").event > 0);
  CHECK(cues_of("what a night #lakesideconcert", "en").event == 0);
  CHECK(cues_of("we are all here #MillRoadExplosion", "en").breaking > 0);
  CHECK(cues_of("siamo tutti qui #EsplosioneAlMulino", "it").breaking > 0);
  CHECK(cues_of("hello #GoodMorningAll", "en").breaking == 0);
}

TEST_CASE("what the words and the hashtag say is joined") {
  CHECK(cues_of("the concert #LakesideConcert", "en").event > cues_of("the concert", "en").event);
}

TEST_CASE("a grave word breaks something where it means what it says") {
  Cues cues;
  rtm::text::Words words;
  words.analyse("my phone died");
  const rtm::text::Span died{9, 13}, phone{3, 8};
  CHECK(cues.of_post(words, "en").breaking > 0);
  CHECK(cues.of_post(words, "en", {&died, 1}).breaking == 0);
  CHECK(cues.of_post(words, "en", {&phone, 1}).breaking > 0);
  words.analyse("tonight my phone died");
  const rtm::text::Span later{17, 21};
  CHECK(cues.of_post(words, "en", {&later, 1}).ahead > 0);
}

TEST_CASE("a firm is told by its legal form or two such words, not by one that people's handles have too") {
  Cues cues;
  CHECK(cues.of_author("Molo Gelati Srl molo_gelati") >= 0.5);
  CHECK(cues.of_author("Hotel Molo Store") >= 0.5);
  CHECK(cues.of_author("Anna anna_bank") < 0.5);
  CHECK(cues.of_author("caffe_e_libri") < 0.5);
  CHECK(cues.of_author("studio matto") < 0.5);
}
