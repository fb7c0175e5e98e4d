#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "score/given.hpp"

using rtm::score::Given;

namespace {

void add(Given& given, const std::string& id, int posts, int mentions = 0, const std::string& title = "la coda") {
  const std::string line = fmt::format(R"({{"kind":"opportunity","id":"{}","title":"{}","story":{{"posts":{},"brand":{{"mentions":{}}}}}}})", id, title, posts, mentions);
  rtm::record::Record record;
  REQUIRE_FALSE(record.parse(line));
  given.add(record);
}

}  // namespace

TEST_CASE("of an opportunity that comes again the last one stands, and only it takes room") {
  Given given(2000);
  for (int i = 0; i < 100; ++i) add(given, "a", i);
  REQUIRE(given.all().size() == 1);
  CHECK(given.all().at("a").posts == 99);
  CHECK(given.dropped() == 0);
}

TEST_CASE("given opportunities are bounded: the large ones outlive a flood, and ours before all") {
  Given given(100'000);
  add(given, "ours", 1, 1);
  add(given, "large", 1000);
  for (int i = 0; i < 10'000; ++i) add(given, fmt::format("s{}", i), 1 + i % 7);
  CHECK(given.all().contains("ours"));
  CHECK(given.all().contains("large"));
  CHECK(given.all().size() < 400);
  CHECK(given.all().size() + given.dropped() == 10'002);
}

TEST_CASE("one opportunity larger than all the room there is goes like any other") {
  Given given(2000);
  add(given, "small", 5);
  add(given, "huge", 1, 0, std::string(5000, 'x'));
  CHECK(given.all().size() == 1);
  CHECK(given.all().contains("small"));
}
