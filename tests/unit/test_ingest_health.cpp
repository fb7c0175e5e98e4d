#include <catch2/catch.hpp>

#include <string>

#include "ingest/heartbeat.hpp"
#include "ingest/source_counts.hpp"

using namespace rtm;

TEST_CASE("A source's longest silence is told between its newest posts", "[ingest]") {
  ingest::SourceCount count;
  for (const char* at : {"2026-03-01T10:00:00Z", "2026-03-01T10:20:00Z", "2026-03-01T10:05:00Z", "2026-03-01T11:00:00Z"}) count.note(parse_time(at));
  count.note(std::nullopt);
  CHECK(count.posts == 5);
  CHECK(count.silence == std::chrono::minutes{40});
  CHECK(count.first_at == parse_time("2026-03-01T10:00:00Z"));
  CHECK(count.last_at == parse_time("2026-03-01T11:00:00Z"));
}

TEST_CASE("Counts by source keep their order and are bounded", "[ingest]") {
  ingest::SourceCounts counts;
  ++counts.of("rss", "b").posts;
  ++counts.of("rss", "a").posts;
  ++counts.of("rss", "b").posts;
  REQUIRE(counts.all().size() == 2);
  CHECK(counts.all()[0].source == "b");
  CHECK(counts.all()[0].posts == 2);
  for (std::size_t i = 0; i < 2 * ingest::SourceCounts::kMost; ++i) ++counts.of("many", std::to_string(i)).posts;
  REQUIRE(counts.all().size() == ingest::SourceCounts::kMost + 1);
  CHECK(counts.all().back().source.empty());
  CHECK(counts.all().back().posts == ingest::SourceCounts::kMost + 2);
  CHECK(counts.of("rss", "a").posts == 1);
}

TEST_CASE("A heartbeat says what came since the one before", "[ingest]") {
  const auto at = *parse_time("2026-03-01T10:00:30Z"), newest = *parse_time("2026-03-01T09:59:00Z");
  CHECK(ingest::heartbeat_record(at, 3, 1, newest) ==
        R"({"kind":"control","event":"heartbeat","at":"2026-03-01T10:00:30Z","posts":3,"refused":1,"newest_at":"2026-03-01T09:59:00Z"})");
  CHECK(ingest::heartbeat_record(at, 0, 0, std::nullopt) == R"({"kind":"control","event":"heartbeat","at":"2026-03-01T10:00:30Z","posts":0,"refused":0})");
}
