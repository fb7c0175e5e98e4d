#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "calendar/computus.hpp"
#include "calendar/rule.hpp"

using rtm::calendar::Rule;

namespace {

rtm::Day day(const char* text) { return *rtm::parse_day(text); }

/// The first days of a rule from year to year, both included.
std::string days(const char* rule, int from, int to) {
  std::string result;
  for (const auto& dates :
       Rule(rule).between(std::chrono::year{from} / 1 / 1, std::chrono::year{to + 1} / 1 / 1)) {
    result += (result.empty() ? "" : " ") + rtm::format_day(dates.first);
  }
  return result;
}

}  // namespace

TEST_CASE("Easter falls where the churches put it", "[calendar]") {
  for (const char* text : {"1818-03-22", "1943-04-25", "1954-04-18", "1961-04-02", "1981-04-19", "2000-04-23",
                           "2008-03-23", "2011-04-24", "2013-03-31", "2016-03-27", "2019-04-21", "2024-03-31",
                           "2025-04-20", "2026-04-05", "2038-04-25", "2049-04-18"}) {
    const rtm::Day expected = day(text);
    CHECK(rtm::format_day(
              rtm::calendar::easter(static_cast<int>(std::chrono::year_month_day{expected}.year()))) == text);
  }
  for (const char* text :
       {"2013-05-05", "2016-05-01", "2017-04-16", "2021-05-02", "2024-05-05", "2025-04-20"}) {
    const rtm::Day expected = day(text);
    const int year = static_cast<int>(std::chrono::year_month_day{expected}.year());
    CHECK(rtm::format_day(rtm::calendar::orthodox_easter(year)) == text);
  }
}

TEST_CASE("Date rules", "[calendar]") {
  CHECK(days("12-25", 2015, 2016) == "2015-12-25 2016-12-25");
  CHECK(days("easter+1", 2016, 2016) == "2016-03-28");
  CHECK(days("easter-47", 2024, 2024) == "2024-02-13");
  CHECK(days("orthodox", 2016, 2016) == "2016-05-01");
  CHECK(days("2nd sun may", 2013, 2015) == "2013-05-12 2014-05-11 2015-05-10");
  CHECK(days("last mon may", 2016, 2016) == "2016-05-30");
  CHECK(days("4th thu nov +1", 2012, 2013) == "2012-11-23 2013-11-29");
  CHECK(days("1st sun from 11-27", 2022, 2023) == "2022-11-27 2023-12-03");
  CHECK(days("last mon to 05-24", 2021, 2022) == "2021-05-24 2022-05-23");
  CHECK(days("5th sun may", 2015, 2016) == "2015-05-31 2016-05-29");
  CHECK(days("02-29", 2015, 2017) == "2016-02-29");
  CHECK(days("2013-02-03; 2014-02-02", 2000, 2030) == "2013-02-03 2014-02-02");
  CHECK(days("1st mon nov +1 2004..2016/4", 2000, 2030) == "2004-11-02 2008-11-04 2012-11-06 2016-11-08");
}

TEST_CASE("Mother's Day in France gives way to Pentecost", "[calendar]") {
  CHECK(days("last sun may unless easter+49 then 1st sun jun", 2019, 2024) ==
        "2019-05-26 2020-06-07 2021-05-30 2022-05-29 2023-06-04 2024-05-26");
}

TEST_CASE("A day created in 2005 does not fire in 1990", "[calendar]") {
  CHECK(days("02-10 2005..", 1988, 1992).empty());
  CHECK(days("02-10 2005..", 2003, 2006) == "2005-02-10 2006-02-10");
  CHECK(days("02-10 ..1989", 1988, 1992) == "1988-02-10 1989-02-10");
}

TEST_CASE("Lengths and hours of an occurrence", "[calendar]") {
  const auto season = Rule("12-24 for 14").between(day("2016-01-01"), day("2016-02-01"));
  REQUIRE(season.size() == 1);
  CHECK(season[0].first == day("2015-12-24"));
  CHECK(season[0].last == day("2016-01-06"));
  const auto game = Rule("2013-02-03T23:30Z/2013-02-04T04:00Z").between(day("2013-02-04"), day("2013-02-05"));
  REQUIRE(game.size() == 1);
  CHECK(rtm::format_time(*game[0].starts) == "2013-02-03T23:30:00Z");
  CHECK(game[0].last == day("2013-02-04"));
  CHECK(Rule("2016-08-05/2016-08-21").between(day("2016-08-22"), day("2017-01-01")).empty());
}

TEST_CASE("What is not a date rule is refused by name", "[calendar]") {
  for (const char* text : {"",
                           ";",
                           "13-01",
                           "02-30",
                           "easter+",
                           "easter+9999",
                           "2nd may",
                           "6th sun may",
                           "2nd sun",
                           "last sun from 11-01",
                           "1st sun to 11-01",
                           "12-25 for",
                           "12-25 for 0",
                           "12-25 2005",
                           "12-25 2005..x",
                           "12-25 2005../0",
                           "2013-02-30",
                           "2013-02-03/2013-02-01",
                           "2013-02-03T23:30Z",
                           "2013-02-03T23:30Z/2013-02-03T23:30Z",
                           "12-25 often",
                           "last sun may unless easter+49",
                           "2013-02-03T23:30Z/2013-02-04"}) {
    CAPTURE(text);
    CHECK_THROWS_AS(Rule(text), rtm::Error);
  }
}
