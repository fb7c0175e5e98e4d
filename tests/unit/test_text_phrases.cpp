#include <catch2/catch.hpp>
#include <random>

#include "base/error.hpp"
#include "text/phrases.hpp"

using namespace rtm;
using text::PhraseMatch;

namespace {

struct Found {
  std::vector<PhraseMatch> matches;
  std::vector<std::string> texts;
};

Found find(std::initializer_list<const char*> entries, std::string_view text) {
  text::PhraseSet set;
  for (const char* entry : entries) set.add(entry);
  set.compile();
  text::Words words;
  words.analyse(text);
  Found found;
  set.find(text, words, found.matches);
  for (const auto& m : found.matches) found.texts.emplace_back(text.substr(m.start, m.end - m.start));
  return found;
}

using List = std::vector<std::string>;

}  // namespace

TEST_CASE("A phrase is whole words, case and blanks aside", "[text]") {
  CHECK(find({"super bowl"}, "Il Super  BOWL, super-bowl; superb owl. super, bowl").texts == List{"Super  BOWL", "super-bowl"});
  CHECK(find({"caff"}, "caffè").texts.empty());
  CHECK(find({"caffè"}, "un caffe, un Caffè, un CAFFE'").texts == List{"caffe", "Caffè", "CAFFE"});
  CHECK(find({"pero"}, "però").texts.empty());
  CHECK(find({"l'aquila"}, "Terremoto a L’Aquila").texts == List{"L’Aquila"});
}

TEST_CASE("A phrase is found in hashtags and mentions", "[text]") {
  CHECK(find({"super bowl"}, "#SuperBowl #superbowl @superbowl #ForzaSuperBowl2013").texts ==
        List{"#SuperBowl", "SuperBowl", "#superbowl", "@superbowl", "SuperBowl"});
  CHECK(find({"barilla"}, "@Barilla #barilla").texts == List{"@Barilla", "#barilla"});
}

TEST_CASE("A star stands for any ending", "[text]") {
  CHECK(find({"terremot*"}, "terremoto, Terremotati, terra").texts == List{"terremoto", "Terremotati"});
  CHECK(find({"perché* no"}, "perche no").texts == List{"perche no"});
}

TEST_CASE("Between slashes stands a regular expression", "[text]") {
  const auto found = find({"pasta", R"(/past[ae] (al|alla) \pL+/)"}, "Pasta alla Norma e pasta");
  CHECK(found.texts == List{"Pasta", "Pasta alla Norma", "pasta"});
  CHECK(found.matches[1].pattern == 1);
  text::PhraseSet set;
  CHECK_THROWS_AS(set.add("/a(/"), Error);
  CHECK_THROWS_AS(set.add("..."), Error);
}

TEST_CASE("Emoji are words, too", "[text]") { CHECK(find({"🍝", "❤"}, "viva 🍝!").texts == List{"🍝"}); }

TEST_CASE("Thousands of phrases and any bytes", "[text]") {
  text::PhraseSet set;
  for (int i = 0; i < 3000; ++i) set.add("parola" + std::to_string(i) + " due*");
  set.add("/a+b/");
  set.add("/x*/");
  set.compile();
  std::mt19937 random(11);
  text::Words words;
  std::vector<PhraseMatch> out;
  for (int round = 0; round < 1000; ++round) {
    std::string bytes = "parola7 duetto ";
    for (auto n = random() % 80; n > 0; --n) bytes += static_cast<char>(random());
    words.analyse(bytes);
    out.clear();
    set.find(bytes, words, out);
    REQUIRE_FALSE(out.empty());
    CHECK(out.front().pattern == 7);
    for (const auto& m : out) CHECK((m.start < m.end && m.end <= bytes.size()));
  }
}
