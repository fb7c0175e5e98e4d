#include <catch2/catch.hpp>

#include <string>

#include "text/names.hpp"

using rtm::text::Name;
using rtm::text::name_kind;
using rtm::text::NameFinder;
using rtm::text::Words;

namespace {

const std::vector<Name>& find(std::string_view text, std::string_view lang) {
  static NameFinder finder;
  static Words words;
  words.analyse(text);
  return finder.find(text, words, lang);
}

/// "person Mario Rossi, place Roma".
std::string names(std::string_view text, std::string_view lang) {
  std::string out;
  for (const Name& name : find(text, lang)) out += (out.empty() ? "" : ", ") + std::string(name_kind(name.kind)) + ' ' + std::string(name.text);
  return out;
}

}  // namespace

TEST_CASE("Persons are found by first name, title, age and death, in six languages", "[text][names]") {
  CHECK(names("Ieri sera Mario Rossi ha parlato di pane", "it") == "person Mario Rossi");
  CHECK(names("Ho visto il ministro Brambatti al mercato", "it") == "person Brambatti");
  CHECK(names("È morto Ubaldo Trinchetti, aveva 90 anni", "it") == "person Ubaldo Trinchetti");
  CHECK(names("la leggenda di Leonardo da Vinci", "it") == "person Leonardo da Vinci");
  CHECK(names("we listened to Mr. Smith and to George S. Patton", "en") == "person Smith, person George S. Patton");
  CHECK(names("what Laura's brother said", "en") == "person Laura");
  CHECK(names("ayer murió Quintanilla en su casa", "es") == "person Quintanilla");
  CHECK(names("hier soir, Claire Fontaine chantait", "fr") == "person Claire Fontaine");
  CHECK(names("Der Kanzler Brandner kommt, und die Katze auch", "de") == "person Brandner");
  CHECK(names("ontem João Barbosa cantou um samba", "pt") == "person João Barbosa");
}

TEST_CASE("Places and organisations are found by lists and cues", "[text][names]") {
  CHECK(names("domani vado a Milano con la NATO e il gatto", "it") == "place Milano, organisation NATO");
  CHECK(names("una lezione all'Università di Bologna", "it") == "organisation Università di Bologna");
  CHECK(names("he works for Hartley Foods Ltd now", "en") == "organisation Hartley Foods Ltd");
  CHECK(names("ein Wochenende in München und in New York", "de") == "place München, place New York");
  CHECK(names("ci vediamo in via Garibaldi stasera", "it") == "place via Garibaldi");
  CHECK(names("she grew up in Reading, reading", "en") == "place Reading");
  CHECK(names("a day in George's County", "en") == "place George's County");
}

TEST_CASE("A name that is a word, a saint, a storm or shouted names nobody", "[text][names]") {
  CHECK(names("Rosa e arancio sono i miei colori", "it").empty());
  CHECK(names("Nice to read that", "en").empty());
  CHECK(names("domani mercato in piazza, poi san Marco", "it").empty());
  CHECK(names("after the night of hurricane Matthew nothing was left", "en").empty());
  CHECK(names("BASTA CON QUESTE STORIE SENZA NESSUNA FINE", "it").empty());
  CHECK(names("Der Hund und die Katze lieben das Wetter", "de").empty());
  CHECK(names("This Is How Every Monday Morning Really Feels", "en").empty());
  CHECK(names("ieri mario rossi ha parlato", "it").empty());
}

TEST_CASE("Words in capitals beside a name are none of it", "[text][names]") {
  CHECK(names("\"Laura Leaves the Building\" is on tonight", "en") == "person Laura Leaves");
  CHECK(names("she sang in The Laura Show last week", "en") == "person Laura");
  CHECK(names("we heard Laura Bianchi Paris and the band", "en") == "person Laura Bianchi, place Paris");
  CHECK(names("Laura Bianchi Dies At Home Aged Ninety, Family Tells Paper", "en") == "person Laura Bianchi");
  CHECK(names("we voted for the Bakers 8 years ago", "en").empty());
  CHECK(names("the Bakers, 8 years later", "en").find("Bakers") != std::string::npos);
  CHECK(names("the Attorney General spoke of a Christian choir", "en").empty());
  CHECK(names("read The Wall Street Journal", "en") == "organisation Wall Street Journal");
  CHECK(names("Florida Bakers Meet Again To Share Their Finest Recipes", "en") == "place Florida");
  CHECK(names("the Miss America Laura Baker story", "en") == "place America, person Laura Baker");
  CHECK(names("Storm Rains On Haiti While Matthew Rocks Island Again Tonight", "en").find("place Rocks Island") == std::string::npos);
}

TEST_CASE("Firms called like persons, persons called like firms", "[text][names]") {
  CHECK(names("le giacche di Giorgio Armani e di Armani", "it") == "person Giorgio Armani");
  CHECK(names("domani compro una giacca di Armani", "it") == "organisation Armani");
  CHECK(names("she sings like Zara Larsson and shops at Zara", "en") == "person Zara Larsson, organisation Zara");
  CHECK(names("we closed the Opening Gap yesterday", "en").empty());
  CHECK(names("a class at Iowa State University today", "en") == "organisation Iowa State University");
  CHECK(names("a single by Bank Boy Tom", "en").find("organisation") == std::string::npos);
}

TEST_CASE("Hashtags and handles are cut at their capitals", "[text][names]") {
  CHECK(names("#PrayForParis tonight", "en") == "place Paris");
  CHECK(names("grande #MarioRossi oggi", "it") == "person MarioRossi");
  CHECK(names("thanks @LauraBianchi and @cooking", "en") == "person LauraBianchi");
  CHECK(names("#roma è bella", "it") == "place roma");
  CHECK(names("#MilanoDesign2026 oggi", "it") == "place Milano");
  CHECK(names("#TokyoÉtéFrance", "fr") == "place Tokyo, place France");
  CHECK(names("#StopNATO2026", "en") == "organisation NATO");
}

TEST_CASE("A name told again is one name with more spans; a surname alone is who had it", "[text][names]") {
  const std::string_view text = "ieri Mario Rossi ha vinto, poi Mario Rossi ha perso: povero Rossi";
  const auto& all = find(text, "it");
  REQUIRE(all.size() == 1);
  REQUIRE(all[0].spans.size() == 3);
  CHECK(text.substr(all[0].spans[2].start, all[0].spans[2].end - all[0].spans[2].start) == "Rossi");
  CHECK(all[0].p >= 0.85);
}

TEST_CASE("Spans point at the name without its possessive, whatever the apostrophe", "[text][names]") {
  const std::string_view text = "we saw Emily Watson’s garden";
  const auto& all = find(text, "en");
  REQUIRE(all.size() == 1);
  CHECK(all[0].text == "Emily Watson");
  CHECK(all[0].spans[0].end == text.find("’"));
}

TEST_CASE("A text of nothing but names is read within bounds", "[text][names]") {
  std::string text;
  for (int i = 0; i < 5000; ++i) text += "Mario Rossi, via Di Da Della Anna" + std::string(i % 7, 'x') + ". ";
  const auto& all = find(text, "it");
  CHECK(all.size() <= NameFinder::kMostNames);
  for (const Name& name : all) {
    for (const auto& span : name.spans) CHECK((span.start < span.end && span.end <= text.size()));
  }
}
