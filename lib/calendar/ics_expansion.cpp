#include "calendar/ics_expansion.hpp"

#include <algorithm>
#include <cstring>
#include <memory>
#include <span>
#include <tuple>

#include "base/error.hpp"

namespace rtm::calendar {

namespace {

namespace chr = std::chrono;

std::vector<icalproperty*> properties(icalcomponent* event, icalproperty_kind kind) {
  std::vector<icalproperty*> all;
  for (icalproperty* p = icalcomponent_get_first_property(event, kind); p; p = icalcomponent_get_next_property(event, kind)) all.push_back(p);
  return all;
}

/// libical ends its lists with ICAL_RECURRENCE_ARRAY_MAX.
std::vector<int> list_of(std::span<const short> list) {
  return {list.begin(), std::find(list.begin(), list.end(), ICAL_RECURRENCE_ARRAY_MAX)};
}

chr::weekday weekday_of(icalrecurrencetype_weekday day) { return chr::weekday{static_cast<unsigned>(day) - ICAL_SUNDAY_WEEKDAY}; }

RecurrenceRule::Frequency frequency_of(icalrecurrencetype_frequency f) {
  using enum RecurrenceRule::Frequency;
  switch (f) {
    case ICAL_SECONDLY_RECURRENCE: return secondly;
    case ICAL_MINUTELY_RECURRENCE: return minutely;
    case ICAL_HOURLY_RECURRENCE: return hourly;
    case ICAL_WEEKLY_RECURRENCE: return weekly;
    case ICAL_MONTHLY_RECURRENCE: return monthly;
    case ICAL_YEARLY_RECURRENCE: return yearly;
    default: return daily;
  }
}

/// A rule with an end that is a day ends with that day; one in UTC ends at that instant where the start is told.
std::optional<Wall> until_of(const icaltimetype& until, const IcsTime& start, const Zone& floating) {
  const auto time = time_of(until);
  if (!time) return std::nullopt;
  if (time->whole_day) return time->wall + chr::days{1} - chr::seconds{1};
  return time->utc && !start.whole_day ? start.local(time->instant(floating), floating) : time->wall;
}

RecurrenceRule rule_of(const icalrecurrencetype& r, const IcsTime& start, const Zone& floating) {
  RecurrenceRule rule;
  rule.frequency = frequency_of(r.freq);
  rule.interval = std::max<short>(r.interval, 1);
  if (r.count > 0) rule.count = static_cast<std::uint64_t>(r.count);
  rule.until = until_of(r.until, start, floating);
  if (r.week_start != ICAL_NO_WEEKDAY) rule.week_start = weekday_of(r.week_start);
  rule.months = list_of(r.by_month);
  rule.weeks = list_of(r.by_week_no);
  rule.year_days = list_of(r.by_year_day);
  rule.month_days = list_of(r.by_month_day);
  rule.hours = list_of(r.by_hour);
  rule.minutes = list_of(r.by_minute);
  rule.seconds = list_of(r.by_second);
  rule.positions = list_of(r.by_set_pos);
  for (const int day : list_of(r.by_day)) {
    const auto coded = static_cast<short>(day);
    rule.weekdays.push_back({weekday_of(icalrecurrencetype_day_day_of_week(coded)), icalrecurrencetype_day_position(coded)});
  }
  return rule;
}

/// RFC 7529: years of another calendar, or days that do not exist moved instead of left out.
bool is_scaled(const icalrecurrencetype& r) {
  return r.rscale && (std::strcmp(r.rscale, "GREGORIAN") != 0 || r.skip != ICAL_SKIP_OMIT);
}

/// DTEND or DURATION; a whole day without either lasts one.
Seconds length_of(icalcomponent* event, const IcsTime& start, const Zone& floating) {
  for (icalproperty* p : properties(event, ICAL_DTEND_PROPERTY)) {
    const auto end = time_of(p, event);
    if (!end) continue;
    return std::max(Seconds{0}, start.whole_day || end->whole_day ? end->wall - start.wall : end->instant(floating) - start.instant(floating));
  }
  for (icalproperty* p : properties(event, ICAL_DURATION_PROPERTY)) {
    return Seconds{std::max(0, icaldurationtype_as_int(icalproperty_get_duration(p)))};
  }
  return start.whole_day ? Seconds{chr::days{1}} : Seconds{0};
}

}  // namespace

void Excluded::add(const IcsTime& time, const Zone& floating) {
  if (time.whole_day) {
    days_.insert(time.day());
  } else {
    times_.insert(time.instant(floating));
  }
}

bool Excluded::has(const IcsTime& time, const Zone& floating) const {
  return days_.contains(time.day()) || (!times_.empty() && times_.contains(time.instant(floating)));
}

std::vector<IcsTime> times_of(icalcomponent* event, icalproperty_kind kind) {
  std::vector<IcsTime> times;
  for (icalproperty* p : properties(event, kind)) {
    std::optional<IcsTime> time;
    // A period (RDATE only) begins where it begins; that it may last longer than the others is not told.
    if (kind == ICAL_RDATE_PROPERTY) {
      const icaldatetimeperiodtype value = icalproperty_get_rdate(p);
      time = icaltime_is_null_time(value.time) ? time_of(value.period.start) : time_of(p, event);
    } else {
      time = time_of(p, event);
    }
    if (time) times.push_back(*time);
  }
  return times;
}

Expansion::Expansion(icalcomponent* event, Excluded excluded, const Zone& floating, Day from, Day to)
    : event_(event), floating_(floating), excluded_(std::move(excluded)), from_(from), to_(to) {
  for (icalproperty* p : properties(event, ICAL_DTSTART_PROPERTY)) start_ = time_of(p, event);
  if (start_) length_ = length_of(event, *start_, floating);
}

std::vector<Dates> Expansion::all() {
  if (!start_) return {};
  exclude();
  if (properties(event_, ICAL_RRULE_PROPERTY).empty()) take(*start_);
  for (const IcsTime& time : repeated(ICAL_RRULE_PROPERTY)) take(time);
  for (const IcsTime& time : times_of(event_, ICAL_RDATE_PROPERTY)) take(time);
  const auto key = [](const Dates& d) { return std::tuple(d.first, d.starts); };
  std::sort(dates_.begin(), dates_.end(), [&](const Dates& a, const Dates& b) { return key(a) < key(b); });
  dates_.erase(std::unique(dates_.begin(), dates_.end(), [&](const Dates& a, const Dates& b) { return key(a) == key(b); }), dates_.end());
  return std::move(dates_);
}

void Expansion::exclude() {
  for (const IcsTime& time : times_of(event_, ICAL_EXDATE_PROPERTY)) excluded_.add(time, floating_);
  for (const IcsTime& time : repeated(ICAL_EXRULE_PROPERTY)) excluded_.add(time, floating_);
}

/// The times that the rules of one kind give: a day more than the window on both sides, for the zones.
std::vector<IcsTime> Expansion::repeated(icalproperty_kind kind) const {
  std::vector<IcsTime> times;
  const auto wall = [](Day day) { return Wall{chr::local_days{day.time_since_epoch()}}; };
  for (icalproperty* p : properties(event_, kind)) {
    const icalrecurrencetype given = kind == ICAL_RRULE_PROPERTY ? icalproperty_get_rrule(p) : icalproperty_get_exrule(p);
    if (is_scaled(given)) {
      const std::vector<IcsTime> more = by_libical(given);
      times.insert(times.end(), more.begin(), more.end());
      continue;
    }
    Recurrence recurrence(rule_of(given, *start_, floating_), start_->wall, start_->whole_day ? Recurrence::Start::whole_day : Recurrence::Start::timed,
                          wall(from_ - chr::days{1}) - length_, wall(to_ + chr::days{1}));
    while (const auto next = recurrence.next()) times.push_back(start_->at(*next));
  }
  return times;
}

std::vector<IcsTime> Expansion::by_libical(const icalrecurrencetype& rule) const {
  std::vector<IcsTime> times;
  const auto first = icalcomponent_get_dtstart(event_);
  const std::unique_ptr<icalrecur_iterator, void (*)(icalrecur_iterator*)> steps(icalrecur_iterator_new(rule, first), icalrecur_iterator_free);
  while (steps) {
    const auto next = time_of(icalrecur_iterator_next(steps.get()));
    if (!next || next->day() > to_ + chr::days{1}) break;
    if (times.size() == Recurrence::kMostSteps) throw Error("a rule that repeats without end");
    times.push_back(start_->at(next->wall));
  }
  return times;
}

void Expansion::take(const IcsTime& time) {
  if (excluded_.has(time, floating_)) return;
  Dates dates;
  if (time.whole_day) {
    const auto more = std::max(chr::days{0}, chr::floor<chr::days>(length_) - chr::days{1});
    dates = {time.day(), time.day() + more, std::nullopt, std::nullopt};
  } else {
    const Time starts = time.instant(floating_), ends = starts + length_;
    dates = {chr::floor<chr::days>(starts), chr::floor<chr::days>(std::max(starts, ends - Seconds{1})), starts, ends};
  }
  if (dates.last >= from_ && dates.first < to_) dates_.push_back(dates);
}

}  // namespace rtm::calendar
