#include <catch2/catch.hpp>

#include <cmath>
#include <random>

#include "series/burst_detector.hpp"
#include "series/rows.hpp"
#include "series/surprise.hpp"

using namespace rtm::series;
using rtm::Time;
using std::chrono::hours;
using std::chrono::minutes;

namespace {

const Time kStart = *rtm::parse_time("2026-03-02T00:00:00Z");  // a Monday

/// A detector and a clock of five minutes.
struct Watch {
  BurstDetector detector;
  Time at = kStart;
  double add(double value) {
    at += minutes{5};
    return detector.add(at, value);
  }
};

/// Posts in five minutes of a day that is four times as loud at noon as at midnight.
double daily(Time at) { return 8 * (1.25 - std::cos(static_cast<double>((at.time_since_epoch().count() % 86400)) / 86400 * 6.2832)); }

}  // namespace

TEST_CASE("surprise is the tail of the count: Poisson, and what varies more") {
  CHECK(poisson_surprise(1, 1) == 0);
  CHECK(poisson_surprise(3, 0.1) == Approx(-std::log10(1.5465e-4)).epsilon(1e-3));
  CHECK(poisson_surprise(1e6, 1) == Approx(99.9));
  CHECK(negative_binomial_surprise(3, 0.1, 1e9) == Approx(poisson_surprise(3, 0.1)).epsilon(1e-4));
  // Of size 1 it is geometric: P(X >= k) = (m / (1 + m))^k.
  CHECK(negative_binomial_surprise(10, 2, 1) == Approx(-10 * std::log10(2.0 / 3)).epsilon(1e-6));
  CHECK(negative_binomial_surprise(50, 10, 2) < negative_binomial_surprise(50, 10, 20));
  CHECK(std::isfinite(negative_binomial_surprise(1e15, 1e-3, 0.01)));
}

TEST_CASE("neither the first days nor a plain week raise an alarm, at any level") {
  for (const double level : {0.02, 0.5, 5.0, 200.0}) {
    std::mt19937 random(7);
    std::poisson_distribution<int> posts(level);
    Watch watch;
    int alarms = 0;
    for (int i = 0; i < 14 * 288; ++i) alarms += watch.add(posts(random)) > 4;
    INFO("level " << level);
    CHECK(alarms <= 1);
  }
}

TEST_CASE("the first value tells the level and is no burst, however high") {
  for (const double level : {3.0, 500.0, 1e5}) {
    Watch watch;
    CHECK(watch.add(level) == 0);
    for (int i = 0; i < 288; ++i) CHECK(watch.add(level) < 2);
    CHECK(watch.add(level * 20) > 2);
  }
}

TEST_CASE("what begins suddenly is told at once, and told again only when it outdoes itself") {
  std::mt19937 random(8);
  std::poisson_distribution<int> posts(5);
  Watch watch;
  for (int i = 0; i < 7 * 288; ++i) watch.add(posts(random));
  const double first = watch.add(80);
  CHECK(first > 3);
  CHECK(watch.add(60) == 0);
  CHECK(watch.add(70) == 0);
  CHECK(watch.add(900) > first);
  CHECK(watch.add(500) == 0);
}

TEST_CASE("in a silent series three posts in one step are a burst, one is none") {
  Watch watch;
  for (int i = 0; i < 2 * 288; ++i) CHECK(watch.add(0) == 0);
  CHECK(watch.add(1) < 3);
  for (int i = 0; i < 288; ++i) watch.add(0);
  CHECK(watch.add(6) > 3);
}

TEST_CASE("the daily tide is no burst once it is known") {
  std::mt19937 random(9);
  Watch watch;
  int alarms = 0;
  for (int i = 0; i < 28 * 288; ++i) {
    const double burst = watch.add(std::poisson_distribution<int>(daily(watch.at))(random));
    if (i > 7 * 288) alarms += burst > 3.5;
  }
  CHECK(alarms <= 2);
}

TEST_CASE("a series full of spikes needs a greater one") {
  Watch calm, spiky;
  std::mt19937 random(10);
  std::poisson_distribution<int> posts(5);
  for (int i = 0; i < 14 * 288; ++i) {
    const int value = posts(random);
    calm.add(value);
    spiky.add(i % 97 == 0 ? 60 : value);
  }
  for (int i = 0; i < 288; ++i) calm.add(5), spiky.add(5);
  CHECK(calm.add(60) > spiky.add(60) + 1);
}

TEST_CASE("odd times and numbers do no harm") {
  BurstDetector detector;
  for (const double value : {0.0, 1e15, 0.5, 0.0, 1e15}) {
    const double burst = detector.add(kStart, value);
    CHECK((std::isfinite(burst) && burst >= 0));
  }
  CHECK(std::isfinite(detector.add(kStart - hours{1000}, 3)));
  CHECK(std::isfinite(detector.add(kStart + hours{1'000'000}, 3)));
}

TEST_CASE("rows: a time and a count, and whatever follows") {
  RowReader reader;
  Row row{};
  std::string why;
  CHECK(reader.read("timestamp,value", row, why) == RowReader::Got::header);
  CHECK(reader.read("", row, why) == RowReader::Got::nothing);
  CHECK(reader.read("2026-03-02 00:05:00,12\r", row, why) == RowReader::Got::row);
  CHECK((why.empty() && row.at == kStart + minutes{5} && row.value == 12));
  CHECK(reader.read("\"2026-03-02T01:10:00+01:00\",\"1.5\",x", row, why) == RowReader::Got::row);
  CHECK((why.empty() && row.at == kStart + minutes{10} && row.value == 1.5));
  for (const char* bad : {"timestamp,value", "2026-03-02 00:05:00,-1", "2026-03-02 00:05:00,", "2026-03-02 00:05:00,nan", "2026-03-02 00:05:00,1e300", ","}) {
    reader.read(bad, row, why);
    CHECK_FALSE(why.empty());
  }
  CHECK(with_column("a,b\r", "c") == "a,b,c\n");
}
