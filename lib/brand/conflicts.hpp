#pragma once
#include <string>
#include <vector>

#include "brand/profile.hpp"

namespace rtm::brand {

/// Rules of a profile that pull in different directions, each in a sentence (English): not errors, but somebody should
/// decide. The source documents contradict each other; a profile shows which side it takes.
std::vector<std::string> conflicts(const Profile& profile);

}  // namespace rtm::brand
