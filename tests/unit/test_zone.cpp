#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "base/zone.hpp"

namespace {

std::string round_trip(const rtm::Zone& zone, const char* time) {
  return rtm::format_time(zone.instant(zone.local(*rtm::parse_time(time))));
}

rtm::Time local(const rtm::Zone& zone, const char* time) {
  return zone.instant(std::chrono::local_seconds{rtm::parse_time(time)->time_since_epoch()});
}

}  // namespace

TEST_CASE("Local time follows the clocks", "[base]") {
  const rtm::Zone rome = rtm::Zone::find("Europe/Rome");
  CHECK(round_trip(rome, "2026-01-15T12:00:00Z") == "2026-01-15T12:00:00Z");
  CHECK(rtm::format_time(local(rome, "2026-01-15T12:00:00Z")) == "2026-01-15T11:00:00Z");
  CHECK(rtm::format_time(local(rome, "2026-07-15T12:00:00Z")) == "2026-07-15T10:00:00Z");
  CHECK(rtm::format_time(local(rome, "2026-03-29T02:30:00Z")) == "2026-03-29T01:00:00Z");  // does not exist
  CHECK(rtm::format_time(local(rome, "2026-10-25T02:30:00Z")) == "2026-10-25T00:30:00Z");  // twice
}

TEST_CASE("An unknown zone is told with the cure", "[base]") {
  CHECK_THROWS_AS(rtm::Zone::find("Rome"), rtm::Error);
  CHECK(rtm::Zone().name().find("UTC") != std::string::npos);
}
