#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace rtm {

/// An instant in UTC, to the second. Event time: never read from the clock.
using Time = std::chrono::sys_seconds;
using Seconds = std::chrono::seconds;
using Day = std::chrono::sys_days;

/// RFC 3339 as records write it: "2026-11-22T10:00:00Z", with a fraction (dropped) or an offset, or a date alone
/// (midnight UTC). nullopt for anything else, impossible dates included.
std::optional<Time> parse_time(std::string_view text);

/// "2026-11-22". nullopt for anything else.
std::optional<Day> parse_day(std::string_view text);

/// A length of time as people write it: "90s", "5m", "48h", "30d", "2w", or a plain number of seconds.
std::optional<Seconds> parse_duration(std::string_view text);

/// "2026-11-22T10:00:00Z"
std::string format_time(Time t);

/// "2026-11-22"
std::string format_day(Day d);

}  // namespace rtm
