#include "brand/readiness.hpp"

#include <algorithm>

namespace rtm::brand {

std::vector<Lack> lacks(const Profile& p) {
  std::vector<Lack> found;
  const auto need = [&found](bool there, bool basic, const char* id, const char* what, const char* cure) {
    if (!there) found.push_back({id, what, cure, basic});
  };
  const bool swot = std::any_of(p.themes.begin(), p.themes.end(), [](const Theme& t) { return !t.swot.empty(); });
  need(!p.brand.name.empty(), true, "004.7", "name", "say whom rtm works for");
  need(!p.site.empty() || p.social == Presence::managed, true, "004.8", "site, social",
       "without a site and without channels that somebody runs, better leave real-time marketing alone");
  need(p.role("owner") != nullptr, true, "004.10", "roles: owner", "name who owns digital communication");
  need(p.role("decider") != nullptr, true, "004.11", "roles: decider", "name who decides in the end");
  need(!p.market.empty(), false, "004.7", "market", "say in which market the brand is");
  need(!p.positioning.empty(), false, "004.7", "positioning", "say how the brand wants to be seen");
  need(p.social == Presence::managed, false, "004.7", "social", "have somebody run the channels, then write \"managed\"");
  need(!p.site.empty(), false, "004.7", "site", "give the site's address");
  need(p.role("legal") != nullptr, false, "004.12", "roles: legal", "name who answers for the law, and in how many minutes");
  need(!p.policy.path.empty(), false, "004.13", "policy", "write a social media policy and say where it lies");
  need(!p.themes.empty(), false, "004.14", "themes", "list the themes that matter to the brand");
  need(swot, false, "004.15", "themes: swot", "note strengths, weaknesses, opportunities and threats of a theme");
  need(!p.perimeter.empty(), false, "004.16", "perimeter", "list what the brand may speak about");
  need(!p.goals.empty(), false, "002.15", "goals", "say what an intervention should bring");
  return found;
}

Readiness readiness(const std::vector<Lack>& found) {
  if (found.empty()) return Readiness::ready;
  const bool basic = std::any_of(found.begin(), found.end(), [](const Lack& l) { return l.basic; });
  return basic ? Readiness::failed : Readiness::unfinished;
}

}  // namespace rtm::brand
