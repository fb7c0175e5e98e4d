#include "calendar/recurrence.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"

namespace rtm::calendar {

namespace {

namespace chr = std::chrono;
using Day = chr::local_days;

chr::year_month_day civil(Day day) { return chr::year_month_day{day}; }

int year_of(Day day) { return static_cast<int>(civil(day).year()); }

Day new_year(std::int64_t year) { return Day{chr::year{static_cast<int>(year)} / 1 / 1}; }

Day month_start(std::int64_t months) {  // since January of year 0
  return Day{chr::year{static_cast<int>(months / 12)} / chr::month{static_cast<unsigned>(months % 12 + 1)} / 1};
}

void keep_sorted(std::vector<int>& list) {
  std::sort(list.begin(), list.end());
  list.erase(std::unique(list.begin(), list.end()), list.end());
}

/// Is the `n`-th of `total` things listed, counted from either end?
bool listed(const std::vector<int>& list, std::int64_t n, std::int64_t total) {
  return list.empty() || std::any_of(list.begin(), list.end(), [&](int wanted) { return wanted == n || wanted == n - total - 1; });
}

bool has(const std::vector<int>& list, std::int64_t value) {
  return list.empty() || std::binary_search(list.begin(), list.end(), static_cast<int>(value));
}

/// A day's times where the lists leave one or more of each.
std::vector<chr::seconds> times(const std::vector<int>& hours, const std::vector<int>& minutes, const std::vector<int>& seconds) {
  std::vector<chr::seconds> all;
  for (const int h : hours) {
    for (const int m : minutes) {
      for (const int s : seconds) all.push_back(chr::hours{h} + chr::minutes{m} + chr::seconds{s});
    }
  }
  return all;
}

std::vector<int> or_else(const std::vector<int>& list, std::int64_t value) { return list.empty() ? std::vector<int>{static_cast<int>(value)} : list; }

/// How many seconds a period of one of the shorter frequencies lasts; 0 for months and years, whose length varies.
std::int64_t length(RecurrenceRule::Frequency frequency) {
  constexpr std::int64_t kLengths[] = {1, 60, 3600, 86400, std::int64_t{7} * 86400, 0, 0};
  return kLengths[static_cast<std::size_t>(frequency)];
}

}  // namespace

Recurrence::Recurrence(RecurrenceRule rule, Wall start, Start kind, Wall from, Wall to)
    : rule_(std::move(rule)), start_(start), to_(rule_.until ? std::min(to, *rule_.until) : to) {
  for (auto* list : {&rule_.months, &rule_.weeks, &rule_.year_days, &rule_.month_days, &rule_.hours, &rule_.minutes, &rule_.seconds, &rule_.positions}) keep_sorted(*list);
  std::erase_if(rule_.seconds, [](int s) { return s > 59; });  // a leap second has no place in a calendar
  if (kind == Start::whole_day) rule_.hours = rule_.minutes = rule_.seconds = {0};
  const Day day = chr::floor<chr::days>(start);
  week_year_ = year_of(day) + (day >= first_week(year_of(day) + 1) ? 1 : 0) - (day < first_week(year_of(day)) ? 1 : 0);
  default_days();
  const std::int64_t step = length(rule_.frequency) * rule_.interval;
  if (!rule_.count && step > 0 && from > start) number_ = std::max<std::int64_t>(0, (from - start).count() / step - 1);
}

/// What a rule leaves open is as in the start.
void Recurrence::default_days() {
  const Day day = chr::floor<chr::days>(start_);
  const chr::year_month_day date = civil(day);
  const bool open = rule_.weekdays.empty() && rule_.month_days.empty() && rule_.year_days.empty();
  const Frequency f = rule_.frequency;
  const auto keep_month = [&] { rule_.months.push_back(static_cast<int>(static_cast<unsigned>(date.month()))); };
  const bool days_of_month = rule_.weekdays.empty() && rule_.year_days.empty() && rule_.weeks.empty() && !rule_.month_days.empty();
  if (f == Frequency::yearly && rule_.months.empty() && days_of_month) keep_month();
  if (!open) return;
  if (f == Frequency::weekly || (f == Frequency::yearly && !rule_.weeks.empty())) {
    rule_.weekdays.push_back({chr::weekday{day}, 0});
  } else if (f == Frequency::yearly || f == Frequency::monthly) {
    rule_.month_days.push_back(static_cast<int>(static_cast<unsigned>(date.day())));
    if (f == Frequency::yearly && rule_.months.empty()) keep_month();
  }
}

/// The first day of the first week with four days in `year`.
Recurrence::Day Recurrence::first_week(int year) const {
  const Day fourth{chr::year{year} / 1 / 4};
  return fourth - (chr::weekday{fourth} - rule_.week_start);
}

/// The days of the period with this number, where a period is a day or more: [first, end).
std::pair<Recurrence::Day, Recurrence::Day> Recurrence::span(std::int64_t number) const {
  const Day day = chr::floor<chr::days>(start_);
  const std::int64_t n = number * rule_.interval;
  switch (rule_.frequency) {
    case Frequency::yearly:
      if (!rule_.weeks.empty()) {
        const int year = week_year_ + static_cast<int>(std::min<std::int64_t>(n, 10'000));
        return {first_week(year), first_week(year + 1)};
      }
      return {new_year(std::min<std::int64_t>(year_of(day) + n, 10'000)), new_year(std::min<std::int64_t>(year_of(day) + n, 10'000) + 1)};
    case Frequency::monthly: {
      const std::int64_t month = year_of(day) * 12 + static_cast<int>(static_cast<unsigned>(civil(day).month())) - 1 + n;
      return {month_start(std::min<std::int64_t>(month, 120'000)), month_start(std::min<std::int64_t>(month, 120'000) + 1)};
    }
    case Frequency::weekly: {
      const Day monday = day - (chr::weekday{day} - rule_.week_start) + chr::weeks{n};
      return {monday, monday + chr::weeks{1}};
    }
    default: return {day + chr::days{n}, day + chr::days{n + 1}};
  }
}

bool Recurrence::is_weekday(Day day, Day first, Day end) const {
  if (rule_.weekdays.empty()) return true;
  const bool monthly = rule_.frequency == Frequency::monthly || (rule_.frequency == Frequency::yearly && !rule_.months.empty());
  if (monthly) {
    const chr::year_month month{civil(day).year(), civil(day).month()};
    first = Day{month / 1};
    end = Day{(month + chr::months{1}) / 1};
  }
  const bool numbered = monthly || (rule_.frequency == Frequency::yearly && rule_.weeks.empty());
  const std::int64_t before = (day - first).count() / 7, after = (end - day - chr::days{1}).count() / 7;
  return std::any_of(rule_.weekdays.begin(), rule_.weekdays.end(), [&](const RecurrenceRule::NthWeekday& w) {
    return w.weekday == chr::weekday{day} && (!numbered || w.nth == 0 || w.nth == before + 1 || w.nth == -after - 1);
  });
}

/// Does the rule name this day of the period [first, end)?
bool Recurrence::is_day(Day day, Day first, Day end) const {
  const chr::year_month_day date = civil(day);
  if (!has(rule_.months, static_cast<unsigned>(date.month()))) return false;
  if (!rule_.month_days.empty()) {
    const chr::year_month_day_last last{date.year() / date.month() / chr::last};
    if (!listed(rule_.month_days, static_cast<unsigned>(date.day()), static_cast<unsigned>(last.day()))) return false;
  }
  if (!rule_.year_days.empty()) {
    const Day year = new_year(year_of(day));
    if (!listed(rule_.year_days, (day - year).count() + 1, (new_year(year_of(day) + 1) - year).count())) return false;
  }
  if (!rule_.weeks.empty()) {
    int year = year_of(day);
    if (day >= first_week(year + 1)) ++year;
    if (day < first_week(year)) --year;
    if (!listed(rule_.weeks, (day - first_week(year)).count() / 7 + 1, (first_week(year + 1) - first_week(year)).count() / 7)) return false;
  }
  return is_weekday(day, first, end);
}

/// BYSETPOS: only these of the period's times, counted from either end.
void Recurrence::choose_positions() {
  chosen_.clear();
  const auto size = static_cast<std::int64_t>(period_.size());
  for (const int position : rule_.positions) {
    const std::int64_t place = position > 0 ? position - 1 : size + position;
    if (place >= 0 && place < size) chosen_.push_back(static_cast<std::size_t>(place));
  }
  std::sort(chosen_.begin(), chosen_.end());
  chosen_.erase(std::unique(chosen_.begin(), chosen_.end()), chosen_.end());
}

/// Opens a period of one day or more; false when it lies behind the end.
bool Recurrence::open_days() {
  const auto [first, end] = span(number_++);
  if (Wall{first} > to_) return false;
  period_.days.clear();
  for (Day day = first; day < end; day += chr::days{1}) {
    if (is_day(day, first, end)) period_.days.push_back(day);
  }
  if (period_.times.empty()) {
    const chr::hh_mm_ss time{start_ - chr::floor<chr::days>(start_)};
    period_.times = times(or_else(rule_.hours, time.hours().count()), or_else(rule_.minutes, time.minutes().count()), or_else(rule_.seconds, time.seconds().count()));
  }
  return true;
}

/// Opens an hour, a minute or a second; skips to the next day, hour or minute where the rule excludes this one.
bool Recurrence::open_instant() {
  const std::int64_t unit = length(rule_.frequency), step = unit * rule_.interval;
  const Wall origin{chr::seconds{start_.time_since_epoch().count() - ((start_ - chr::floor<chr::days>(start_)).count() % unit)}};
  const Wall at = origin + chr::seconds{number_ * step};
  if (at > to_) return false;
  const Day day = chr::floor<chr::days>(at);
  const chr::hh_mm_ss time{at - day};
  const auto skip_to = [&](Wall until) { number_ = std::max(number_ + 1, ((until - origin).count() + step - 1) / step); };
  period_.days.clear();
  if (!is_day(day, day, day + chr::days{1})) {
    skip_to(Wall{day + chr::days{1}});
  } else if (!has(rule_.hours, time.hours().count())) {
    skip_to(Wall{day} + time.hours() + chr::hours{1});
  } else if (unit < 3600 && !has(rule_.minutes, time.minutes().count())) {
    skip_to(Wall{day} + time.hours() + time.minutes() + chr::minutes{1});
  } else {
    ++number_;
    if (unit == 1 && !has(rule_.seconds, time.seconds().count())) return true;
    const chr::hh_mm_ss start{start_ - chr::floor<chr::days>(start_)};
    period_.days = {day};
    period_.times = times({static_cast<int>(time.hours().count())},
                          unit < 3600 ? std::vector<int>{static_cast<int>(time.minutes().count())} : or_else(rule_.minutes, start.minutes().count()),
                          unit == 1 ? std::vector<int>{static_cast<int>(time.seconds().count())} : or_else(rule_.seconds, start.seconds().count()));
  }
  return true;
}

bool Recurrence::open_next() {
  count_step();
  const bool open = rule_.frequency < Frequency::daily ? open_instant() : open_days();
  place_ = 0;
  if (open && !rule_.positions.empty()) choose_positions();
  return open;
}

void Recurrence::count_step() {
  if (++steps_ > kMostSteps) throw Error(fmt::format("a rule that repeats more than {} times", kMostSteps));
}

std::optional<Wall> Recurrence::next() {
  if (rule_.count && given_ == *rule_.count) return std::nullopt;
  for (;;) {
    const std::size_t size = rule_.positions.empty() ? period_.size() : chosen_.size();
    if (place_ == size) {
      if (!open_next()) return std::nullopt;
      continue;
    }
    count_step();
    const Wall found = period_.at(rule_.positions.empty() ? place_ : chosen_[place_]);
    ++place_;
    if (found < start_) continue;
    if (found > to_) return std::nullopt;
    ++given_;
    return found;
  }
}

}  // namespace rtm::calendar
