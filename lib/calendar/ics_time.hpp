#pragma once
#include <libical/ical.h>

#include <string>

#include "base/time.hpp"
#include "base/zone.hpp"
#include "calendar/recurrence.hpp"

/// Times as libical has read them, understood. For the other files that read .ics.
namespace rtm::calendar {

/// What a DTSTART or the like says: a whole day, or a local time in a zone.
struct IcsTime {
  Wall wall;
  bool whole_day = false;
  bool utc = false;
  const icaltimezone* rules = nullptr;  // of the file or of libical's own data
  std::optional<Zone> zone;             // by its name, where libical knows it not

  Day day() const { return Day{std::chrono::floor<std::chrono::days>(wall).time_since_epoch()}; }
  /// `floating` is where times without a zone are meant.
  Time instant(const Zone& floating) const;
  /// The local time of `at` where this one is told.
  Wall local(Time at, const Zone& floating) const;
  /// Another time of the same kind and zone.
  IcsTime at(Wall other) const;
};

/// The time that a property of `event` gives; nothing where it gives none. TZID may name a zone of the file, of the IANA
/// database (also behind a path, as in "/example.org/Europe/Rome"), or of Windows ("W. Europe Standard Time").
std::optional<IcsTime> time_of(icalproperty* property, icalcomponent* event);

/// The same for a value that has no property of its own.
std::optional<IcsTime> time_of(const icaltimetype& value);

}  // namespace rtm::calendar
