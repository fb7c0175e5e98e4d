#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "text/lexicon.hpp"

using rtm::text::Lexicon;
using rtm::text::Words;

namespace {

/// The matched passages, in the order found.
std::vector<std::string> passages(const Lexicon& lexicon, std::string_view text, std::string_view lang = "") {
  Words words;
  words.analyse(text);
  std::vector<Lexicon::Match> matches;
  lexicon.find(words.all(), rtm::text::lang_set(lang), matches);
  std::vector<std::string> out;
  for (const auto& match : matches) out.emplace_back(text.substr(match.start, match.end - match.start));
  return out;
}

Lexicon with(std::string_view cell, std::string_view langs = "*") {
  Lexicon lexicon;
  lexicon.add(cell, 0, rtm::text::lang_cell(langs));
  return lexicon;
}

using Found = std::vector<std::string>;

}  // namespace

TEST_CASE("Lexicon patterns: words, stems, phrases, gaps", "[text][lexicon]") {
  CHECK(passages(with("mare"), "Il MARE, mareggiata") == Found{"MARE"});
  CHECK(passages(with("mare*"), "Il mare, mareggiata") == Found{"mare", "mareggiata"});
  CHECK(passages(with("mar rosso"), "nel Mar  Rosso") == Found{"Mar  Rosso"});
  CHECK(passages(with("mar *"), "nel mar Nero, mar") == Found{"mar Nero"});
  CHECK(passages(with("dal .. mare"), "dal nostro bel mare") == Found{"dal nostro bel mare"});
  CHECK(passages(with("dal .. mare"), "dal uno due tre quattro mare").empty());
  CHECK(passages(with("perché"), "perche perché") == Found{"perche", "perché"});
  CHECK(passages(with("colpi d'arma"), "colpi d’arma") == Found{"colpi d’arma"});
  CHECK(passages(with("quake"), "the quake's centre") == Found{"quake's"});
}

TEST_CASE("Lexicon patterns inside hashtags, never inside links and mentions", "[text][lexicon]") {
  CHECK(passages(with("flood"), "#yycflood").empty());
  CHECK(passages(with("#flood"), "#yycflood") == Found{"#yycflood"});
  CHECK(passages(with("#*fire"), "#canyonfire #firework") == Found{"#canyonfire"});
  CHECK(passages(with("#flood"), "@flood https://flood.org/flood").empty());
}

TEST_CASE("Lexicon patterns belong to languages", "[text][lexicon]") {
  const Lexicon lexicon = with("die", "en");
  CHECK(passages(lexicon, "die", "de").empty());
  CHECK(passages(lexicon, "die", "en").size() == 1);
  CHECK(passages(lexicon, "die", "xx").size() == 1);
  CHECK_THROWS_AS(with("x", "klingon"), rtm::Error);
}

TEST_CASE("A pattern that cannot be looked up is refused", "[text][lexicon]") {
  CHECK_THROWS_AS(with("*"), rtm::Error);
  CHECK_THROWS_AS(with(".. mare"), rtm::Error);
  CHECK_THROWS_AS(with("ab*"), rtm::Error);
  CHECK_THROWS_AS(with("&"), rtm::Error);
}

TEST_CASE("A table that words keep the silence of finds what it finds without", "[text]") {
  Lexicon kept(rtm::text::Table::offence), plain;
  for (Lexicon* lexicon : {&kept, &plain}) {
    lexicon->add("die", 0, rtm::text::lang_cell("de"));
    lexicon->add("ban*, on the other hand", 1, rtm::text::lang_cell("*"));
    lexicon->add("#rust", 2, rtm::text::lang_cell("en"));
  }
  rtm::text::Silences silences;
  Words words(&silences);
  std::vector<Lexicon::Match> with_silence, without;
  std::size_t found = 0;
  for (int i = 0; i < 4000; ++i) {
    std::string text = "die banane's on the other hand and #entrusted the dog's";
    for (int k = 0; k < 12; ++k) text += " w" + std::to_string(i * 12 + k);  // more words than are remembered
    words.analyse(text);
    for (const std::string_view lang : {"en", "de", ""}) {
      kept.find(words.all(), rtm::text::lang_set(lang), with_silence);
      plain.find(words.all(), rtm::text::lang_set(lang), without);
      REQUIRE(with_silence.size() == without.size());
      found += without.size();
      for (std::size_t m = 0; m < without.size(); ++m) {
        REQUIRE(with_silence[m].entry == without[m].entry);
        REQUIRE(with_silence[m].start == without[m].start);
      }
    }
  }
  CHECK(found >= 4000 * (3 + 4 + 4));
}
