#include <catch2/catch.hpp>

#include <algorithm>
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

TEST_CASE("surprise is the tail of the count: Poisson, and where posts beget posts") {
  CHECK(poisson_surprise(1, 1) == 0);
  CHECK(poisson_surprise(3, 0.1) == Approx(-std::log10(1.5465e-4)).epsilon(1e-3));
  CHECK(poisson_surprise(1e6, 1) == Approx(99.9));
  // P(X >= k) = (m / (1 + m))^(k - 1), one being there.
  CHECK(geometric_surprise(11, 2) == Approx(-10 * std::log10(2.0 / 3)).epsilon(1e-6));
  CHECK(geometric_surprise(1, 1e-3) == 0);
  CHECK(geometric_surprise(5, 5) == 0);
  CHECK(geometric_surprise(20, 5) == Approx(geometric_surprise(2000, 500)).epsilon(0.2));  // times the usual
  CHECK(std::isfinite(geometric_surprise(1e15, 1e-3)));
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
  CHECK(watch.add(20) == 0);
  CHECK(watch.add(30) == 0);
  CHECK(watch.add(900) > first);
  CHECK(watch.add(200) == 0);
}

TEST_CASE("in a silent series six posts in one step are a burst; one is nothing, two are none") {
  Watch watch;
  for (int i = 0; i < 2 * 288; ++i) CHECK(watch.add(0) == 0);
  CHECK(watch.add(1) == 0);
  for (int i = 0; i < 288; ++i) watch.add(0);
  CHECK(watch.add(2) < 3);
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
  CHECK(calm.add(60) > spiky.add(60) + 0.5);
}

TEST_CASE("what holds on is more of a burst than a lone spike as high") {
  std::mt19937 random(11);
  std::poisson_distribution<int> posts(5);
  Watch spike, wave;
  for (int i = 0; i < 7 * 288; ++i) {
    const int value = posts(random);
    spike.add(value);
    wave.add(value);
  }
  double lone = 0, held = 0;
  for (int i = 0; i < 6; ++i) {
    lone = std::max(lone, spike.add(i == 0 ? 35 : 5));
    held = std::max(held, wave.add(35));
  }
  CHECK(held > lone + 0.5);
}

TEST_CASE("a third more at a busy series is no burst, though it is no chance either") {
  std::mt19937 random(12);
  std::poisson_distribution<int> posts(600), more(800);
  Watch watch;
  for (int i = 0; i < 7 * 288; ++i) watch.add(posts(random));
  for (int i = 0; i < 288; ++i) CHECK(watch.add(more(random)) < 2);
}

TEST_CASE("a change of level for good is told on its first day, and no more") {
  std::mt19937 random(13);
  std::poisson_distribution<int> posts(4), more(24);
  Watch watch;
  for (int i = 0; i < 7 * 288; ++i) watch.add(posts(random));
  int first_day = 0, later = 0;
  for (int i = 0; i < 14 * 288; ++i) (i < 288 ? first_day : later) += watch.add(more(random)) > 3;
  CHECK((first_day >= 1 && first_day <= 6));
  CHECK(later == 0);
}

TEST_CASE("steps of an hour or a day do as well") {
  for (const hours step : {hours{1}, hours{24}}) {
    std::mt19937 random(14);
    std::poisson_distribution<int> posts(20);
    BurstDetector detector;
    rtm::Time at = kStart;
    int alarms = 0;
    for (int i = 0; i < 300; ++i) alarms += detector.add(at += step, posts(random)) > 3;
    CHECK(alarms == 0);
    CHECK(detector.add(at += step, 200) > 3);
  }
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
  for (const char* bad : {"timestamp,value", "2026-03-02 00:05:00,-1", "2026-03-02 00:05:00,",
                          "2026-03-02 00:05:00,nan", "2026-03-02 00:05:00,1e300", ","}) {
    reader.read(bad, row, why);
    CHECK_FALSE(why.empty());
  }
  CHECK(with_column("a,b\r", "c") == "a,b,c\n");
}
