#pragma once
#include <string>
#include <vector>

#include "brand/node.hpp"
#include "brand/profile.hpp"

namespace rtm::brand {

/// Where an .ics file that a profile names is: beside the profile, unless its path is absolute.
std::string calendar_path(const Profile& profile, const std::string& file);

/// Opens the .ics files that a profile names; a problem for each that cannot be read, or has no events.
std::vector<Problem> calendar_problems(const Profile& profile);

}  // namespace rtm::brand
