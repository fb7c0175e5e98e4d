#include <algorithm>

#include "risk/risk.hpp"

namespace rtm::risk {

namespace {

constexpr double kDenied = 0.30, kContested = 0.10;  // of the posts deny it
constexpr double kDoubted = 0.50;                    // of the posts ask or hedge
constexpr std::size_t kNewsrooms = 2;                // that report it on their own
constexpr double kWitnesses = 5;                     // people who say it, copies left out

bool trusted(const Matter& m, const brand::Profile* profile) {
  return profile && std::any_of(profile->trusted_sources.begin(), profile->trusted_sources.end(),
                                [&](const std::string& source) { return m.reported_by.contains(source); });
}

}  // namespace

Veracity veracity_of(const Matter& m, const brand::Profile* profile) {
  const double denied = m.claim("denial");
  if (denied >= kDenied) return Veracity::denied;
  if (denied >= kContested) return Veracity::contested;
  if (trusted(m, profile) || m.reported_by.size() >= kNewsrooms) return Veracity::corroborated;
  if (m.claim("question") + m.claim("hedged") > kDoubted) return Veracity::single;
  const double voices = static_cast<double>(m.authors > 0 ? m.authors : m.posts) * (1 - m.copies);
  return voices * (m.claim("assertion") + m.claim("sourced")) >= kWitnesses ? Veracity::corroborated : Veracity::single;
}

}  // namespace rtm::risk
