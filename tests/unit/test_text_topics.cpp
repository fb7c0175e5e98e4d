#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <utility>
#include <vector>

#include "data/table.hpp"
#include "text/topics.hpp"

using namespace rtm::text;

namespace {

/// What the model says of a text, its id copied.
struct Told {
  std::string id;
  double p;
  std::vector<std::string> words;
};

Told told(TopicModel& model, std::string_view text, std::string_view lang) {
  Words words;
  words.analyse(text);
  const GeneralTopic& topic = model.of(words.all(), lang);
  Told out{std::string(topic.id), topic.p, {}};
  for (const Span& span : topic.spans) out.words.emplace_back(text.substr(span.start, span.end - span.start));
  return out;
}

struct Case {
  const char *lang, *topic, *text;
};

}  // namespace

TEST_CASE("A post about one thing has its topic, in six languages", "[text][topics]") {
  const auto c = GENERATE(values<Case>({
      {"it", "politics", "Il governo perde la fiducia al Senato: elezioni a giugno, dice il ministro"},
      {"it", "sport", "Che partita! Allenatore espulso e calciatori in lacrime, scudetto perso al derby"},
      {"it", "food", "La ricetta della domenica: gnocchi al ragù e un bicchiere di vino"},
      {"it", "weather", "Domani pioggia e temporali su tutta la costa, temperature in calo"},
      {"it", "crime", "Rapina in via Verdi, i carabinieri hanno arrestato due ladri"},
      {"en", "sport", "What a goal by the striker, the coach must love this football team"},
      {"en", "technology", "The new smartphone runs Android and the app needs an update"},
      {"en", "entertainment", "Her new album is out and the concert tour starts with a song for the band"},
      {"en", "fashion", "Loving these shoes and that dress from the fashion show"},
      {"en", "science", "NASA scientists found a planet with their new telescope"},
      {"es", "economy", "La inflación sube y los bancos bajan el salario de los empresarios"},
      {"es", "sport", "El portero y el delantero del equipo de fútbol celebran el golazo"},
      {"fr", "health", "Le médecin de l'hôpital parle du vaccin contre la grippe"},
      {"fr", "food", "Ma recette de crêpes au fromage et jambon, délicieuse"},
      {"de", "politics", "Die Bundesregierung und die Koalition streiten vor der Wahl im Bundestag"},
      {"de", "travel", "Endlich Urlaub: Koffer gepackt, Flughafen, Strand!"},
      {"pt", "politics", "O governo e os deputados brigam no senado antes da eleição"},
      {"pt", "weather", "Chuva forte e tempestade com granizo hoje, meteorologia avisa"},
  }));
  TopicModel model;
  const Told topic = told(model, c.text, c.lang);
  INFO(c.text);
  CHECK(topic.id == c.topic);
  CHECK(topic.p >= kTopicP);
  CHECK(topic.p <= 1);
  CHECK_FALSE(topic.words.empty());
}

TEST_CASE("Chatter has none", "[text][topics]") {
  const auto c = GENERATE(values<std::pair<const char*, const char*>>({
      {"it", "Buongiorno a tutti, oggi proprio non ce la faccio ad alzarmi"},
      {"it", "ahahah ma sei serio? sto morendo dal ridere"},
      {"en", "I can't believe it's Monday again, good morning everyone"},
      {"en", "omg that was so awkward, why am I like this"},
      {"es", "jajaja no puedo más contigo, te quiero mucho amiga"},
      {"fr", "Bonne nuit tout le monde, à demain les amis"},
      {"de", "Guten Morgen zusammen, ich bin noch so müde"},
      {"pt", "kkkk amiga você é demais, saudade de vocês"},
      {"", "????? !!! 12:30 @paola https://example.org/football"},
      {"", ""},
  }));
  TopicModel model;
  INFO(c.second);
  CHECK(told(model, c.second, c.first).id == "");
}

TEST_CASE("A topic names the words that tell it, in their order, at most three", "[text][topics]") {
  TopicModel model;
  const Told one = told(model, "Perché il calciatore piange?", "it");
  CHECK(one.words == std::vector<std::string>{"calciatore"});
  const Told many = told(model, "Ricetta: gnocchi, ragù, formaggio, prosciutto, biscotti", "it");
  CHECK(many.words.size() == 3);
  CHECK(many.p > one.p);
}

TEST_CASE("Of a language that the tables do not speak nothing is said, and of an unknown one what any says", "[text][topics]") {
  TopicModel model;
  CHECK(told(model, "Trump, Putin, Merkel", "sv").id == "");
  CHECK(told(model, "Trump, Putin, Merkel", "").id == "politics");
  CHECK(told(model, "Trump, Putin, Merkel", "pt-BR").id == "politics");
}

TEST_CASE("A word said again adds nothing, and one text leaves no trace in the next", "[text][topics]") {
  TopicModel model;
  const Told once = told(model, "gnocchi e ragù", "it");
  CHECK(told(model, "gnocchi e ragù, gnocchi, ragù", "it").p == Approx(once.p));
  told(model, "Elezioni, governo, ministro", "it");
  CHECK(told(model, "gnocchi e ragù", "it").p == once.p);
}

TEST_CASE("A text of any length is read to a bound", "[text][topics]") {
  TopicModel model;
  std::string text;
  for (std::size_t i = 0; i < TopicModel::kMostWords; ++i) text += "boh ";
  CHECK(told(model, text + "gnocchi ragù ricetta", "it").id == "");
  CHECK(told(model, std::string(1U << 20U, 'a'), "it").id == "");
  CHECK(told(model, "\xff\xfe\xc3 gnocchi \xe2\x82 ragù", "it").id == "food");
}

TEST_CASE("Every topic has words in each of the six languages", "[text][topics]") {
  TopicModel model(TopicModel::Tables::words);
  for (const std::string_view lang : TopicModel::kLanguages) {
    std::vector<bool> found(TopicModel::kTopics);
    for (const auto& row : rtm::data::rows("topic_words", 4)) {
      if (row[2] == lang) found[model.number_of(row[0])] = true;
    }
    INFO(lang);
    CHECK(std::count(found.begin(), found.end(), true) == TopicModel::kTopics);
  }
  CHECK_THROWS(model.number_of("astrology"));
}
