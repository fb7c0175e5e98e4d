#include <catch2/catch.hpp>
#include <random>

#include "text/fold.hpp"
#include "text/language.hpp"
#include "text/stem.hpp"
#include "text/words.hpp"

using namespace rtm;
using text::WordKind;

namespace {

std::vector<std::string> folded(std::string_view text) {
  text::Words words;
  words.analyse(text);
  std::vector<std::string> all;
  for (const auto& word : words.all()) all.emplace_back(word.folded);
  return all;
}

std::vector<std::string> parts(std::string_view tag) {
  std::vector<std::string> all;
  for (const auto& [from, to] : text::hashtag_parts(tag)) all.emplace_back(tag.substr(from, to - from));
  return all;
}

using List = std::vector<std::string>;

}  // namespace

TEST_CASE("Words are cut as readers cut them", "[text]") {
  CHECK(folded("L'Italia è FORTE, perche' no?") == List{"l'", "italia", "è", "forte", "perche", "no"});
  CHECK(folded("Don’t panic: it's the dog's") == List{"don't", "panic", "it's", "the", "dog's"});
  CHECK(folded("c’è dell'altro, un po' di") == List{"c'", "è", "dell'", "altro", "un", "po", "di"});
  CHECK(folded("state-of-the-art 4k 10,000 3.5% 12:30.") == List{"state", "of", "the", "art", "4k", "10,000", "3.5", "12:30"});
  CHECK(folded("漢字かな한국어") == List{"漢", "字", "か", "な", "한국어"});
  CHECK(folded("E\u0300 cos\u00EC") == List{"è", "così"});
  CHECK(folded("").empty());
  CHECK(folded("!?… --- ''").empty());
}

TEST_CASE("Signs and links are told from words", "[text]") {
  text::Words words;
  const std::string_view text = "RT @Ada_N: #SuperBowl $AAPL #1 (https://ex.example/a?b=1). @bo@mas.example!";
  words.analyse(text);
  std::vector<std::pair<std::string, WordKind>> seen;
  for (const auto& w : words.all()) seen.emplace_back(w.folded, w.kind);
  CHECK(seen == std::vector<std::pair<std::string, WordKind>>{{"rt", WordKind::word},
                                                              {"ada_n", WordKind::mention},
                                                              {"superbowl", WordKind::hashtag},
                                                              {"aapl", WordKind::hashtag},
                                                              {"1", WordKind::number},
                                                              {"https://ex.example/a?b=1", WordKind::link},
                                                              {"bo@mas.example", WordKind::mention}});
  CHECK(text.substr(words.all()[2].start, words.all()[2].end - words.all()[2].start) == "#SuperBowl");
}

TEST_CASE("An emoji with all that belongs to it is one word", "[text]") {
  CHECK(folded("👍🏽 👩‍👩‍👧 🇮🇹🇫🇷 ❤️a").size() == 6);
  CHECK(folded("😂😂").size() == 2);
}

TEST_CASE("Hashtags fall into their parts", "[text]") {
  CHECK(parts("SuperBowl2013") == List{"Super", "Bowl", "2013"});
  CHECK(parts("forza_azzurri") == List{"forza", "azzurri"});
  CHECK(parts("NFLDraft") == List{"NFL", "Draft"});
  CHECK(parts("PerchéNo") == List{"Perché", "No"});
  CHECK(parts("sanremo").empty());
  CHECK(parts("").empty());
}

TEST_CASE("Accents can be left out", "[text]") {
  CHECK(text::unaccented("perché") == "perche");
  CHECK(text::unaccented("straße") == "straße");
  CHECK(text::unaccented("abc") == "abc");
}

TEST_CASE("Function words, stems and languages", "[text]") {
  CHECK(text::is_stopword("della", "it"));
  CHECK_FALSE(text::is_stopword("terremoto", "it"));
  CHECK_FALSE(text::is_stopword("fire", "en"));
  CHECK(text::is_stopword("the", ""));
  CHECK(text::stem("terremoti", "it") == text::stem("terremoto", "it"));
  CHECK(text::stem("running", "en") == "run");
  CHECK(text::stem("слово", "ru") == "слово");
  CHECK(text::guess_language("Oggi piove e il treno non arriva mai, che giornata").code == "it");
  CHECK(text::guess_language("What a day, the train is late again and it rains").code == "en");
  CHECK(text::guess_language("@ada #tag https://x.example 123 😂").code.empty());
}

TEST_CASE("Any bytes are cut into ordered words inside the text", "[text]") {
  std::mt19937 random(7);
  text::Words words;
  const std::string_view pool = "a'É #@$1.:/hw漢👍\u200d\ufe0f\xff\xc3\x80 -_";
  for (int round = 0; round < 3000; ++round) {
    std::string bytes;
    for (auto n = random() % 60; n > 0; --n) bytes += random() % 3 ? pool[random() % pool.size()] : static_cast<char>(random());
    words.analyse(bytes);
    std::size_t end = 0;
    for (const auto& word : words.all()) {
      CHECK(word.start >= end);
      CHECK(word.end > word.start);
      CHECK(word.end <= bytes.size());
      end = word.end;
    }
  }
}

TEST_CASE("folding may make a text three times as long: words stay where they are") {
  std::string text = "prima http://x.example/";
  for (int i = 0; i < 200; ++i) text += "\U0001D160";  // NFC takes it apart into three characters
  text += "\u0301 \xFF\xFF\xFF dopo";
  rtm::text::Words words;
  words.analyse(text);
  REQUIRE(words.all().size() == 3);
  CHECK(words.all()[0].folded == "prima");
  CHECK(words.all()[1].folded.size() > 2 * (words.all()[1].end - words.all()[1].start));
  CHECK(words.all()[2].folded == "dopo");
}

TEST_CASE("a host's name ends before a letter beyond ASCII, not inside it") {
  const std::string text = "@anna@isola.\u00E8 ciao";
  rtm::text::Words words;
  words.analyse(text);
  REQUIRE(words.all().size() >= 2);
  CHECK(words.all()[0].folded == "anna@isola");
  CHECK(words.all()[0].end == std::string_view("@anna@isola").size());
}

TEST_CASE("A word is folded the same within a text as by itself", "[text]") {
  const std::string_view text = "Ahi ÀLLORA! İstanbul, Ⱥlfa e BETA: l’ÉTÉ #ForzaRomaÈ e @Nome https://EX.example/À E\u0300 Zz[`{";
  text::Words words;
  words.analyse(text);
  REQUIRE(words.all().size() > 12);
  for (const auto& word : words.all()) {
    const std::size_t sign = word.kind == WordKind::hashtag || word.kind == WordKind::mention ? 1 : 0;
    std::string alone;
    text::append_folded(text.substr(word.start + sign, word.end - word.start - sign), alone);
    CHECK(word.folded == alone);
    if (word.kind != WordKind::link) CHECK(word.hash == text::word_hash(alone));
  }
}

TEST_CASE("The parts of a hashtag are words of their own", "[text]") {
  text::Words words;
  const std::string_view text = "ecco #ForzaÈquipe2026 e #roma";
  words.analyse(text);
  const auto parts = words.parts(words.all()[1]);
  REQUIRE(parts.size() == 3);
  CHECK(parts[0].folded == "forza");
  CHECK(parts[1].folded == "èquipe");
  CHECK(parts[2].folded == "2026");
  CHECK(text.substr(parts[1].start, parts[1].end - parts[1].start) == "Èquipe");
  CHECK(parts[1].hash == text::word_hash("èquipe"));
  CHECK(words.parts(words.all()[3]).empty());
  CHECK(words.parts(words.all()[0]).empty());
}
