#include <catch2/catch.hpp>
#include <string>

#include "ingest/formats/gdelt_rows.hpp"

using namespace rtm::ingest;

namespace {

std::string gkg(std::string_view extras, std::string_view translation = "") {
  std::string row = "20261120101500-7\t20261120101500\t1\ta.example\thttps://a.example/1";
  for (int i = 5; i < 25; ++i) row += '\t';
  return row.append("\t").append(translation).append("\t").append(extras);
}

}  // namespace

TEST_CASE("rows of GDELT are told by their first cells") {
  CHECK(gdelt_row(gkg("")) == GdeltRow::gkg);
  CHECK(gdelt_row("20261120101500-T7\t20261120101500\t1\ta.example\thttps://a") == GdeltRow::gkg);
  CHECK(gdelt_row("9\t20261120101500\t20261120101500\t1\ta.example") == GdeltRow::mention);
  CHECK(gdelt_row("GLOBALEVENTID\tEventTimeDate") == GdeltRow::heading);
  for (const auto* none : {"", "a\tb\tc\td\te", "9\t20261120101500\t20261120101500\t7\ta", "20261120101500-7\t20261120101500\t1\ta",
                           "20261120101500\t20261120101500\t1\ta\tb"}) {
    CHECK(gdelt_row(none) == GdeltRow::none);
  }
}

TEST_CASE("a row of GKG 2.1 has 27 cells; its extras may be damaged") {
  Post post;
  REQUIRE(read_gdelt_row(GdeltRow::gkg, gkg("<PAGE_TITLE>a &lt;b&gt;</PAGE_TITLE>"), post));
  CHECK(post.title == "a <b>");
  CHECK(post.lang == "en");
  REQUIRE(read_gdelt_row(GdeltRow::gkg, gkg("<PAGE_TITLE>a", "srclc:deu;eng:x"), post));
  CHECK(post.title.empty());
  CHECK(post.lang == "de");
  CHECK_FALSE(read_gdelt_row(GdeltRow::gkg, gkg("x\ty"), post));
  CHECK_FALSE(read_gdelt_row(GdeltRow::mention, gkg(""), post));
}

TEST_CASE("a page's own time counts when it is no later than it was seen") {
  Post post;
  const auto at = [&](std::string_view precise) {
    const std::string extras = "<PAGE_PRECISEPUBTIMESTAMP>" + std::string(precise) + "</PAGE_PRECISEPUBTIMESTAMP>";
    REQUIRE(read_gdelt_row(GdeltRow::gkg, gkg(extras), post));
    return rtm::format_time(post.published_at->at);
  };
  CHECK(at("20261120094210") == "2026-11-20T09:42:10Z");
  CHECK(at("20261120200000") == "2026-11-20T10:15:00Z");
  CHECK(at("9") == "2026-11-20T10:15:00Z");
}
