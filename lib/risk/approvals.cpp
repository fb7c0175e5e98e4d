#include <algorithm>
#include <array>

#include "brand/hours.hpp"
#include "risk/risk.hpp"

namespace rtm::risk {

namespace {

using brand::Role;

// What a lawyer is called for unless the profile says otherwise.
constexpr std::array<std::string_view, 8> kLegal{"protected_marks", "minors", "health", "drugs_alcohol",
                                                 "competitor_attack", "adult", "crime", "pile_on"};

bool any_tag(const std::vector<Tag>& tags, auto&& wanted) {
  return std::any_of(tags.begin(), tags.end(), [&](const Tag& tag) { return tag.tier >= Level::medium && wanted(tag.id); });
}

bool for_law(std::string_view id) { return std::find(kLegal.begin(), kLegal.end(), id) != kLegal.end(); }

bool says(const Role& role, std::string_view word) { return std::find(role.signs.begin(), role.signs.end(), word) != role.signs.end(); }

/// Does the role sign this?
bool called(const Role& role, const std::vector<Tag>& tags) {
  if (says(role, "always")) return true;
  if (role.role == "owner") return true;
  if (role.signs.empty()) {
    if (role.role == "legal") return any_tag(tags, for_law);
    return role.role == "decider";
  }
  return any_tag(tags, [&](std::string_view id) { return says(role, id) || (says(role, "legal") && for_law(id)); });
}

bool has_community(const brand::Profile& profile) {
  return std::any_of(profile.roles.begin(), profile.roles.end(), [](const Role& role) { return role.role == "community"; });
}

bool is_asked(const Role& role, Signers signers, const std::vector<Tag>& tags, const brand::Profile& profile) {
  switch (signers) {
    case Signers::owner: return role.role == "owner";
    case Signers::answering: return role.role == (has_community(profile) ? "community" : "owner");
    case Signers::crisis: return role.role == "community" || called(role, tags);
    case Signers::all: break;
  }
  return called(role, tags);
}

/// Owner and community first, the decider last.
int turn(const Role& role) { return role.role == "owner" ? 0 : role.role == "community" ? 1 : role.role == "decider" ? 3 : 2; }

}  // namespace

bool always_signed(const brand::Profile& profile) {
  return std::any_of(profile.roles.begin(), profile.roles.end(), [](const Role& role) { return role.role != "owner" && says(role, "always"); });
}

Path path_of(const Matter& m, const std::vector<Tag>& tags, Signers signers, const brand::Profile& profile, const Zone& zone) {
  Path path;
  if (!m.as_of) return path;
  std::vector<const Role*> roles;
  for (const Role& role : profile.roles) {
    if (is_asked(role, signers, tags, profile)) roles.push_back(&role);
  }
  std::stable_sort(roles.begin(), roles.end(), [](const Role* a, const Role* b) { return turn(*a) < turn(*b); });
  std::optional<Time> at = m.as_of;
  for (const Role* role : roles) {
    const auto signature = at ? brand::signature(*role, *at, zone) : std::nullopt;
    at = signature ? std::optional(signature->by) : std::nullopt;
    const auto minutes = at ? std::optional(std::chrono::ceil<std::chrono::minutes>(*at - *m.as_of).count()) : std::nullopt;
    path.approvals.push_back({role->role, signature ? signature->name : role->name, minutes, at});
  }
  if (!at) {
    path.fits = false;
    return path;
  }
  path.minutes = std::chrono::ceil<std::chrono::minutes>(*at - *m.as_of).count();
  path.fits = !m.score.closes_at || *at + std::chrono::minutes{profile.thresholds.window_minutes} <= *m.score.closes_at;
  return path;
}

}  // namespace rtm::risk
