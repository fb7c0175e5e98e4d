#include <catch2/catch.hpp>

#include <limits>
#include <string>

#include "ingest/post.hpp"
#include "ingest/seen.hpp"

using namespace rtm::ingest;

namespace {

constexpr std::uint64_t kWords = 0x1234'5678'9ABC'DEF0, kOthers = 0x9999'5678'9ABC'DEF0;

}  // namespace

TEST_CASE("A post is fresh once, then repeated; its counts grow, its words are edited", "[ingest]") {
  Seen seen;
  CHECK(seen.note("x:1", kWords, 3) == Seen::Status::fresh);
  CHECK(seen.note("x:1", kWords, 3) == Seen::Status::repeated);
  CHECK(seen.note("x:1", kWords, 4) == Seen::Status::grown);
  CHECK(seen.note("x:1", kWords, 2) == Seen::Status::repeated);  // an older copy
  CHECK(seen.note("x:1", kWords, 4) == Seen::Status::repeated);
  CHECK(seen.note("x:1", kOthers, 4) == Seen::Status::edited);
  CHECK(seen.note("x:1", kOthers, 0) == Seen::Status::repeated);
  CHECK(seen.note("x:2", kWords, -7) == Seen::Status::fresh);
  CHECK(seen.note("x:2", kWords, 0) == Seen::Status::repeated);
}

TEST_CASE("Counts are told apart up to 2^40", "[ingest]") {
  Seen seen;
  constexpr std::int64_t kMost = (std::int64_t{1} << 40) - 1;
  seen.note("v", kWords, kMost - 1);
  CHECK(seen.note("v", kWords, kMost) == Seen::Status::grown);
  CHECK(seen.note("v", kWords, kMost + 5) == Seen::Status::repeated);
  Metrics metrics;
  CHECK(metrics.sum() == 0);
  metrics.likes = -3;
  metrics.views = 10;
  CHECK(metrics.sum() == 10);
  metrics.replies = std::numeric_limits<std::int64_t>::max();
  CHECK(metrics.sum() == std::numeric_limits<std::int64_t>::max());
}

TEST_CASE("The last million and a half of ids are known, what came long before is forgotten", "[ingest]") {
  Seen seen;
  std::string id;
  const auto name = [&id](std::size_t n) -> const std::string& { return id = "x:" + std::to_string(n); };
  const std::size_t all = 2 * Seen::kKeys + 10;
  for (std::size_t n = 0; n < all; ++n) seen.note(name(n), kWords, 0);
  std::size_t known = 0;
  for (std::size_t n = all - 1000; n < all; ++n) known += seen.note(name(n), kWords, 0) == Seen::Status::repeated;
  for (std::size_t n = all - Seen::kKeys; n < all - Seen::kKeys + 1000; ++n) known += seen.note(name(n), kWords, 0) == Seen::Status::repeated;
  CHECK(known == 2000);
  CHECK(seen.note(name(1), kWords, 0) == Seen::Status::fresh);
}
