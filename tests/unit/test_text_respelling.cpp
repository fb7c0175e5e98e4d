#include <catch2/catch.hpp>

#include "text/hybrid_tone.hpp"

using namespace rtm::text;

namespace {

std::string meant(std::string_view text, std::string_view lang = "it") {
  static const Respelling respelling;
  Words words;
  words.analyse(text);
  return std::string(respelling.undo(text, words.all(), lang));
}

double hate(std::string_view text) {
  static const HybridTone tone;
  Words words;
  words.analyse(text);
  return tone.rate(text, words, "it").hate;
}

/// The words of the text that hate was found in.
std::string hateful(std::string_view text) {
  static const HybridTone tone;
  Words words;
  words.analyse(text);
  tone.rate(text, words, "it");
  std::string all;
  for (const Span& span : tone.hate().spans) all += (all.empty() ? "" : "|") + std::string(text.substr(span.start, span.end - span.start));
  return all;
}

}  // namespace

TEST_CASE("Hidden spellings are undone in place", "[text][respelling]") {
  CHECK(meant("che str0nz1ate dici") == "che stronziate dici");
  CHECK(meant("quei b a s t a r d i la") == "quei bastardi        la");
  CHECK(meant("I b a s t a r d i") == "I bastardi       ");
  CHECK(meant("le donne sono idoite") == "le donne sono idiote");
}

TEST_CASE("A blank or a letter left out is put in", "[text][respelling]") {
  CHECK(meant("ma senti questostronzo") == "ma senti questo stronzo");
  CHECK(meant("quanti cretiniin giro") == "");  // a stem: seen as it is
  CHECK(meant("quanti frociin giro") == "quanti froci in giro");
  CHECK(meant("le donne sono schfose") == "le donne sono schifose");
  CHECK(meant("idioti, gli immgrati e questostronzo") == "idioti, gli immigrati e questo stronzo");
  CHECK(meant("gli immgrati al mare") == "");  // no offence in full view
}

TEST_CASE("Spans of hate are of the text as it stands", "[text][respelling][tone]") {
  CHECK(hateful("Gli immigrati sono schfosi").starts_with("schfosi"));
  CHECK(hateful("Quanti froci, gli immgrati sono tutti parassiti").ends_with("parassiti"));
}

TEST_CASE("What hides nothing stays", "[text][respelling]") {
  for (const char* text : {"ho un iphone13 e un mp3 da 128gb", "vitamina b12, covid19, h2o", "a b c d e f", "x y z", "rtx3080ti", "S.P.Q.R.",
                           "sono idoite", "il treno per Catania", "", "l' e i o a u",
                           "Alla marcia della pace con gli immigrati", "le donne lo meritiamo", "le donne in viaggio, un integratore, allegri e reintegrati",
                           "una coppa di disputas, password e computer", "donne, la storia di Torino serviva a creare", "gay therapists tried cooking, morning"}) {
    CAPTURE(text);
    CHECK(meant(text) == "");
  }
}

TEST_CASE("Hate is hate however it is spelled", "[text][respelling][tone]") {
  CHECK(hate("Gli immigrati sono f e c c i a") >= 0.5);
  CHECK(hate("Gli immigrati sono f3ccia") >= 0.5);
  CHECK(hate("Gli immigrati sono paarssiti") >= 0.5);
  CHECK(hate("Gli immigrati sono persone") < 0.3);
}

TEST_CASE("Hostile spellings do no harm", "[text][respelling]") {
  std::string text;
  for (int i = 0; i < 20000; ++i) text += "a \xC3 1b0c ";
  CHECK(meant(text).size() <= text.size());
  std::string glued;
  for (int i = 0; i < 5000; ++i) glued += "questostronzo ";
  CHECK(meant(glued).size() == glued.size() + 5000);
}
