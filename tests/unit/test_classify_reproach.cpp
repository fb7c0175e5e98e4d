#include <catch2/catch.hpp>

#include <string_view>
#include <vector>

#include "classify/reproach.hpp"

using rtm::classify::Reproach;

namespace {

struct Case {
  std::string_view lang, text;
};

bool reproaches(const Case& c) {
  static Reproach reproach;
  rtm::text::Words words;
  words.analyse(c.text);
  return reproach.in(words.all(), c.lang);
}

}  // namespace

TEST_CASE("What a firm has done wrong is held against it in quiet words too", "[classify][reproach]") {
  for (const Case& c : std::vector<Case>{
           {"it", "Niente più biscotti Granvela, io boicotto"},
           {"it", "Hanno cancellato il post, ma lo screenshot ce l'ho"},
           {"it", "Granvela chieda scusa"},
           {"en", "They deleted it but I took a picture, Granvela"},
           {"en", "Not going back to Granvela until somebody explains"},
           {"en", "Granvela under fire after late-night tweet"},
           {"es", "Granvela pide perdón por su anuncio"},
           {"fr", "Granvela présente ses excuses"},
           {"de", "Bei Granvela kaufe ich nicht mehr"},
           {"pt", "Quem aprovou isso, Granvela?"},
       }) {
    CAPTURE(c.text);
    CHECK(reproaches(c));
  }
}

TEST_CASE("What buyers found in the packet is held against the firm, however calmly told", "[classify][reproach]") {
  for (const Case& c : std::vector<Case>{
           {"it", "Larve nel pacco di Granvela"},
           {"it", "Pasta Granvela richiamata dal mercato"},
           {"en", "Found a piece of glass in my Granvela"},
           {"en", "Granvela recalls its rigatoni"},
           {"es", "Gusanos en la pasta Granvela"},
           {"fr", "Rappel de produit chez Granvela"},
           {"de", "Granvela ruft Nudeln zurück: Rückruf wegen Glassplittern"},
           {"pt", "Larvas no macarrão Granvela"},
       }) {
    CAPTURE(c.text);
    CHECK(reproaches(c));
  }
  CHECK_FALSE(reproaches({"en", "A glass of milk and Granvela biscuits"}));
  CHECK_FALSE(reproaches({"it", "Un barattolo di vetro pieno di Granvela"}));
}

TEST_CASE("A question, praise or one loaded word is no reproach", "[classify][reproach]") {
  for (const Case& c : std::vector<Case>{
           {"it", "Granvela, dove trovo le penne integrali?"},
           {"it", "Stasera solo Granvela, che buona"},
           {"en", "Granvela never disappoints"},
           {"en", "A screenshot of my Granvela basket"},
           {"de", "Granvela schmeckt einfach"},
       }) {
    CAPTURE(c.text);
    CHECK_FALSE(reproaches(c));
  }
}

TEST_CASE("Cues that overlap are one", "[classify][reproach]") {
  CHECK_FALSE(reproaches({"en", "screenshot screenshots"}) == reproaches({"en", "screenshot"}));  // two cues
  CHECK(reproaches({"it", "le scuse"}));
}
