#pragma once
#include <chrono>
#include <cstdint>
#include <limits>
#include <optional>
#include <utility>
#include <vector>

namespace rtm::calendar {

/// A local date and time, without a zone.
using Wall = std::chrono::local_seconds;

/// A recurrence rule (RFC 5545, 3.3.10), read. An empty list says nothing; negative numbers count from the end.
struct RecurrenceRule {
  enum class Frequency : std::uint8_t { secondly, minutely, hourly, daily, weekly, monthly, yearly };
  struct NthWeekday {
    std::chrono::weekday weekday;
    int nth = 0;  // 0 is every one
  };

  Frequency frequency = Frequency::daily;
  std::int64_t interval = 1;
  std::optional<std::uint64_t> count;
  std::optional<Wall> until;  // inclusive
  std::chrono::weekday week_start = std::chrono::Monday;
  std::vector<int> months, weeks, year_days, month_days, hours, minutes, seconds, positions;
  std::vector<NthWeekday> weekdays;
};

/// Walks through the times of a rule in order, as RFC 5545 expands it. Written here because libical 3.0 misreads BYWEEKNO
/// at the turn of a year, BYSETPOS in weeks and shorter periods, and INTERVAL with BYHOUR and the like.
///
/// A start that does not fit its own rule is not one of the times. Years 1 to 9999.
class Recurrence {
 public:
  enum class Start : std::uint8_t { whole_day, timed };

  /// Times before `from` may be left out, those after `to` are. REQUIRES rule.interval >= 1.
  Recurrence(RecurrenceRule rule, Wall start, Start kind, Wall from, Wall to);

  /// Nothing after the last one. Throws Error when the rule takes more than kMostSteps steps.
  std::optional<Wall> next();

  static constexpr std::size_t kMostSteps = 1'000'000;

 private:
  using Day = std::chrono::local_days;
  using Frequency = RecurrenceRule::Frequency;
  /// The times of one period: each day with each time of day, both ascending.
  struct Period {
    std::vector<Day> days;
    std::vector<std::chrono::seconds> times;
    std::size_t size() const { return days.size() * times.size(); }
    Wall at(std::size_t i) const { return Wall{days[i / times.size()]} + times[i % times.size()]; }
  };

  void count_step();
  void default_days();
  bool open_next();
  bool open_days();
  bool open_instant();
  std::pair<Day, Day> span(std::int64_t number) const;
  void choose_positions();
  bool is_day(Day day, Day first, Day end) const;
  bool is_weekday(Day day, Day first, Day end) const;
  Day first_week(int year) const;

  RecurrenceRule rule_;
  Wall start_, to_;
  int week_year_;          // of the start
  std::int64_t number_ = 0;  // of the period to open next, in intervals from the start
  Period period_;
  std::vector<std::size_t> chosen_;  // places in period_, where positions choose
  std::size_t place_ = 0;
  std::uint64_t given_ = 0;
  std::size_t steps_ = 0;
};

}  // namespace rtm::calendar
