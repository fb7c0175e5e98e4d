#include "series/burst_detector.hpp"

#include <algorithm>
#include <cmath>

#include "series/surprise.hpp"

namespace rtm::series {

namespace {

using std::chrono::hours;

constexpr Seconds kUsual = hours{24 * 7};    // memory of what is usual, and of how much it varies,
constexpr double kUsualSteps = 50;           // but at least so many steps,
constexpr Seconds kHour = hours{1};          // against an hour
constexpr double kHourSteps = 3;
constexpr Seconds kPast = hours{24 * 28};    // memory of earlier surprises
constexpr double kPastSteps = 100;
constexpr Seconds kEchoes = hours{24};       // in which a burst is news only when it outdoes itself
constexpr double kEchoSteps = 3;

constexpr double kThreshold = 1;             // surprise beyond which the tail begins: one step in ten, were the model true
constexpr double kPriorExceedances = 40;     // the prior of the tail, in exceedances
constexpr double kPriorLog = 0.4;            // and their mean logarithm
constexpr double kPriorSteps = kPriorExceedances * 10;
constexpr double kPriorDispersion = 0.5, kPriorSquares = 50;
constexpr double kLeastDispersion = 0.02;
constexpr double kClip = 3;                  // standard deviations beyond which a value teaches no more
constexpr double kProfileInformation = 300;  // by which a profile is drawn towards 1
constexpr double kProfileForgets = 1.0 / 500;
constexpr double kProfileAfter = 100;        // steps
constexpr double kLeastExpected = 1e-3;
const double kSecondLook = std::log10(2.0);

unsigned hour_of_week(Time at) {
  const auto day = std::chrono::floor<std::chrono::days>(at);
  const auto hour = std::chrono::floor<hours>(at - day).count();
  return std::chrono::weekday{day}.c_encoding() * 24 + static_cast<unsigned>(hour);
}

}  // namespace

double TailModel::improbability(double statistic) const {
  const double rate = (kPriorExceedances + exceedances_) / (kPriorSteps + all_);
  if (statistic <= kThreshold) return -std::log10(rate) * statistic / kThreshold;
  const double mean_log = (kPriorExceedances * kPriorLog + logs_) / (kPriorExceedances + exceedances_);
  return -std::log10(rate) + std::log10(statistic / kThreshold) / mean_log;
}

void TailModel::add(double statistic, double kept) {
  exceedances_ *= kept;
  logs_ *= kept;
  all_ = all_ * kept + 1;
  if (statistic <= kThreshold) return;
  exceedances_ += 1;
  logs_ += std::log(statistic / kThreshold);
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

/// What a decay over `horizon`, but over at least so many steps, leaves of the past.
double BurstDetector::kept(Seconds horizon, double least_steps) const {
  return std::exp(-elapsed_ / std::max(static_cast<double>(horizon.count()), least_steps * step_));
}

void BurstDetector::pass_time(Time at) {
  elapsed_ = any_ ? std::max(0.0, static_cast<double>((at - last_).count())) : 0;
  if (step_ == 0) step_ = elapsed_;
  last_ = any_ ? std::max(last_, at) : at;
  any_ = true;
}

double BurstDetector::add(Time at, double value) {
  const bool first = !any_;
  pass_time(at);
  if (first) {
    first_ = std::max(1.0, value);
    return 0;
  }
  const double factor = std::max(1.0, week_.factor(last_));
  // The mean of a gamma distribution that has seen steps_ steps after the first, which tells the level.
  const double expected = std::max(kLeastExpected, (first_ + sum_) / (1 + steps_) * factor);
  const double dispersion = std::max(kLeastDispersion, (excess_ + kPriorDispersion * kPriorSquares) / (squares_ + kPriorSquares));
  const double size = std::min(1 / dispersion, 1 + sum_);
  const double hour_kept = kept(kHour, kHourSteps), past_kept = kept(kPast, kPastSteps);
  hour_ = hour_ * hour_kept + value;
  hour_expected_ = hour_expected_ * hour_kept + expected;
  const double now = negative_binomial_surprise(value, expected, size), lately = negative_binomial_surprise(hour_, hour_expected_, size);
  const double burst = std::max(tail_.improbability(now), hour_tail_.improbability(lately) - kSecondLook);
  tail_.add(now, past_kept);
  hour_tail_.add(lately, past_kept);
  learn(last_, value, expected, factor, dispersion);
  peak_ *= kept(kEchoes, kEchoSteps);
  if (burst <= peak_) return 0;
  return peak_ = std::max(0.0, burst);
}

void BurstDetector::learn(Time at, double value, double expected, double factor, double dispersion) {
  const double variance = expected + dispersion * expected * expected;
  const double clipped = std::min(value, expected + kClip * std::sqrt(variance));
  const double usual_kept = kept(kUsual, kUsualSteps);
  const double mean = expected / factor, off = clipped - expected;
  if (steps_ > kProfileAfter) week_.add(at, clipped / mean, 1 / (1 / mean + dispersion + 0.1));
  sum_ = sum_ * usual_kept + clipped / factor;
  steps_ = steps_ * usual_kept + 1;
  excess_ = excess_ * usual_kept + std::max(-expected * expected, off * off - expected);
  squares_ = squares_ * usual_kept + expected * expected;
}

}  // namespace rtm::series
