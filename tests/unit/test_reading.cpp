#include <catch2/catch.hpp>

#include "classify/reading.hpp"

using namespace rtm;

namespace {

struct Read {
  std::string text;
  text::Words words;
  explicit Read(std::string t) : text(std::move(t)) { words.analyse(text); }
};

}  // namespace

TEST_CASE("A text that was read before reads the same, with its names in the text at hand", "[reading]") {
  classify::TextReader reader;
  const std::string post = "Morto Mario Rossi in un incidente a Bologna: che tristezza";
  const Read first(post), other("Che buona questa torta!"), again(post);
  const classify::Reading before = reader.read(first.text, first.words, "it");
  CHECK(reader.read(other.text, other.words, "it").sensitive.empty());
  const classify::Reading& after = reader.read(again.text, again.words, "it");
  CHECK(after.tone.sentiment == before.tone.sentiment);
  CHECK(after.claim.kind == before.claim.kind);
  REQUIRE(!before.sensitive.empty());
  REQUIRE(after.sensitive.size() == before.sensitive.size());
  CHECK(after.sensitive.front().why == before.sensitive.front().why);
  REQUIRE(!before.names.empty());
  REQUIRE(after.names.size() == before.names.size());
  for (std::size_t i = 0; i < after.names.size(); ++i) {
    CHECK(after.names[i].text == before.names[i].text);
    CHECK(after.names[i].text.data() >= again.text.data());
    CHECK(after.names[i].text.data() < again.text.data() + again.text.size());
  }
}

TEST_CASE("The language is part of what is remembered", "[reading]") {
  classify::TextReader reader;
  const Read text("fine");
  const double english = reader.read(text.text, text.words, "en").tone.sentiment;
  const double italian = reader.read(text.text, text.words, "it").tone.sentiment;
  CHECK(english > italian);
  CHECK(reader.read(text.text, text.words, "en").tone.sentiment == english);
}
