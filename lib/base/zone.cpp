#include "base/zone.hpp"

#include <date/tz.h>
#include <fmt/format.h>

#include "base/error.hpp"

namespace rtm {

namespace {

const date::time_zone* locate(const std::string& name) {
  try {
    return date::locate_zone(name);
  } catch (const std::runtime_error&) {
    throw Error(fmt::format("'{}' is no time zone of this system; write it like Europe/Rome (is tzdata installed?)", name));
  }
}

}  // namespace

Zone::Zone() : zone_(locate("UTC")) {}

Zone Zone::find(const std::string& name) { return Zone(locate(name)); }

std::chrono::local_seconds Zone::local(Time t) const {
  return std::chrono::local_seconds{zone_->to_local(t).time_since_epoch()};
}

Time Zone::instant(std::chrono::local_seconds local) const {
  const date::local_seconds wall{local.time_since_epoch()};
  const date::local_info info = zone_->get_info(wall);
  if (info.result == date::local_info::nonexistent) return info.first.end;
  return Time{wall.time_since_epoch() - info.first.offset};
}

std::string Zone::name() const { return zone_->name(); }

}  // namespace rtm
