#include <catch2/catch.hpp>

#include "base/time.hpp"

using namespace std::chrono_literals;

TEST_CASE("RFC 3339 in, UTC out") {
  CHECK(rtm::format_time(*rtm::parse_time("2026-11-22T10:00:00Z")) == "2026-11-22T10:00:00Z");
  CHECK(rtm::format_time(*rtm::parse_time("2026-11-22T10:00:00.999+02:00")) == "2026-11-22T08:00:00Z");
  CHECK(rtm::format_time(*rtm::parse_time("2013-02-03T20:38:00-0500")) == "2013-02-04T01:38:00Z");
  CHECK(rtm::format_time(*rtm::parse_time("2026-11-22")) == "2026-11-22T00:00:00Z");
}

TEST_CASE("What is not a time is nothing") {
  for (const char* text : {"", "2026", "2026-02-30", "2026-11-22T", "2026-11-22T10:00:00", "2026-11-22T25:00:00Z",
                           "2026-11-22T10:61:00Z", "2026-11-22T10:00:00Zx", "2026-11-22T10:00:00.Z", "now"}) {
    CAPTURE(text);
    CHECK_FALSE(rtm::parse_time(text));
  }
}

TEST_CASE("Durations carry their unit") {
  CHECK(rtm::parse_duration("90s") == 90s);
  CHECK(rtm::parse_duration("5m") == 5min);
  CHECK(rtm::parse_duration("30d") == 720h);
  CHECK(rtm::parse_duration("12") == 12s);
  CHECK_FALSE(rtm::parse_duration("5 minutes"));
  CHECK_FALSE(rtm::parse_duration("-5m"));
  CHECK_FALSE(rtm::parse_duration(""));
}
