#pragma once
#include <string>

#include "brand/profile.hpp"

namespace rtm::brand {

/// The profile as understood, defaults included, as indented JSON that read() takes again; one member more, `_`, tells
/// the hash, the readiness with what is lacking, and the conflicts between its rules.
std::string describe(const Profile& profile);

}  // namespace rtm::brand
