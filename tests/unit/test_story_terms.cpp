#include <catch2/catch.hpp>

#include <algorithm>
#include <string>
#include <vector>

#include "classify/story/terms.hpp"

using namespace rtm::classify;

namespace {

/// Reads posts of one stream.
class Terms {
 public:
  std::vector<std::uint64_t> of(const std::string& text, std::string_view lang = "it") {
    words_.analyse(text);
    std::vector<std::uint64_t> hashes;
    for (const Term& term : extractor_.extract(words_, lang)) hashes.push_back(term.hash);
    return hashes;
  }

 private:
  Compounds compounds_;
  TermExtractor extractor_{&compounds_};
  rtm::text::Words words_;
};

/// Terms that both have.
std::size_t shared(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b) {
  return static_cast<std::size_t>(std::count_if(a.begin(), a.end(), [&](std::uint64_t x) { return std::find(b.begin(), b.end(), x) != b.end(); }));
}

}  // namespace

TEST_CASE("a hashtag in small letters and the same words apart have terms in common, whichever comes first") {
  Terms stream;
  const auto apart = stream.of("pizzoccheri di grano saraceno");
  const auto tag = stream.of("stasera #granosaraceno");
  const auto later = stream.of("il grano saraceno in valle");
  CHECK(shared(apart, tag) == 2);
  CHECK(shared(tag, later) == 3);
  Terms other;
  const auto first = other.of("#granosaraceno");
  CHECK(first.size() == 1);
  CHECK(shared(first, other.of("il grano saraceno in valle")) == 1);
  const auto again = other.of("#granosaraceno");
  CHECK(shared(again, other.of("grano saraceno")) == 3);
}

TEST_CASE("three words, a small word between, a hyphen, a year at the end") {
  Terms stream;
  const auto apart = stream.of("al festival del pane di Molo");
  CHECK(shared(apart, stream.of("#festivaldelpane")) == 2);
  CHECK(shared(apart, stream.of("#festivaldelpane2026")) == 2);
  const auto hyphen = stream.of("the rock-climb", "en");
  CHECK(shared(hyphen, stream.of("#rockclimb", "en")) == 2);
}

TEST_CASE("a hashtag is not cut where nobody puts a blank, nor into scraps") {
  Terms stream;
  stream.of("grano. saraceno, un po' di noi");
  CHECK(stream.of("#granosaraceno").size() == 1);
  CHECK(stream.of("#noi").size() <= 1);
  stream.of("car pets are sold here", "en");
  CHECK(stream.of("#cabinets", "en").size() == 1);
}

TEST_CASE("what several pieces spell in one is told from the pieces") {
  const Spelling whole = Spelling::of("granosaraceno"), joined = Spelling::of("grano") + Spelling::of("saraceno");
  CHECK(joined.hash == whole.hash);
  CHECK(joined.shift == whole.shift);
  CHECK(joined.size == 13);
  CHECK((Spelling::of("saraceno") + Spelling::of("grano")).hash != whole.hash);
}

TEST_CASE("what was written apart is forgotten when much else came") {
  Compounds compounds;
  const Spelling tag = Spelling::of("granosaraceno");
  compounds.add_words(tag, 5, 5);
  REQUIRE(compounds.words_of("granosaraceno", tag).size() == 2);
  CHECK(compounds.words_of("granosaraceno", tag)[1] == "saraceno");
  CHECK(compounds.words_of("granosaracena", Spelling::of("granosaracena")).empty());
  compounds.add_words(Spelling::of("pandinoce"), 3, 5);
  CHECK(compounds.words_of("pandinoce", Spelling::of("pandinoce")).size() == 3);
  for (int i = 0; i < 1'000'000; ++i) compounds.add_words(Spelling::of("word" + std::to_string(i)), 4, 4);
  CHECK(compounds.words_of("granosaraceno", tag).empty());
}
