#pragma once
#include <optional>
#include <string>

#include "base/time.hpp"
#include "base/zone.hpp"
#include "brand/profile.hpp"

namespace rtm::brand {

/// When somebody can have signed.
struct Signature {
  std::string name;      // the person, or the deputy who is on duty earlier
  Time by;               // minutes included
  std::int64_t minutes;  // from `now` to `by`, rounded up
};

/// When `role` can have signed something shown at `now`: the first to come on duty, the person before a deputy of the
/// same moment, plus the minutes the role takes. Hours are local time of `zone`, daylight saving included. Nobody is on
/// duty within two weeks: nullopt.
std::optional<Signature> signature(const Role& role, Time now, const Zone& zone);

}  // namespace rtm::brand
