#include <catch2/catch.hpp>

#include "classify/brand_matcher.hpp"

namespace {

rtm::brand::Profile tents(std::vector<std::string> languages) {
  rtm::brand::Profile p;
  p.brand.name = "Brockwald";
  p.languages = std::move(languages);
  for (const char* name : {"Zelt", "Ärmelweste", "Grüner Schlafsack", "Zelt 3", "ZELTO", "TrekPack", "isomatten"}) {
    rtm::brand::Product product;
    product.id = product.name = name;
    p.products.push_back(product);
  }
  return p;
}

/// Whether the post speaks of the brand, and of how many of its products.
std::pair<bool, std::size_t> read(const rtm::brand::Profile& profile, std::string_view text, std::string_view lang) {
  rtm::classify::BrandMatcher matcher(profile);
  rtm::record::Record post;
  post.parse(R"({"kind":"post","id":"1"})");
  rtm::text::Words words;
  words.analyse(text);
  const auto& found = matcher.match(post, text, words, lang);
  return {found.mention, found.products.size()};
}

using Found = std::pair<bool, std::size_t>;

}  // namespace

TEST_CASE("A German noun with its capital is no name of the brand's own", "[classify][products]") {
  const auto profile = tents({"de", "en"});
  CHECK(read(profile, "Mein Zelt ist undicht, der ganze Urlaub ist hin", "de") == Found(false, 1));
  CHECK(read(profile, "Die Ärmelweste hängt im Schrank", "de") == Found(false, 1));
  CHECK(read(profile, "ein grüner Schlafsack im Regen", "de") == Found(false, 1));
  CHECK(read(profile, "neue Isomatten", "de") == Found(false, 1));
  CHECK(read(profile, "a zelt in the garden", "en") == Found(false, 1));
}

TEST_CASE("Near the brand's name it is, and so is what no noun looks like", "[classify][products]") {
  const auto profile = tents({"de", "en"});
  CHECK(read(profile, "Mein Zelt von Brockwald ist undicht", "de") == Found(true, 1));
  CHECK(read(profile, "das zelto steht", "de") == Found(true, 1));
  CHECK(read(profile, "TrekPack gekauft", "de") == Found(true, 1));
  CHECK(read(profile, "Zelt 3 aufgebaut", "de") == Found(true, 2));
}

TEST_CASE("Where nouns have no capitals, a capital tells a name", "[classify][products]") {
  CHECK(read(tents({"it", "en"}), "ho montato lo Zelt", "it") == Found(true, 1));
  CHECK(read(tents({"it", "en"}), "mein Zelt ist undicht", "de") == Found(true, 1));
  CHECK(read(tents({"it", "de"}), "mein Zelt ist undicht", "de") == Found(false, 1));
  CHECK(read(tents({"it", "de"}), "ho montato lo Zelt", "it") == Found(true, 1));
}
