#include "calendar/ics_time.hpp"

#include <unicode/ucal.h>
#include <unicode/ustring.h>

#include <array>

#include "base/error.hpp"

namespace rtm::calendar {

namespace {

namespace chr = std::chrono;

icaltimetype broken_down(Wall wall, const icaltimezone* zone) {
  const auto day = chr::floor<chr::days>(wall);
  const chr::year_month_day date{day};
  const chr::hh_mm_ss time{wall - day};
  icaltimetype t = icaltime_null_time();
  t.year = static_cast<int>(date.year());
  t.month = static_cast<int>(static_cast<unsigned>(date.month()));
  t.day = static_cast<int>(static_cast<unsigned>(date.day()));
  t.hour = static_cast<int>(time.hours().count());
  t.minute = static_cast<int>(time.minutes().count());
  t.second = static_cast<int>(time.seconds().count());
  t.zone = zone;
  return t;
}

Wall wall_of(const icaltimetype& t) {
  const chr::local_days day{chr::year{t.year} / chr::month{static_cast<unsigned>(t.month)} / chr::day{static_cast<unsigned>(t.day)}};
  return Wall{day} + chr::hours{t.hour} + chr::minutes{t.minute} + chr::seconds{t.second};
}

/// "W. Europe Standard Time" is Europe/Berlin, by the Unicode CLDR.
std::string from_windows(const std::string& name) {
  std::array<UChar, 128> windows{}, iana{};
  UErrorCode error = U_ZERO_ERROR;
  u_strFromUTF8(windows.data(), static_cast<int32_t>(windows.size()), nullptr, name.data(), static_cast<int32_t>(name.size()), &error);
  const int32_t length = ucal_getTimeZoneIDForWindowsID(windows.data(), -1, nullptr, iana.data(), static_cast<int32_t>(iana.size()), &error);
  if (U_FAILURE(error) != 0 || length <= 0) return {};
  return {iana.begin(), iana.begin() + length};  // ASCII
}

std::optional<Zone> find(const std::string& name) {
  try {
    return Zone::find(name);
  } catch (const Error&) {
    return std::nullopt;
  }
}

std::optional<Zone> zone_named(const std::string& name) {
  if (const auto zone = find(name)) return zone;
  if (const std::string iana = from_windows(name); !iana.empty()) return find(iana);
  for (std::size_t slash = name.find('/'); slash != std::string::npos; slash = name.find('/', slash + 1)) {
    if (const auto zone = find(name.substr(slash + 1))) return zone;
  }
  return std::nullopt;
}

}  // namespace

Time IcsTime::instant(const Zone& floating) const {
  if (utc) return Time{wall.time_since_epoch()};
  if (rules) return Time{Seconds{icaltime_as_timet_with_zone(broken_down(wall, rules), rules)}};
  return (zone ? *zone : floating).instant(wall);
}

Wall IcsTime::local(Time at, const Zone& floating) const {
  if (utc) return Wall{at.time_since_epoch()};
  if (!rules) return (zone ? *zone : floating).local(at);
  icaltimezone* const utc_zone = icaltimezone_get_utc_timezone();
  return wall_of(icaltime_convert_to_zone(broken_down(Wall{at.time_since_epoch()}, utc_zone), const_cast<icaltimezone*>(rules)));
}

IcsTime IcsTime::at(Wall other) const {
  IcsTime result = *this;
  result.wall = other;
  return result;
}

std::optional<IcsTime> time_of(const icaltimetype& value) {
  if (icaltime_is_null_time(value) || icaltime_is_valid_time(value) == 0) return std::nullopt;
  IcsTime time;
  time.wall = wall_of(value);
  time.whole_day = value.is_date != 0;
  time.utc = icaltime_is_utc(value) != 0;
  if (!time.utc) time.rules = value.zone;
  return time;
}

std::optional<IcsTime> time_of(icalproperty* property, icalcomponent* event) {
  std::optional<IcsTime> time = time_of(icalproperty_get_datetime_with_component(property, event));
  if (!time || time->utc || time->rules || time->whole_day) return time;
  const icalparameter* named = icalproperty_get_first_parameter(property, ICAL_TZID_PARAMETER);
  const char* name = named ? icalparameter_get_tzid(named) : nullptr;
  if (name) time->zone = zone_named(name);
  return time;
}

}  // namespace rtm::calendar
