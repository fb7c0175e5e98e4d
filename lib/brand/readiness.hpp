#pragma once
#include <string>
#include <vector>

#include "brand/profile.hpp"

namespace rtm::brand {

/// What the speaker of the fourth source document asks before anything is attempted.
enum class Readiness : std::uint8_t {
  ready,
  unfinished,  // verdicts are capped at review
  failed,      // the basics are missing: everything is no_go
};

struct Lack {
  std::string id;    // the requirement: "004.10"
  std::string what;  // which member is missing
  std::string cure;  // English
  bool basic;        // one of the basics
};

/// What the profile lacks, basics first:
/// basics are a name, a site or managed social channels, an owner and a decider (004.7, 004.8, 004.10, 004.11);
/// the rest are market, positioning, managed channels, legal, policy, themes with a SWOT, a perimeter and a goal (004.7,
/// 004.12 to 004.16, 002.15).
std::vector<Lack> lacks(const Profile& profile);

Readiness readiness(const std::vector<Lack>& lacks);

}  // namespace rtm::brand
