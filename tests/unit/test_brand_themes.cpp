#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "brand/conflicts.hpp"
#include "classify/brand_matcher.hpp"

using rtm::classify::BrandMatcher;

namespace {

rtm::brand::Profile shirts_and_cars() {
  rtm::brand::Profile p;
  p.languages = {"it", "en"};
  rtm::brand::Theme shirt, car;
  shirt.id = "camicie";
  shirt.patterns = {"guardaroba"};
  shirt.ambiguous = {"polo", "colletto"};
  shirt.examples = {"una camicia di cotone a maniche corte sotto la giacca", "what to wear: a cotton shirt with short sleeves"};
  car.id = "auto";
  car.patterns = {"automobile"};
  car.ambiguous = {"polo"};
  car.examples = {"il motore della macchina e le gomme nuove"};
  p.themes = {shirt, car};
  return p;
}

/// "camicie 0.50 polo|giacca", one theme behind the other.
std::string themes(std::string_view text, std::string_view lang = "it") {
  static const rtm::brand::Profile profile = shirts_and_cars();
  static BrandMatcher matcher(profile);
  rtm::record::Record post;
  post.parse(R"({"kind":"post","id":"1"})");
  rtm::text::Words words;
  words.analyse(text);
  std::string out;
  for (const auto& topic : matcher.match(post, text, words, lang).topics) {
    out += fmt::format("{}{} {:.2f} ", out.empty() ? "" : "; ", matcher.topic_id(topic.number).substr(6), topic.p);
    for (std::size_t i = 0; i < topic.spans.size(); ++i) {
      out += (i == 0 ? "" : "|") + std::string(text.substr(topic.spans[i].start, topic.spans[i].end - topic.spans[i].start));
    }
  }
  return out;
}

}  // namespace

TEST_CASE("An ambiguous word means nothing without company", "[classify][themes]") {
  CHECK(themes("una spedizione al polo sud, che freddo").empty());
  CHECK(themes("la polo che preferisco").empty());
  CHECK(themes("the polo I like best", "en").empty());
}

TEST_CASE("Its company tells which sense a word has", "[classify][themes]") {
  CHECK(themes("la polo con la giacca va sempre") == "camicie 0.50 polo");
  CHECK(themes("ho rifatto il motore alla polo") == "auto 0.50 polo");
  CHECK(themes("a polo with short sleeves", "en") == "camicie 0.50 polo");
  CHECK(themes("la polo nel guardaroba") == "camicie 0.75 polo|guardaroba");
  CHECK(themes("una polo col colletto") == "camicie 0.75 polo|colletto");
}

TEST_CASE("Words of an example are compared by their stems; function words are no company", "[classify][themes]") {
  CHECK(themes("polo e camicie in saldo") == "camicie 0.50 polo");
  CHECK(themes("la polo della quale e sotto il quale").empty());
}

TEST_CASE("A post like an example speaks of the theme without a pattern; one word in common does not", "[classify][themes]") {
  CHECK(themes("cerco camicie di cotone, maniche corte") == "camicie 0.50 camicie|cotone|maniche|corte");
  CHECK(themes("cerco una giacca").empty());
}

TEST_CASE("A pattern needs no company", "[classify][themes]") { CHECK(themes("che automobile") == "auto 0.50 automobile"); }

TEST_CASE("A word that is a pattern and ambiguous is told", "[brand][themes]") {
  auto profile = shirts_and_cars();
  const std::size_t before = rtm::brand::conflicts(profile).size();
  profile.themes[1].patterns.push_back("polo");
  CHECK(rtm::brand::conflicts(profile).size() == before + 1);
}
