#include <catch2/catch.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "text/scenes.hpp"
#include "text/sensitive.hpp"

using rtm::text::lang_set;
using rtm::text::Scenes;
using rtm::text::Words;

namespace {

/// The scenes of a text with their p, "flood .84".
std::vector<std::pair<std::string_view, double>> shown(std::string_view lang, std::string_view text) {
  static Scenes scenes;
  Words words;
  words.analyse(text);
  std::vector<std::pair<std::string_view, double>> out;
  for (const auto& found : scenes.find(text, words.all(), lang_set(lang))) out.emplace_back(scenes.all()[found.scene].name, scenes.p(found));
  return out;
}

double p_of(std::string_view scene, std::string_view lang, std::string_view text) {
  for (const auto& [name, p] : shown(lang, text)) {
    if (name == scene) return p;
  }
  return 0;
}

struct Case {
  std::string_view scene, lang, text;
};

}  // namespace

TEST_CASE("A disaster or a death in everyday words", "[text][scenes]") {
  for (const Case& c : std::vector<Case>{
           {"seismic", "it", "Scossa fortissima a Messina, siamo tutti in strada"},
           {"earthquake", "it", "La terra trema ancora, avete sentito?"},
           {"earthquake", "en", "The ground just shook so hard, plates fell off the wall"},
           {"earthquake", "es", "Ha temblado fuerte, salimos todos a la calle"},
           {"earthquake", "fr", "La terre a tremblé, tout le quartier est dehors"},
           {"earthquake", "de", "Gerade hat die Erde gebebt, habt ihr das gespürt?"},
           {"earthquake", "pt", "A terra tremeu aqui, toda a gente na rua"},
           {"accident", "it", "È deragliato un treno vicino a Lodi, soccorsi sul posto"},
           {"accident", "en", "School bus overturned, children on board"},
           {"accident", "de", "Reisebus umgekippt, viele Kinder an Bord"},
           {"flood", "en", "The levee has given way, get to higher ground"},
           {"flood", "fr", "La rivière est sortie de son lit, des familles attendent les secours"},
           {"collapse", "it", "Ha ceduto il tetto del capannone, operai sotto"},
           {"fire", "es", "Arde la fábrica de pinturas, columna de humo"},
           {"passed_away", "it", "Mia nonna se n'è andata stanotte"},
           {"passed_away", "en", "My grandpa slipped away in his sleep"},
           {"passed_away", "de", "Oma ist friedlich eingeschlafen"},
           {"not_survived", "pt", "Não resistiu o menino que caiu da janela"},
           {"struck", "fr", "Une fillette renversée devant l'école par une voiture"},
           {"knife", "de", "Ein Mann mit Messer greift Leute am Bahnhof an"},
           {"missing", "es", "Lleva tres días sin aparecer, ayúdennos a encontrarla"},
           {"abuse", "en", "He only hit me when he was drunk, I thought it was my fault"},
           {"shot", "en", "Several people shot at a premiere, police say"},
           {"not_home", "it", "Tre operai non torneranno a casa stasera"},
       }) {
    CAPTURE(c.text);
    CHECK(p_of(c.scene, c.lang, c.text) >= 0.7);
  }
}

TEST_CASE("The same words of another scene", "[text][scenes]") {
  for (const Case& c : std::vector<Case>{
           {"passed_away", "it", "Nonno se n'è andato in Sardegna stanotte con il traghetto"},
           {"passed_away", "en", "Grandma fell asleep on the couch during the finale"},
           {"passed_away", "es", "Mi abuela se fue anoche a bailar"},
           {"not_survived", "en", "He didn't make it to the party, traffic"},
           {"earthquake", "de", "Das Haus wackelt, die Nachbarn feiern"},
           {"knife", "it", "Il coltello colpisce per come taglia bene il burro"},
           {"abuse", "en", "He hit me up with a text about the game"},
           {"fire", "it", "Quella salsa: mi brucia la lingua, ma che casa accogliente"},
       }) {
    CAPTURE(c.text);
    CHECK(p_of(c.scene, c.lang, c.text) < 0.5);
  }
}

TEST_CASE("Whom and what stand in one sentence, near each other", "[text][scenes]") {
  CHECK(p_of("accident", "en", "We took the bus. The verdict was overturned by the judge") == 0);
  CHECK(p_of("accident", "en", "The bus that we all took home late that night was fine, a verdict overturned") == 0);
  CHECK(p_of("accident", "en", "The bus to the coast overturned") > 0);
}

TEST_CASE("A long text of one word costs no more than its length", "[text][scenes]") {
  std::string text;
  for (int i = 0; i < 20000; ++i) text += "shook ";
  CHECK(shown("en", text).empty());
}

TEST_CASE("A scene is a reason of sensitive matter", "[text][scenes][sensitive]") {
  const rtm::text::SensitiveTagger tagger;
  Words words;
  const std::string_view text = "Il torrente ha rotto gli argini, famiglie sui tetti";
  words.analyse(text);
  std::vector<rtm::text::SensitiveTag> tags;
  tagger.read(text, words, "it", {});
  tagger.tag({}, tags);
  REQUIRE(tags.size() == 1);
  CHECK(tags[0].id == "disaster");
  CHECK(tags[0].why == "scene:flood");
  CHECK(tags[0].p >= 0.7);
  REQUIRE_FALSE(tags[0].spans.empty());
  CHECK(text.substr(tags[0].spans[0].start, tags[0].spans[0].end - tags[0].spans[0].start) == "torrente ha rotto");
}
