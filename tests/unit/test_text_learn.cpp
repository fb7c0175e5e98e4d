#include <catch2/catch.hpp>
#include <random>

#include "base/error.hpp"
#include "text/features.hpp"
#include "text/label_learner.hpp"

using namespace rtm;

namespace {

/// Sentences of two kinds that share most words.
struct Corpus {
  text::Examples examples;
  std::vector<std::uint32_t> truth;

  void add(const std::string& sentence, std::uint32_t kind) {
    text::Words words;
    text::Features features;
    words.analyse(sentence);
    examples.add(features.extract(sentence, words), {});
    truth.push_back(kind);
  }
};

Corpus corpus() {
  const std::vector<std::string> fillers{"oggi", "ieri", "a Torino", "con Paola", "davvero", "in ufficio", "sul treno", "di nuovo"};
  const std::vector<std::vector<std::string>> kinds{{"la pasta era squisita", "che cena stupenda", "pranzo buonissimo"},
                                                    {"treno in ritardo", "che coda infinita", "bus soppresso"}};
  Corpus all;
  std::mt19937 random(7);
  for (std::uint32_t i = 0; i < 200; ++i) {
    const std::uint32_t kind = i % 2;
    all.add(kinds[kind][random() % 3] + " " + fillers[random() % 8] + " " + fillers[random() % 8], kind);
  }
  return all;
}

text::Learned learned() {
  const Corpus all = corpus();
  return text::learn_label("tema", {"cibo", "viaggi"}, all.examples, all.truth);
}

text::LabelModel::Answer answer(const text::LabelModel& model, const std::string& sentence) {
  text::Words words;
  text::Features features;
  words.analyse(sentence);
  return model.rate(features.extract(sentence, words), {});
}

std::string fault_of(const std::string& model) {
  try {
    text::LabelModel::read(model, "m");
  } catch (const Error& error) {
    return error.what();
  }
  return {};
}

}  // namespace

TEST_CASE("a label is learned, and told of words never seen by their letters") {
  const text::Learned result = learned();
  CHECK(result.held_out.macro_f1() > 0.95);
  CHECK(result.held_out.total() == 200);
  CHECK(answer(result.model, "che pasta stupenda").value == 0);
  CHECK(answer(result.model, "treni soppressi, code infinite").value == 1);
  CHECK(answer(result.model, "treno in ritardo").p > 0.8);
}

TEST_CASE("probabilities are no surer than the answers are right") {
  Corpus noise;
  std::mt19937 random(3);
  const std::vector<std::string> fillers{"uno", "due", "tre", "quattro", "cinque", "sei"};
  for (int i = 0; i < 300; ++i) {
    noise.add(fillers[random() % 6] + " " + fillers[random() % 6] + " " + fillers[random() % 6] + " " + std::to_string(i),
              random() % 2);
  }
  const text::Learned result = text::learn_label("caso", {"a", "b"}, noise.examples, noise.truth);
  CHECK(result.held_out.accuracy() < 0.65);
  CHECK(result.held_out.mean_p() < 0.65);
}

TEST_CASE("the same examples give the same model, and what is written is read again") {
  const std::string text = learned().model.write();
  CHECK(learned().model.write() == text);
  const text::LabelModel again = text::LabelModel::read(text, "m");
  CHECK(again.write() == text);
  CHECK(answer(again, "bus in ritardo").p == answer(learned().model, "bus in ritardo").p);
}

TEST_CASE("a model that is damaged or of another version is refused in one line") {
  const std::string text = learned().model.write();
  CHECK(fault_of(text).empty());
  CHECK(fault_of("posts\n") == "m: not a model of rtm-learn");
  CHECK(fault_of("") == "m: not a model of rtm-learn");
  std::string other = text;
  other.replace(other.find("2.2"), 3, "9.1");
  CHECK(fault_of(other).find("a model of version 9.1, not 2.2") != std::string::npos);
  for (const std::size_t cut : {text.size() - 1, text.size() / 2, std::size_t{40}}) {
    CHECK(fault_of(text.substr(0, cut)).find("a damaged model; train it again") != std::string::npos);
  }
  std::string flipped = text;
  flipped[text.size() / 2] = flipped[text.size() / 2] == 'a' ? 'b' : 'a';
  CHECK(fault_of(flipped).find("a damaged model") != std::string::npos);
}

TEST_CASE("three values, one of them rare") {
  Corpus all;
  const std::vector<std::string> words{"rosso fuoco", "verde prato", "blu mare"};
  for (std::uint32_t i = 0; i < 130; ++i) {
    const std::uint32_t kind = i % 13 == 0 ? 2 : i % 2;
    all.add(words[kind] + " numero " + std::string(1 + i % 5, 'x'), kind);
  }
  const text::Learned result = text::learn_label("colore", {"r", "v", "b"}, all.examples, all.truth);
  CHECK(result.held_out.f1(2) > 0.9);
  CHECK(answer(result.model, "un mare blu").value == 2);
}

TEST_CASE("a text that says one word again and again does not upset what is learned") {
  Corpus all = corpus();
  for (std::uint32_t i = 0; i < 30; ++i) {
    std::string again;
    for (int n = 0; n < 60; ++n) again += "@qualcuno ";
    all.add(again + std::to_string(i), i % 2);
  }
  const text::Learned result = text::learn_label("tema", {"cibo", "viaggi"}, all.examples, all.truth);
  CHECK(result.held_out.accuracy() > 0.88);
  CHECK(answer(result.model, "che pasta stupenda").value == 0);
}

TEST_CASE("features do not depend on what was read before, and are bounded") {
  text::Words words;
  text::Features features;
  const auto of = [&](const std::string& s) {
    words.analyse(s);
    const auto found = features.extract(s, words);
    return std::vector<std::uint32_t>(found.begin(), found.end());
  };
  const auto first = of("Ciao, mondo!");
  CHECK(of(std::string(100000, 'a') + " b").size() < 200);
  std::string many;
  for (int i = 0; i < 20000; ++i) many += "parola ";
  CHECK(of(many).size() < 5000);
  CHECK(of("Ciao, mondo!") == first);
  CHECK(of("ciao, mondo!") == first);
  CHECK(of("ciao mondo") != first);
}
