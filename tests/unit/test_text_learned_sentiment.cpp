#include <catch2/catch.hpp>
#include <cmath>
#include <random>

#include "text/hybrid_tone.hpp"
#include "text/linear_learner.hpp"

using namespace rtm::text;

namespace {

std::vector<std::uint32_t> gist(std::string_view text) {
  Words words;
  words.analyse(text);
  Gist reader;
  const auto found = reader.extract(words.all());
  return {found.begin(), found.end()};
}

double rated(const LearnedSentiment& model, std::string_view text, std::string_view lang, float cue) {
  Words words;
  words.analyse(text);
  return model.rate(words.all(), lang, Cues{cue});
}

}  // namespace

TEST_CASE("A number is learned from words and cues, and told of words in a new order, in its language alone", "[text][learned]") {
  LearnedSentiment model({"it", "en"});
  model.zone = 0.01;
  Examples examples;
  std::vector<float> target;
  std::vector<std::uint32_t> which;
  const std::vector<std::string> fillers{"oggi", "ieri", "Torino", "davvero", "ufficio", "treno", "Paola"};
  std::mt19937 random(3);
  for (std::uint32_t i = 0; i < 300; ++i) {
    const float cue = static_cast<float>(i % 5) / 10;
    const std::string text = fillers[random() % 7] + (i % 2 == 0 ? " dolcetto " : " amaretto ") + fillers[random() % 7];
    examples.add(gist(text), Cues{cue});
    target.push_back((i % 2 == 0 ? 0.25F : -0.25F) + cue / 2);
    which.push_back(i);
  }
  LearnerOptions options;
  options.cost = 3;
  options.epochs = 40;
  learn_number(examples, which, target, std::vector<float>(target.size(), 1), options, model.linear(0), 0);
  const double gain = model.sentiment_of(0.5, 9, {}) / 0.5;
  CHECK(rated(model, "Paola dolcetto", "it", 0) / gain == Approx(0.25).margin(0.08));
  CHECK(rated(model, "amaretto davvero", "it-CH", 0) / gain == Approx(-0.25).margin(0.08));
  CHECK((rated(model, "Paola dolcetto", "it", 0.4F) - rated(model, "Paola dolcetto", "it", 0)) / gain == Approx(0.2).margin(0.06));
  CHECK(rated(model, "Paola dolcetto", "en", 0) == 0);
  CHECK(rated(model, "", "it", 0.4F) == Approx(0.4));
}

TEST_CASE("It speaks the languages it was taught", "[text][learned]") {
  const LearnedSentiment model({"it", "en"});
  CHECK(model.speaks("en-GB"));
  CHECK_FALSE(model.speaks("enm"));
  CHECK_FALSE(model.speaks("de"));
  CHECK_FALSE(model.speaks(""));
}

TEST_CASE("Sums within the zone are neutral, and order is kept", "[text][learned]") {
  LearnedSentiment model({"it"});
  model.zone = 0.2;
  CHECK(model.sentiment_of(0, 9, {}) == 0);
  CHECK(model.sentiment_of(0.2, 9, {}) == Approx(0.05));
  CHECK(model.sentiment_of(-0.1, 9, {}) == Approx(-0.025));
  CHECK(model.sentiment_of(0.21, 9, {}) > 0.05);
  CHECK(model.sentiment_of(-0.5, 9, {}) < model.sentiment_of(-0.4, 9, {}));
  CHECK(model.sentiment_of(7, 9, {}) == 1);
}

TEST_CASE("Little is read from few features, and bent sums stay short of the ends", "[text][learned]") {
  LearnedSentiment model({"it"});
  model.zone = 0.1;
  CHECK(model.sentiment_of(0.5, 2, {2, 0}) == Approx(model.sentiment_of(0.25, 2, {})));
  CHECK(model.sentiment_of(0.5, 40, {2, 0}) > model.sentiment_of(0.5, 2, {2, 0}));
  CHECK(model.sentiment_of(3, 40, {0, 0.5}) < 1);
  CHECK(model.sentiment_of(-3, 40, {0, 0.5}) > -1);
}

TEST_CASE("The gist of a text: words, their beginnings, pairs of neighbours", "[text][learned]") {
  CHECK(gist("mare").size() == 2);
  CHECK(gist("giornate").size() == 4);
  CHECK(gist("http://example.org @anna 12").empty());
  CHECK(gist("belloooo") == gist("bello"));
  CHECK(gist("coool") == gist("cool"));
  CHECK(gist("mare bello") != gist("bello mare"));
  CHECK(gist("giornata")[1] == gist("giornali")[1]);
  CHECK(gist("").empty());
}

TEST_CASE("What people said of such words counts where the lexicon is silent", "[text][tone][learned]") {
  static const HybridTone hybrid;
  static const ToneModel lexicons;
  const auto sentiments = [](std::string_view text, std::string_view lang) {
    Words words;
    words.analyse(text);
    return std::pair(hybrid.rate(text, words, lang).sentiment, lexicons.rate(text, words, lang).sentiment);
  };
  const std::string_view ruins = "The soldiers marched past the ruins and the refugees";
  CHECK(sentiments(ruins, "en").first < sentiments(ruins, "en").second);
  for (const char* lang : {"fr", ""}) CHECK(sentiments(ruins, lang).first == sentiments(ruins, lang).second);
  CHECK(sentiments("Che splendida giornata al mare", "it").first > 0.3);
  CHECK(sentiments("Buongiorno", "it").first < 0.7);
  CHECK(sentiments("Terrible soup and a rude waiter", "en").first < -0.3);
  CHECK(sentiments("Il film era belloooo", "it").first > sentiments("Il film era bello", "it").first);
  CHECK(std::abs(sentiments("Il treno parte alle nove dal binario tre", "it").first) <= 0.05);
  CHECK(std::abs(sentiments("The shop opens at nine", "en").first) <= 0.05);
  CHECK(sentiments("http://example.org/a", "en").first == 0);
  CHECK(sentiments("Stupendo", "it").first < 0.7);
}
