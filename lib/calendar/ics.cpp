#include "calendar/ics.hpp"

#include <fmt/format.h>
#include <libical/ical.h>

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <set>
#include <utility>

#include "base/error.hpp"

namespace rtm::calendar {

namespace {

namespace chr = std::chrono;

Time instant(const icaltimetype& t) {
  const icaltimezone* zone = t.zone ? t.zone : icaltimezone_get_utc_timezone();
  return Time{Seconds{icaltime_as_timet_with_zone(t, zone)}};
}

Day day(const icaltimetype& t) {
  return Day{chr::year{t.year} / chr::month{static_cast<unsigned>(t.month)} / chr::day{static_cast<unsigned>(t.day)}};
}

/// A time that a series leaves out: an instant, or a whole day.
struct Excluded {
  std::set<Time> times;
  std::set<Day> days;

  void add(const icaltimetype& t) {
    if (icaltime_is_null_time(t)) return;
    if (t.is_date) {
      days.insert(day(t));
    } else {
      times.insert(instant(t));
    }
  }
  bool has(const icaltimetype& t) const { return days.contains(day(t)) || (!t.is_date && times.contains(instant(t))); }
};

std::string text_of(const char* text) { return text ? text : ""; }

/// The values of a property, cut at commas.
std::vector<std::string> list_of(icalcomponent* event, icalproperty_kind kind, const char* name) {
  std::vector<std::string> all;
  for (icalproperty* p = icalcomponent_get_first_property(event, kind); p; p = icalcomponent_get_next_property(event, kind)) {
    if (name && text_of(icalproperty_get_x_name(p)) != name) continue;
    std::unique_ptr<char, void (*)(void*)> text(icalproperty_get_value_as_string_r(p), icalmemory_free_buffer);
    std::string value;
    for (const char* c = text ? text.get() : ""; *c != '\0'; ++c) {
      if (*c == '\\') continue;  // an escaped comma parts, too
      if (*c != ',') value += *c;
      if (*c == ',' && !value.empty()) all.push_back(std::exchange(value, {}));
    }
    if (!value.empty()) all.push_back(std::move(value));
  }
  return all;
}

std::vector<std::string> categories_of(icalcomponent* event) {
  std::vector<std::string> all = list_of(event, ICAL_CATEGORIES_PROPERTY, nullptr);
  for (std::string& category : all) std::transform(category.begin(), category.end(), category.begin(), [](unsigned char c) { return std::tolower(c); });
  return all;
}

bool cancelled(icalcomponent* event) { return icalcomponent_get_status(event) == ICAL_STATUS_CANCELLED; }

bool is_instance(icalcomponent* event) { return icalcomponent_get_first_property(event, ICAL_RECURRENCEID_PROPERTY) != nullptr; }

/// The times that an event gives for one property (EXDATE, RDATE, RECURRENCE-ID), in the zone that it names.
template <typename F>
void each_time(icalcomponent* event, icalproperty_kind kind, F&& found) {
  for (icalproperty* p = icalcomponent_get_first_property(event, kind); p; p = icalcomponent_get_next_property(event, kind)) {
    found(icalproperty_get_datetime_with_component(p, event));
  }
}

void collect(icalcomponent* component, std::vector<icalcomponent*>& events) {
  for (icalcomponent* c = icalcomponent_get_first_component(component, ICAL_ANY_COMPONENT); c;
       c = icalcomponent_get_next_component(component, ICAL_ANY_COMPONENT)) {
    if (icalcomponent_isa(c) == ICAL_VEVENT_COMPONENT) events.push_back(c);
    if (icalcomponent_isa(c) == ICAL_VCALENDAR_COMPONENT) collect(c, events);
  }
}

/// One event's occurrences in a window.
class Expansion {
 public:
  Expansion(icalcomponent* event, Excluded excluded, Day from, Day to)
      : event_(event), start_(icalcomponent_get_dtstart(event)), excluded_(std::move(excluded)), from_(from), to_(to) {
    const icaltimetype end = icalcomponent_get_dtend(event);
    if (icaltime_is_null_time(start_) || icaltime_is_null_time(end)) return;
    length_ = start_.is_date ? Seconds{day(end) - day(start_)} : instant(end) - instant(start_);
  }

  std::vector<Dates> all() {
    if (icaltime_is_null_time(start_)) return {};
    each_time(event_, ICAL_EXDATE_PROPERTY, [&](const icaltimetype& t) { excluded_.add(t); });
    bool recurs = false;
    for (icalproperty* p = icalcomponent_get_first_property(event_, ICAL_RRULE_PROPERTY); p;
         p = icalcomponent_get_next_property(event_, ICAL_RRULE_PROPERTY)) {
      recurs = true;
      repeat(icalproperty_get_rrule(p));
    }
    if (!recurs) take(start_);
    each_time(event_, ICAL_RDATE_PROPERTY, [&](const icaltimetype& t) { take(t); });
    return std::move(dates_);
  }

 private:
  void repeat(const icalrecurrencetype& rule) {
    const std::unique_ptr<icalrecur_iterator, void (*)(icalrecur_iterator*)> steps(icalrecur_iterator_new(rule, start_), icalrecur_iterator_free);
    if (!steps) return;
    for (std::size_t n = 0;; ++n) {
      const icaltimetype next = icalrecur_iterator_next(steps.get());
      if (icaltime_is_null_time(next) || day(next) > to_ + chr::days{1}) return;
      if (n == IcsFile::kMostSteps) throw Error(fmt::format("event '{}' repeats more than {} times", text_of(icalcomponent_get_summary(event_)), n));
      take(next);
    }
  }

  void take(const icaltimetype& t) {
    if (icaltime_is_null_time(t) || excluded_.has(t)) return;
    const Dates found = t.is_date ? whole_days(t) : timed(t);
    const bool twice = std::any_of(dates_.begin(), dates_.end(), [&](const Dates& d) { return d.first == found.first && d.starts == found.starts; });
    if (found.last >= from_ && found.first < to_ && !twice) dates_.push_back(found);
  }

  Dates whole_days(const icaltimetype& t) const {
    const auto more = std::max(chr::days{0}, chr::floor<chr::days>(length_) - chr::days{1});
    return {day(t), day(t) + more, std::nullopt, std::nullopt};
  }

  Dates timed(const icaltimetype& t) const {
    const Time starts = instant(t), ends = starts + std::max(length_, Seconds{0});
    return {chr::floor<chr::days>(starts), chr::floor<chr::days>(std::max(starts, ends - Seconds{1})), starts, ends};
  }

  icalcomponent* event_;
  icaltimetype start_;
  Seconds length_{0};
  Excluded excluded_;
  Day from_, to_;
  std::vector<Dates> dates_;
};

std::string contents(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw Error(fmt::format("{}: {}", path, std::strerror(errno)));
  std::string text{std::istreambuf_iterator<char>(file), {}};
  if (file.bad()) throw Error(fmt::format("{}: {}", path, std::strerror(errno)));
  return text;
}

}  // namespace

void IcsFile::Free::operator()(icalcomponent_impl* component) const { icalcomponent_free(component); }

IcsFile::IcsFile(const std::string& path) : path_(path) {
  icalerror_set_errors_are_fatal(0);
  const std::string text = contents(path);
  root_.reset(icalparser_parse_string(text.c_str()));
  const icalcomponent_kind kind = root_ ? icalcomponent_isa(root_.get()) : ICAL_NO_COMPONENT;
  if (kind != ICAL_VCALENDAR_COMPONENT && kind != ICAL_XROOT_COMPONENT)
    throw Error(fmt::format("{}: not an iCalendar file: it has no BEGIN:VCALENDAR", path));
  collect(root_.get(), components_);
  if (components_.empty()) throw Error(fmt::format("{}: a calendar without events: check that the export was not empty", path));
  for (icalcomponent* event : components_) {
    events_.push_back({text_of(icalcomponent_get_uid(event)), text_of(icalcomponent_get_summary(event)), categories_of(event),
                         list_of(event, ICAL_X_PROPERTY, "X-RTM-ALIASES")});
  }
}

IcsFile::~IcsFile() = default;

std::vector<IcsOccurrence> IcsFile::between(Day from, Day to) const {
  std::vector<IcsOccurrence> result;
  for (std::size_t i = 0; i < components_.size(); ++i) {
    if (cancelled(components_[i])) continue;
    Excluded changed;  // instances that stand elsewhere
    if (!is_instance(components_[i])) {
      for (std::size_t j = 0; j < components_.size(); ++j) {
        if (is_instance(components_[j]) && events_[j].id == events_[i].id) each_time(components_[j], ICAL_RECURRENCEID_PROPERTY, [&](const icaltimetype& t) { changed.add(t); });
      }
    }
    try {
      for (const Dates& dates : Expansion(components_[i], std::move(changed), from, to).all()) result.push_back({i, dates});
    } catch (const Error& error) {
      throw Error(fmt::format("{}: {}", path_, error.what()));
    }
  }
  return result;
}

}  // namespace rtm::calendar
