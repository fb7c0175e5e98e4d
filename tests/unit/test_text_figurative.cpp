#include <catch2/catch.hpp>

#include <algorithm>
#include <string_view>
#include <vector>

#include "text/sensitive.hpp"

using rtm::text::NameFinder;
using rtm::text::SensitiveTag;
using rtm::text::SensitiveTagger;
using rtm::text::ToneModel;
using rtm::text::Words;

namespace {

struct Case {
  const char *lang, *text;
};

/// The largest p of a tragic matter.
double tragic(const Case& of) {
  static const SensitiveTagger tagger;
  static const ToneModel tone;
  static NameFinder names;
  Words words;
  words.analyse(of.text);
  std::vector<SensitiveTag> tags;
  tone.rate(of.text, words, of.lang);
  tagger.read(of.text, words, of.lang, names.find(of.text, words, of.lang));
  tagger.tag(tone.hate(), tags);
  double best = 0;
  for (const auto& tag : tags) {
    if (tag.id == "death_injury" || tag.id == "disaster" || tag.id == "terrorism" || tag.id == "crime") best = std::max(best, tag.p);
  }
  return best;
}

void harmless(const std::vector<Case>& cases) {
  for (const auto& c : cases) {
    CAPTURE(c.text);
    CHECK(tragic(c) < 0.5);
  }
}

void grave(const std::vector<Case>& cases) {
  for (const auto& c : cases) {
    CAPTURE(c.text);
    CHECK(tragic(c) >= 0.5);
  }
}

}  // namespace

TEST_CASE("So much of something is no catastrophe, of mud or water it is", "[text][figurative]") {
  harmless({{"en", "A flood of postcards from the cousins"},
            {"en", "Flooded with postcards since Monday"},
            {"it", "Una valanga di inviti per sabato"},
            {"es", "Avalancha de invitaciones para el sábado"},
            {"fr", "Une avalanche de cartes postales"},
            {"de", "Eine Flut von Einladungen für Samstag"},
            {"pt", "Enxurrada de convites para sábado"}});
  grave({{"en", "A flood of mud reached the church"},
         {"it", "Una valanga di fango sulla chiesa"},
         {"es", "Avalancha de barro sobre la iglesia"},
         {"fr", "Une avalanche de boue sur l'église"},
         {"de", "Eine Flut von Schlamm im Dorf"},
         {"pt", "Enxurrada de lama na igreja"},
         {"it", "L'alluvione di Firenze"},
         {"it", "La valanga del Monte Bianco"}});
}

TEST_CASE("Machines die, people too", "[text][figurative]") {
  harmless({{"en", "Our toaster has finally died"},
            {"it", "Il mio tostapane è morto"},
            {"it", "È morto il mio tostapane"},
            {"es", "Mi tostadora ha muerto"},
            {"fr", "Ma chaudière est morte"},
            {"de", "Der Drucker ist gestorben"},
            {"pt", "A minha torradeira morreu"}});
  grave({{"en", "The phone company's founder has died"},
         {"it", "Il mio professore è morto"},
         {"it", "È morto il mio professore"},
         {"es", "Mi profesor ha muerto"},
         {"fr", "Ma voisine est morte"},
         {"de", "Der Bürgermeister ist gestorben"},
         {"pt", "A minha vizinha morreu"}});
}

TEST_CASE("An upheaval in an institution is none of the ground", "[text][figurative]") {
  harmless({{"en", "Earthquake in the boardroom, two directors leave"},
            {"it", "Terremoto nel consiglio, via due assessori"},
            {"es", "Terremoto en el partido, dimiten dos concejales"},
            {"fr", "Séisme dans la majorité, deux départs"},
            {"de", "Erdbeben in der Partei, zwei Rücktritte"},
            {"pt", "Terremoto no governo, saem dois ministros"}});
  grave({{"en", "Earthquake in the valley, people in the streets"},
         {"it", "Terremoto nella valle, gente in strada"},
         {"es", "Terremoto en el valle, gente en la calle"},
         {"fr", "Séisme dans la vallée, les gens dehors"},
         {"de", "Erdbeben in der Region, Menschen auf der Straße"},
         {"pt", "Terremoto no vale, gente na rua"}});
}

TEST_CASE("A verdict on a cake is none on the world", "[text][figurative]") {
  harmless({{"en", "This soup is a total disaster"},
            {"it", "La minestra è un disastro"},
            {"it", "È un delitto il ketchup sulla pizza"},
            {"es", "La sopa es un desastre"},
            {"fr", "Cette soupe est une vraie catastrophe"},
            {"de", "Die Suppe ist eine Katastrophe"},
            {"pt", "A sopa ficou um desastre"}});
  grave({{"en", "Flood disaster on the coast"}, {"it", "Disastro ferroviario in galleria"}, {"it", "È stata una strage, si contano i morti"}});
}

TEST_CASE("Gifts are not disasters, help after one is", "[text][sensitive]") {
  harmless({{"en", "Donations for the school choir are welcome"},
            {"it", "Raccolta fondi per il coro della scuola"},
            {"de", "Eine Spende für den Chor"},
            {"en", "What a relief, the choir found its piano"}});
  grave({{"en", "Donations for the flood victims"}, {"it", "Raccolta fondi per gli alluvionati"}});
}

TEST_CASE("A tragedy told in gentle words is one", "[text][sensitive]") {
  grave({{"it", "Preghiamo insieme per quei bambini e per le loro famiglie"},
         {"it", "Accendiamo una candela per chi non tornerà a casa"},
         {"en", "Light a candle for those who won't come home"},
         {"en", "The village weeps for its fishermen"},
         {"es", "El pueblo llora a sus pescadores"},
         {"fr", "Le village pleure ses marins"},
         {"de", "Zündet eine Kerze an für alle, die nicht nach Hause gekommen sind"},
         {"pt", "A cidade chora os seus pescadores"},
         {"it", "Cade dal ponteggio, inutili i soccorsi"}});
  harmless({{"it", "Una candela profumata per il bagno"},
            {"en", "The candles on the cake say forty"},
            {"en", "She was late coming home again"},
            {"it", "Stasera non torno a casa, dormo da Luca"},
            {"es", "El bebé llora toda la noche"},
            {"de", "Das Kind weint, weil der Ball weg ist"}});
}

TEST_CASE("Where someone leaves a post the earthquake is the club's, in a place it is real", "[text][figurative]") {
  harmless({{"en", "Earthquake at Rovers as the chairman quits"},
            {"es", "Terremoto en el Betis: dimite la junta"},
            {"fr", "Séisme au Stade: l'entraîneur limogé"},
            {"de", "Erdbeben bei Borussia: der Sportchef tritt zurück"},
            {"pt", "Terremoto no Flamengo: técnico pede demissão"}});
  grave({{"it", "Terremoto in Turchia, si dimette il ministro"}, {"en", "Earthquake in Turkey, minister resigns"}});
}

TEST_CASE("Grave words that do not mean what they say are told apart for the tone", "[text][figurative]") {
  static const SensitiveTagger tagger;
  static NameFinder names;
  const auto figures = [&](std::string_view text, std::string_view lang) {
    Words words;
    words.analyse(text);
    tagger.read(text, words, lang, names.find(text, words, lang));
    return tagger.figures().size();
  };
  CHECK(figures("A flood of postcards", "en") == 1);
  CHECK(figures("The flood took the bridge", "en") == 0);
  CHECK(figures("The soup is a disaster", "en") == 0);
  CHECK(figures("This song killed me, lol", "en") == 1);
  CHECK(figures("The heat killed me", "en") == 0);
  CHECK(figures("Terremoto nella dirigenza", "it") == 1);
}
