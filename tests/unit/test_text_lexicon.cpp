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
