#include "series/burst_detector.hpp"

#include <algorithm>
#include <cmath>

#include "series/surprise.hpp"

namespace rtm::series {

namespace {

using std::chrono::hours;
using std::chrono::minutes;

constexpr Seconds kUsual = hours{24 * 7};    // memory of what is usual,
constexpr double kUsualSteps = 50;           // but at least so many steps,
constexpr Seconds kMinutes = minutes{10};    // against what comes now
constexpr double kMinutesSteps = 1.0 / 3;
constexpr Seconds kHalfHour = minutes{30};   // and lately
constexpr double kHalfHourSteps = 1;
constexpr Seconds kPast = hours{24 * 28};    // memory of earlier surprises
constexpr double kPastSteps = 100;
constexpr Seconds kOnce = hours{1};          // in which a surprise that lasts counts once
constexpr double kOnceSteps = 3;
constexpr Seconds kEchoes = hours{24};       // in which a burst is news only when it outdoes itself,
constexpr double kEchoSteps = 3;
const double kOutdoes = std::log10(2.0);     // becoming half as probable

constexpr double kThreshold = 1;             // surprise beyond which the tail begins: one in ten, were the model true
constexpr double kPriorExceedances = 10;     // the prior of the tail, in exceedances,
constexpr double kPriorLog = 0.4;            // their mean logarithm
constexpr double kPriorRate = 0.01;          // and their share of the steps, about as streams with a daily tide have them
constexpr double kBegets = 0.1;              // posts that a post begets by itself, however quiet the series
constexpr double kClip = 3;                  // standard deviations beyond which a value teaches no more
constexpr double kProfileVariance = 0.5;     // of the ratio to the mean, beside that of a Poisson count
constexpr double kProfileInformation = 300;  // by which a profile is drawn towards 1
constexpr double kProfileForgets = 1.0 / 500;
constexpr double kProfileAfter = 100;        // steps
constexpr double kLeastExpected = 1e-3;

unsigned hour_of_week(Time at) {
  const auto day = std::chrono::floor<std::chrono::days>(at);
  const auto hour = std::chrono::floor<hours>(at - day).count();
  return std::chrono::weekday{day}.c_encoding() * 24 + static_cast<unsigned>(hour);
}

}  // namespace

double TailModel::improbability(double statistic) const {
  const double rate = (kPriorExceedances + exceedances_) / (kPriorExceedances / kPriorRate + all_);
  if (statistic <= kThreshold) return -std::log10(rate) * statistic / kThreshold;
  const double mean_log = (kPriorExceedances * kPriorLog + logs_) / (kPriorExceedances + exceedances_);
  return -std::log10(rate) + std::log10(statistic / kThreshold) / mean_log;
}

void TailModel::add(double statistic, double kept, double passed) {
  exceedances_ *= kept;
  logs_ *= kept;
  all_ = all_ * kept + 1;
  if (statistic <= kThreshold) {
    highest_ = 0;
    return;
  }
  age_ += passed;
  if (highest_ == 0 || age_ > 1) {
    exceedances_ += 1;
    logs_ += std::log(statistic / kThreshold);
    highest_ = statistic;
    age_ = 0;
  } else if (statistic > highest_) {
    logs_ += std::log(statistic / highest_);
    highest_ = statistic;
  }
}

double WeekProfile::factor(Time at) const {
  const unsigned hour = hour_of_week(at);
  const Cell &day = days_[hour % 24], &week = weeks_[hour];
  const double daily = (day.ratios + kProfileInformation) / (day.information + kProfileInformation);
  return (week.ratios + kProfileInformation * daily) / (week.information + kProfileInformation);
}

void WeekProfile::add(Time at, double ratio, double information) {
  const unsigned hour = hour_of_week(at);
  for (Cell* cell : {&days_[hour % 24], &weeks_[hour]}) {
    cell->ratios += information * ratio - kProfileForgets * cell->ratios;
    cell->information += information - kProfileForgets * cell->information;
  }
}

/// The last step as a share of `horizon`, or of so many steps where they are longer.
double BurstDetector::share(Seconds horizon, double least_steps) const {
  return elapsed_ / std::max(static_cast<double>(horizon.count()), least_steps * step_);
}

/// What a decay over so long leaves of the past.
double BurstDetector::kept(Seconds horizon, double least_steps) const {
  return std::exp(-share(horizon, least_steps));
}

void BurstDetector::pass_time(Time at) {
  elapsed_ = any_ ? std::max(0.0, static_cast<double>((at - last_).count())) : 0;
  if (step_ == 0) step_ = elapsed_;
  last_ = any_ ? std::max(last_, at) : at;
  any_ = true;
}

double BurstDetector::Horizon::look(double value, double expected_now, double kept, double past_kept,
                                    double passed) {
  came = came * kept + value;
  expected = expected * kept + expected_now;
  const double surprise = came <= expected ? 0 : geometric_surprise(came, expected + kBegets);
  const double improbability = tail.improbability(surprise);
  tail.add(surprise, past_kept, passed);
  return improbability;
}

double BurstDetector::add(Time at, double value) {
  const bool first = !any_;
  pass_time(at);
  if (first) {  // tells the level, and is at least one post
    sum_ = std::max(1.0, value);
    steps_ = 1;
    return 0;
  }
  const double factor = std::max(1.0, week_.factor(last_));
  const double expected = std::max(kLeastExpected, sum_ / steps_ * factor);
  const double past_kept = kept(kPast, kPastSteps), passed = share(kOnce, kOnceSteps);
  const double now = minutes_.look(value, expected, kept(kMinutes, kMinutesSteps), past_kept, passed);
  const double lately = half_hour_.look(value, expected, kept(kHalfHour, kHalfHourSteps), past_kept, passed);
  learn(value, expected, factor);
  const double burst = (now + lately) / 2;
  peak_ *= kept(kEchoes, kEchoSteps);
  if (burst <= peak_ + kOutdoes) return 0;
  return peak_ = burst;
}

void BurstDetector::learn(double value, double expected, double factor) {
  const double clipped = std::min(value, expected + kClip * std::sqrt(expected + expected * expected));
  const double usual_kept = kept(kUsual, kUsualSteps), mean = expected / factor;
  if (steps_ > kProfileAfter) week_.add(last_, clipped / mean, 1 / (1 / mean + kProfileVariance));
  sum_ = sum_ * usual_kept + clipped / factor;
  steps_ = steps_ * usual_kept + 1;
}

}  // namespace rtm::series
