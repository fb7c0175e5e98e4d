#include "calendar/rule.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "calendar/computus.hpp"
#include "calendar/rule_parse.hpp"

namespace rtm::calendar {

namespace chr = std::chrono;

namespace {

std::optional<Day> checked(const chr::year_month_day& ymd) {
  return ymd.ok() ? std::optional<Day>(Day{ymd}) : std::nullopt;
}

std::optional<Day> weekday_of_month(chr::year year, chr::month month, chr::weekday weekday, int nth) {
  if (nth == 0) return Day{year / month / weekday[chr::last]};
  const chr::year_month_weekday day = year / month / weekday[static_cast<unsigned>(nth)];
  return day.ok() ? std::optional<Day>(Day{day}) : std::nullopt;
}

Day weekday_from(Day day, chr::weekday weekday, int nth) {
  return day + (weekday - chr::weekday{day}) + chr::weeks{nth - 1};
}

Day weekday_to(Day day, chr::weekday weekday) { return day - (chr::weekday{day} - weekday); }

}  // namespace

std::optional<Day> YearlyDay::in(int number) const {
  const chr::year year{number};
  const auto base = [&]() -> std::optional<Day> {
    switch (anchor) {
      case Anchor::easter:
        return easter(number);
      case Anchor::orthodox:
        return orthodox_easter(number);
      case Anchor::weekday_of_month:
        return weekday_of_month(year, day.month(), weekday, nth);
      default:
        return checked(year / day);
    }
  }();
  if (!base) return base;
  if (anchor == Anchor::weekday_from) return weekday_from(*base, weekday, nth) + shift;
  if (anchor == Anchor::weekday_to) return weekday_to(*base, weekday) + shift;
  return *base + shift;
}

std::optional<Dates> Yearly::in(int year) const {
  if (year < from_year || year > to_year || (every > 1 && (year - from_year) % every != 0))
    return std::nullopt;
  std::optional<Day> first = day.in(year);
  if (first && unless && unless->in(year) == first) first = otherwise->in(year);
  if (!first) return std::nullopt;
  return Dates{*first, *first + chr::days{length - 1}, std::nullopt, std::nullopt};
}

Rule::Rule(std::string_view text) {
  for (std::size_t start = 0; start <= text.size();) {
    const std::size_t end = std::min(text.find(';', start), text.size());
    std::string_view term = text.substr(start, end - start);
    term.remove_prefix(std::min(term.find_first_not_of(' '), term.size()));
    term = term.substr(0, term.find_last_not_of(' ') + 1);
    terms_.push_back(parse_term(term));
    start = end + 1;
  }
}

std::vector<Dates> Rule::between(Day from, Day to) const {
  std::vector<Dates> result;
  const auto add = [&](const Dates& dates) {
    if (dates.last >= from && dates.first < to) result.push_back(dates);
  };
  // A shift or a length may carry an occurrence over New Year: one year more on either side.
  const int first_year = std::max(1583, static_cast<int>(chr::year_month_day{from}.year()) - 1);
  const int last_year = std::min(9998, static_cast<int>(chr::year_month_day{to}.year()) + 1);
  for (const auto& term : terms_) {
    if (const auto* dates = std::get_if<Dates>(&term)) {
      add(*dates);
      continue;
    }
    for (int year = first_year; year <= last_year; ++year) {
      if (const auto dates = std::get<Yearly>(term).in(year)) add(*dates);
    }
  }
  std::stable_sort(result.begin(), result.end(),
                   [](const Dates& a, const Dates& b) { return a.first < b.first; });
  return result;
}

}  // namespace rtm::calendar
