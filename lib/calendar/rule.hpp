#pragma once
#include <optional>
#include <string_view>
#include <variant>
#include <vector>

#include "base/time.hpp"

namespace rtm::calendar {

/// One occurrence of a rule.
struct Dates {
  Day first, last;                   // inclusive
  std::optional<Time> starts, ends;  // where the hour is known; both or none
};

/// A day that every year has: a fixed date, Easter and what hangs on it, or an nth weekday.
struct YearlyDay {
  enum class Anchor : unsigned char { date, easter, orthodox, weekday_of_month, weekday_from, weekday_to };
  Anchor anchor = Anchor::date;
  int nth = 1;  // 1..5; 0 is the last
  std::chrono::weekday weekday{};
  std::chrono::month_day day{};  // of weekday_of_month only the month counts
  std::chrono::days shift{0};
  /// nullopt where the year lacks that day (29 February, a fifth Monday).
  std::optional<Day> in(int year) const;
};

/// A yearly day with its exception, its length and the years in which it holds.
struct Yearly {
  YearlyDay day;
  std::optional<YearlyDay> unless,
      otherwise;   // "unless X then Y": Y in the years in which the day falls on X
  int length = 1;  // days
  int from_year = 1583, to_year = 9998, every = 1;
  std::optional<Dates> in(int year) const;
};

/// When something falls, as a cell of a table states it. Terms are separated by `;`, each one of:
///
///     2013-02-03                                 that day
///     2016-08-05/2016-08-21                      those days
///     2013-02-03T23:30Z/2013-02-04T04:00Z        those hours
///     12-25                                      every year
///     easter-2        orthodox+1                 by the computus
///     2nd sun may     last sun may               the nth weekday of a month
///     4th thu nov +1                             the day after it
///     1st sun from 11-27      last mon to 05-24  the nth weekday on or after a day; the last on or before it
///
/// and after a yearly day, in this order, as wanted:
///
///     unless easter+49 then 1st sun jun          another day in the years in which the two coincide
///     for 12                                     lasts 12 days
///     2005..          ..2019     2004..2024/4    only in those years; every fourth
class Rule {
 public:
  /// Throws rtm::Error that quotes the term it cannot read.
  explicit Rule(std::string_view text);
  /// The occurrences that touch [from, to), by first day.
  std::vector<Dates> between(Day from, Day to) const;

 private:
  std::vector<std::variant<Dates, Yearly>> terms_;
};

}  // namespace rtm::calendar
