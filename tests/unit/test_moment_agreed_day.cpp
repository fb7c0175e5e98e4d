#include <catch2/catch.hpp>

#include "classify/moment/agreed_day.hpp"

using namespace rtm::classify;
using rtm::Day;
using rtm::text::NamedDay;

namespace {

const Day kDay = *rtm::parse_day("2026-08-13");
NamedDay certain(int days = 0) { return {kDay + std::chrono::days{days}, true}; }
NamedDay weekday(int days = 0) { return {kDay + std::chrono::days{days}, false}; }

}  // namespace

TEST_CASE("the day that most posts name, a day off counts as the same [000.3]") {
  AgreedDay c;
  CHECK(c.voices() == 0);
  c.add(certain(20), 9);
  c.add(certain(), 1);
  c.add(certain(1), 2);
  c.add(certain(), 3);
  c.add(std::nullopt, 4);
  CHECK(c.day() == kDay);
  CHECK(c.voices() == 3);
  CHECK(c.value() > 0.5);
  for (std::uint64_t voice = 10; voice < 60; ++voice) c.add(std::nullopt, voice);
  CHECK(c.value() < 0.2);
}

TEST_CASE("one voice again and again is one; weekdays alone are no date [000.3]") {
  AgreedDay same, weekdays;
  for (int i = 0; i < 5; ++i) same.add(certain(), 1);
  CHECK(same.voices() == 1);
  for (std::uint64_t voice = 0; voice < 5; ++voice) weekdays.add(weekday(), voice);
  CHECK(weekdays.voices() == 0);
  weekdays.add(certain(), 7);
  CHECK(weekdays.voices() == 6);
}

TEST_CASE("two stories' days make one [000.3]") {
  AgreedDay one, other, third, none;
  one.add(certain(), 1);
  other.add(certain(), 2);
  third.add(certain(9), 3);
  one.absorb(other);
  CHECK(one.voices() == 2);
  CHECK(one.value() == Approx(1));
  one.absorb(third);
  CHECK(one.day() == kDay);
  CHECK(one.voices() == 2);
  CHECK(one.value() < 1);
  none.absorb(third);
  CHECK(none.day() == kDay + std::chrono::days{9});
}
