#include <catch2/catch.hpp>

#include <algorithm>

#include "text/sensitive.hpp"

using namespace rtm::text;

namespace {

/// How sure it is that the text tells of a disaster.
double disaster(std::string_view text, std::string_view lang) {
  static const SensitiveTagger tagger;
  static const rtm::text::ToneModel tone;
  Words words;
  words.analyse(text);
  std::vector<SensitiveTag> tags;
  tone.rate(text, words, lang);
  tagger.read(text, words, lang, {});
  tagger.tag(tone.hate(), tags);
  const auto found = std::find_if(tags.begin(), tags.end(), [](const auto& tag) { return tag.id == "disaster"; });
  return found == tags.end() ? 0 : found->p;
}

}  // namespace

TEST_CASE("Who fires somebody sets nothing on fire", "[text][sensitive]") {
  CHECK(disaster("Bakery fires waitress over a receipt", "en") < 0.3);
  CHECK(disaster("Club fires head coach after the derby", "en") < 0.3);
  CHECK(disaster("The boss fires half the office", "en") < 0.3);
  CHECK(disaster("My manager wants to fire me", "en") < 0.3);
  CHECK(disaster("She fires back at her critics", "en") < 0.3);
  CHECK(disaster("Fires near the village, people told to leave", "en") >= 0.5);
  CHECK(disaster("Two fires burning north of town", "en") >= 0.5);
  CHECK(disaster("The fires are spreading fast", "en") >= 0.5);
}
