#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "base/time.hpp"
#include "calendar/recurrence.hpp"

using namespace std::chrono_literals;
using rtm::calendar::Recurrence;
using rtm::calendar::RecurrenceRule;
using rtm::calendar::Wall;
using Frequency = RecurrenceRule::Frequency;

namespace {

Wall wall(const char* text) { return Wall{rtm::parse_time(text)->time_since_epoch()}; }

RecurrenceRule rule(Frequency frequency, int interval = 1) {
  RecurrenceRule result;
  result.frequency = frequency;
  result.interval = interval;
  return result;
}

/// The first times, at most `most`, as dates, with the hour where `start` has one.
std::string times(const RecurrenceRule& r, const char* start, int most, const char* from = "1900-01-01T00:00:00Z") {
  Recurrence recurrence(r, wall(start), Recurrence::Start::timed, wall(from), wall("2100-01-01T00:00:00Z"));
  std::string result;
  for (int i = 0; i < most; ++i) {
    const auto next = recurrence.next();
    if (!next) break;
    const std::string text = rtm::format_time(rtm::Time{next->time_since_epoch()});
    result += (result.empty() ? "" : " ") + (text.substr(11, 8) == "00:00:00" ? text.substr(0, 10) : text.substr(0, 16));
  }
  return result;
}

}  // namespace

TEST_CASE("what a rule leaves open is as in the start", "[calendar]") {
  CHECK(times(rule(Frequency::yearly, 2), "2020-02-29T00:00:00Z", 3) == "2020-02-29 2024-02-29 2028-02-29");
  CHECK(times(rule(Frequency::monthly), "2023-01-31T00:00:00Z", 3) == "2023-01-31 2023-03-31 2023-05-31");
  CHECK(times(rule(Frequency::weekly, 2), "2026-11-24T18:30:00Z", 2) == "2026-11-24T18:30 2026-12-08T18:30");
  RecurrenceRule days = rule(Frequency::yearly);
  days.month_days = {-1};
  CHECK(times(days, "2024-02-10T00:00:00Z", 2) == "2024-02-29 2025-02-28");
}

TEST_CASE("weeks are counted as in ISO 8601, over the turn of the year, from any first day", "[calendar]") {
  RecurrenceRule first = rule(Frequency::yearly);
  first.weeks = {1};
  CHECK(times(first, "2024-12-31T00:00:00Z", 3) == "2024-12-31 2025-12-30 2027-01-05");
  RecurrenceRule last = rule(Frequency::yearly);
  last.weeks = {53};
  last.weekdays = {{std::chrono::Friday, 0}};
  CHECK(times(last, "2020-01-03T00:00:00Z", 2) == "2021-01-01 2027-01-01");
  RecurrenceRule sundays = first;
  sundays.week_start = std::chrono::Sunday;
  CHECK(times(sundays, "2023-01-01T00:00:00Z", 2) == "2023-01-01 2023-12-31");
}

TEST_CASE("positions choose among a period's times, from either end, in order", "[calendar]") {
  RecurrenceRule workday = rule(Frequency::monthly);
  for (const auto day : {std::chrono::Monday, std::chrono::Tuesday, std::chrono::Wednesday, std::chrono::Thursday, std::chrono::Friday}) workday.weekdays.push_back({day, 0});
  workday.positions = {-1, 1};
  CHECK(times(workday, "2026-02-01T00:00:00Z", 4) == "2026-02-02 2026-02-27 2026-03-02 2026-03-31");
  RecurrenceRule twice = rule(Frequency::weekly);
  twice.weekdays = {{std::chrono::Saturday, 0}, {std::chrono::Tuesday, 0}, {std::chrono::Thursday, 0}};
  twice.positions = {2};
  CHECK(times(twice, "2026-11-24T00:00:00Z", 2) == "2026-11-26 2026-12-03");
  RecurrenceRule minutes = rule(Frequency::hourly, 3);
  minutes.minutes = {5, 25, 45};
  minutes.positions = {-1};
  CHECK(times(minutes, "2026-01-01T10:05:00Z", 2) == "2026-01-01T10:45 2026-01-01T13:45");
}

TEST_CASE("the nth weekday counts in the month, or in the year where no month is named", "[calendar]") {
  RecurrenceRule r = rule(Frequency::yearly);
  r.weekdays = {{std::chrono::Sunday, -1}};
  CHECK(times(r, "2026-01-01T00:00:00Z", 2) == "2026-12-27 2027-12-26");
  r.months = {3, 10};
  CHECK(times(r, "2026-01-01T00:00:00Z", 3) == "2026-03-29 2026-10-25 2027-03-28");
}

TEST_CASE("short periods keep their interval through what the rule excludes", "[calendar]") {
  RecurrenceRule r = rule(Frequency::hourly, 7);
  r.hours = {9};
  CHECK(times(r, "2026-01-01T09:30:00Z", 3) == "2026-01-01T09:30 2026-01-08T09:30 2026-01-15T09:30");
  RecurrenceRule leap = rule(Frequency::minutely, 1440);
  leap.year_days = {-366};
  CHECK(times(leap, "2024-01-01T00:00:00Z", 3) == "2024-01-01 2028-01-01 2032-01-01");
}

TEST_CASE("count counts from the start, until includes its last time; a later window changes neither", "[calendar]") {
  RecurrenceRule r = rule(Frequency::daily, 2);
  r.count = 3;
  CHECK(times(r, "2026-01-01T00:00:00Z", 9, "2026-01-04T00:00:00Z") == "2026-01-01 2026-01-03 2026-01-05");
  r.count.reset();
  r.until = wall("2026-01-07T00:00:00Z");
  CHECK(times(r, "2026-01-01T00:00:00Z", 9) == "2026-01-01 2026-01-03 2026-01-05 2026-01-07");
  CHECK(times(rule(Frequency::secondly), "1970-01-01T00:00:00Z", 3, "2026-01-01T00:00:10Z").find("2026-01-01T00:00") != std::string::npos);
}

TEST_CASE("a rule that never fits ends, one that hardly fits is refused", "[calendar]") {
  RecurrenceRule never = rule(Frequency::yearly);
  never.months = {2};
  never.month_days = {30};
  CHECK(times(never, "1583-01-01T00:00:00Z", 1).empty());
  RecurrenceRule wide = rule(Frequency::yearly);
  for (int i = 0; i < 60; ++i) wide.minutes.push_back(i), wide.seconds.push_back(i);
  for (int i = 0; i < 24; ++i) wide.hours.push_back(i);
  for (int i = 1; i <= 31; ++i) wide.month_days.push_back(i);
  CHECK_THROWS_AS(times(wide, "2026-01-01T00:00:00Z", 2'000'000), rtm::Error);
}
