#include <catch2/catch.hpp>

#include <algorithm>

#include "text/sensitive.hpp"

using rtm::text::NameFinder;
using rtm::text::SensitiveTag;
using rtm::text::SensitiveTagger;
using rtm::text::Tier;
using rtm::text::ToneModel;
using rtm::text::Words;

namespace {

std::vector<SensitiveTag> tags(std::string_view text, std::string_view lang) {
  static const SensitiveTagger tagger;
  static const ToneModel tone;
  Words words;
  words.analyse(text);
  std::vector<SensitiveTag> out;
  tone.rate(text, words, lang);
  static NameFinder names;
  tagger.read(text, words, lang, names.find(text, words, lang));
  tagger.tag(tone.hate(), out);
  return out;
}

SensitiveTag find(std::string_view text, std::string_view lang, std::string_view id) {
  for (const auto& tag : tags(text, lang)) {
    if (tag.id == id) return tag;
  }
  return {id, Tier::low, 0, {}, {}};
}

double tragic(std::string_view text, std::string_view lang) {
  double best = 0;
  for (const auto& tag : tags(text, lang)) {
    if (tag.id == "death_injury" || tag.id == "disaster" || tag.id == "terrorism" || tag.id == "crime")
      best = std::max(best, tag.p);
  }
  return best;
}

std::string words_of(std::string_view text, const SensitiveTag& tag) {
  std::string out;
  for (const auto& span : tag.spans) {
    if (!out.empty()) out += '|';
    out += text.substr(span.start, span.end - span.start);
  }
  return out;
}

}  // namespace

TEST_CASE("Tragedy is found, in many forms and six languages", "[text][sensitive][001.14]") {
  const std::vector<std::pair<const char*, const char*>> texts{
      {"it", "Terremoto nelle Marche, la gente dorme in auto"},
      {"it", "Trovato senza vita l'escursionista disperso"},
      {"it", "Accoltellata per strada, è grave"},
      {"it", "Ci ha lasciati una grande attrice"},
      {"it", "Sentite condoglianze alla famiglia"},
      {"it", "Sparatoria al mercato, due feriti"},
      {"it", "Preghiamo per Valencia"},
      {"it", "Crollato il ponte sul torrente, si cercano i dispersi"},
      {"en", "Explosion at the chemical plant, dozens hurt"},
      {"en", "Gunman opens fire in a supermarket"},
      {"en", "Rest in peace, coach"},
      {"en", "Thoughts and prayers with everyone in Houston"},
      {"en", "Hurricane warning for the whole coast, evacuations under way"},
      {"en", "He was found dead in his flat"},
      {"es", "Terremoto en Oaxaca, hay heridos"},
      {"fr", "Attentat à la gare, plusieurs blessés"},
      {"de", "Schweres Erdbeben, viele Tote"},
      {"pt", "Incêndio em boate deixa dezenas de mortos"},
  };
  for (const auto& [lang, text] : texts) {
    CAPTURE(text);
    CHECK(tragic(text, lang) >= 0.5);
    CHECK(tragic(text, "") >= 0.5);
  }
}

TEST_CASE("Tragedy inside a hashtag is found", "[text][sensitive][001.14]") {
  CHECK(tragic("Strade chiuse #alluvionesicilia", "it") >= 0.5);
  CHECK(tragic("#PrayForLisbon", "en") >= 0.5);
  CHECK(tragic("Smoke over the hills #canyonfire", "en") >= 0.5);
}

TEST_CASE("Figures of speech are not tragedy", "[text][sensitive][001.16]") {
  const std::vector<std::pair<const char*, const char*>> texts{
      {"it", "Quel video mi fa morire dal ridere"},
      {"it", "Valanga di gol al San Paolo"},
      {"it", "Sono stanca morta, divano e film"},
      {"it", "Bomba di mercato: arriva il centravanti"},
      {"it", "Ha fatto strage di cuori"},
      {"it", "Non è morto nessuno, ho solo bruciato la torta"},
      {"en", "This playlist is killing it"},
      {"en", "My battery died again"},
      {"en", "Dying to try that burger"},
      {"en", "What a photo shoot today"},
      {"en", "She scored from the halfway line, sudden death goal"},
      {"en", "Dead serious, best pizza ever"},
  };
  for (const auto& [lang, text] : texts) {
    CAPTURE(text);
    CHECK(tragic(text, lang) < 0.5);
  }
}

TEST_CASE("One ambiguous word is not enough, several are", "[text][sensitive]") {
  CHECK(tragic("There was an attack", "en") < 0.5);
  CHECK(tragic("There was an attack, several soldiers bleeding, ambulances everywhere", "en") >= 0.5);
  CHECK(tragic("Incidente in tangenziale", "it") <
        tragic("Incidente in tangenziale, ambulanze e carabinieri sul posto, due feriti", "it"));
}

TEST_CASE("A number beside victims makes them sure", "[text][sensitive]") {
  CHECK(find("Five dead near the border", "en", "death_injury").p >= 0.85);
  CHECK(find("Tre morti sulla statale", "it", "death_injury").p >= 0.85);
}

TEST_CASE("Spans are the bytes of the cues", "[text][sensitive]") {
  const std::string_view text = "Perché? C'è stata un'alluvione… e un terremoto 😢";
  const auto tag = find(text, "it", "disaster");
  CHECK(words_of(text, tag) == "alluvione|terremoto");
  CHECK(tag.why == "word:earthquake word:flood");
  const std::string_view phrase = "The singer passed away";
  CHECK(words_of(phrase, find(phrase, "en", "death_injury")) == "passed away");
  CHECK(find(phrase, "en", "death_injury").why == "idiom:passed_away");
}

TEST_CASE("The tier follows the treatment", "[text][sensitive][001.14]") {
  CHECK(find("Documentario sulla storia del terremoto del 1908", "it", "disaster").tier == Tier::low);
  CHECK(find("Terremoto nella notte, paura in città", "it", "disaster").tier == Tier::medium);
  CHECK(find("Terremoto: estratti corpi carbonizzati", "it", "disaster").tier == Tier::high);
  CHECK(find("Terror attack yesterday, they had it coming", "en", "terrorism").tier == Tier::floor);
  CHECK(find("Arrestato per pedopornografia", "it", "minors").tier == Tier::floor);
}

TEST_CASE("The other sensitive matters", "[text][sensitive][001.14][001.15]") {
  CHECK(find("Voto sull'aborto domani alla Camera", "it", "debated_issue").p >= 0.5);
  CHECK(find("Che cazzo dici", "it", "obscenity").p >= 0.5);
  CHECK(find("What the fuck is that", "en", "obscenity").p >= 0.5);
  CHECK(find("Referendum ed elezioni a giugno", "it", "politics").p >= 0.5);
  CHECK(find("New porn site blocked", "en", "adult").p >= 0.5);
  CHECK(find("Sequestrati dieci chili di cocaina", "it", "drugs_alcohol").p >= 0.5);
  CHECK(find("Scie chimiche sopra Milano", "it", "misinformation").p >= 0.5);
  CHECK(find("Scaricare gratis il film dal torrent", "it", "piracy").p >= 0.5);
  CHECK(find("Work from home and earn money, click here", "en", "spam").p >= 0.5);
  CHECK(find("Cholera outbreak in the delta", "en", "health").p >= 0.5);
  CHECK(find("Il Papa in Vaticano con l'imam", "it", "religion").p >= 0.5);
  CHECK(find("Immigrants are vermin", "en", "hate").p >= 0.5);
  CHECK(find("AR-15 sales are up", "en", "arms").p >= 0.5);
}

TEST_CASE("Everyday posts carry no tag", "[text][sensitive]") {
  for (const auto& [lang, text] :
       std::vector<std::pair<const char*, const char*>>{{"it", "Oggi lasagne da mia nonna, poi passeggiata"},
                                                        {"en", "New shoes and a long walk by the lake"},
                                                        {"it", ""}}) {
    CAPTURE(text);
    CHECK(tags(text, lang).empty());
  }
}

TEST_CASE("Hostile text is tagged without harm", "[text][sensitive]") {
  std::string text;
  for (int i = 0; i < 5000; ++i) text += "bomba #terremotobombaterremoto ";
  const auto tag = find(text, "", "disaster");
  CHECK(tag.p >= 0.5);
  CHECK(tag.spans.size() <= 8);
}

TEST_CASE("A person named beside a word of death is a death, with that reason", "[text][sensitive][names]") {
  const std::vector<std::pair<const char*, const char*>> texts{
      {"it", "È morto Carlo Verdi, aveva 83 anni"},          {"it", "Addio ad Alberto Neri, poeta della montagna"},
      {"it", "Il presidente Lorenzetti è morto nella notte"}, {"it", "Muore a 71 anni il regista Paolo Marchetti"},
      {"en", "RIP George"},                                   {"en", "Former president Walter Briggs dead at 88"},
      {"es", "Murió Carlos Fuentes, escritor mexicano"},      {"fr", "Décès de Philippe Lambert, ancien ministre"},
      {"de", "Schauspielerin Anna Keller tot aufgefunden"},   {"pt", "Luto: faleceu Antônio Carvalho"},
  };
  for (const auto& [lang, text] : texts) {
    CAPTURE(text);
    const auto tag = find(text, lang, "death_injury");
    CHECK(tag.p >= 0.5);
    CHECK(tag.why.starts_with("named_person"));
  }
}

TEST_CASE("Nobody dies who shines, sleeps, or is called by the writer", "[text][sensitive][names]") {
  const std::vector<std::pair<const char*, const char*>> texts{
      {"it", "Sono morta quando Harry Styles mi ha guardata"}, {"it", "Chiara muore di invidia per le mie scarpe"},
      {"it", "Addio a Milano, si torna al mare"},              {"en", "Taylor Swift killed it last night"},
      {"en", "I died when Ryan Gosling smiled"},               {"es", "Carlos está muerto de sueño"},
      {"de", "Ich bin tot, Felix, was für ein Tag"},
  };
  for (const auto& [lang, text] : texts) {
    CAPTURE(text);
    CHECK(find(text, lang, "death_injury").p < 0.5);
  }
}

TEST_CASE("Who wants to die is heard, in six languages; who dies of shame or tires of a city is not meant", "[text][sensitive]") {
  const std::vector<std::pair<const char*, const char*>> grave{
      {"en", "I want to end it all"},      {"it", "Voglio morire, non ce la faccio più"}, {"it", "Mi voglio ammazzare"},
      {"it", "Voglio farla finita"},       {"it", "non voglio più vivere"},               {"es", "quiero morir"},
      {"es", "no quiero vivir"},           {"fr", "je veux mourir"},                      {"fr", "j'ai envie de me tuer"},
      {"de", "ich will mich umbringen"},   {"de", "ich will nicht mehr leben"},           {"pt", "quero me matar"},
  };
  for (const auto& [lang, text] : grave) {
    CAPTURE(text);
    CHECK(find(text, lang, "death_injury").p >= 0.4);
  }
  const std::vector<std::pair<const char*, const char*>> light{
      {"it", "voglio morire dal ridere"},  {"it", "voglio morire dalla vergogna"},  {"it", "voglio farla finita con questa dieta"},
      {"it", "non voglio più vivere a Milano"}, {"es", "quiero morir de risa"},     {"fr", "je veux en finir avec ce dossier"},
      {"de", "ich will vor Scham sterben"}, {"pt", "não quero mais viver em São Paulo"},
  };
  for (const auto& [lang, text] : light) {
    CAPTURE(text);
    CHECK(tags(text, lang).empty());
  }
}

TEST_CASE("A word that is a rumour in one language and a bang in another", "[text][sensitive]") {
  CHECK(find("É boato, ninguém confirmou", "pt", "misinformation").p > 0.5);
  CHECK(tags("Un boato nella notte, poi silenzio", "it").empty());
}

TEST_CASE("A crash on the road is one, praise that sounds like it is not", "[text][sensitive]") {
  CHECK(find("Uno schianto sulla A4, code a Dalmine", "it", "disaster").p > 0.5);
  CHECK(find("È stato uno schianto tremendo, due auto distrutte", "it", "disaster").p > 0.5);
  CHECK(find("it's the bomb squad again", "en", "terrorism").p > 0.5);
  CHECK(find("Strage di innocenti in piazza", "it", "terrorism").p > 0.5);
  CHECK(find("Il ladro mi ha ucciso il cane", "it", "death_injury").p > 0.5);
  CHECK(find("Grandine sui campi, raccolto perso", "it", "disaster").p > 0.3);
  CHECK(find("Giulia Neri, dispersa sul Grigna", "it", "death_injury").p > 0.3);
  for (const auto& [lang, text] : std::vector<std::pair<const char*, const char*>>{
           {"it", "sei uno schianto"}, {"it", "Che bomba ragazzi, il nuovo spot"}, {"it", "Strage di biscotti"}, {"it", "Lo spot mi ha ucciso"},
           {"it", "Ho ucciso la dieta"}, {"en", "my train is dead again"}, {"en", "That plot twist killed me"}, {"it", "Domani dentista, pregate per me"}}) {
    CAPTURE(text);
    CHECK(tags(text, lang).empty());
  }
}
