#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

#include "ingest/post.hpp"

namespace rtm::ingest {

/// A time as sources write it: RFC 3339 and W3CDTF (also with a blank for the T, a zone without a colon, a year, month or
/// day alone), RFC 822 and 1123 with named zones and two-digit years, the names of months and days in it en es fr de pt, asctime, X's "Wed Oct 10 20:19:24 +0000 2018", seconds,
/// milliseconds or microseconds since 1970. Without a zone it is read as UTC and marked assumed_zone; without a time
/// of day, or with one that is not understood behind a whole date, date_only. nullopt for what is no possible date: a missing time stays missing.
std::optional<Stamp> read_time(std::string_view text);

/// Seconds, milliseconds or microseconds since 1970, told apart by size; nullopt outside the years 1971 to 2199.
std::optional<Stamp> epoch_time(double since_1970);

}  // namespace rtm::ingest
