#include "brand/conflicts.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "brand/matter_words.hpp"

namespace rtm::brand {

namespace {

bool has(const std::vector<std::string>& all, const std::string& one) { return std::find(all.begin(), all.end(), one) != all.end(); }

void ground(const Profile& p, std::vector<std::string>& found) {
  for (const OffLimits& off : p.offlimits) {
    for (const std::string& pattern : off.patterns) {
      if (has(p.perimeter, pattern)) found.push_back(fmt::format("'{}' is in the perimeter and off limits ({}): off limits wins", pattern, off.id));
      for (const Theme& theme : p.themes) {
        if (has(theme.patterns, pattern)) found.push_back(fmt::format("'{}' is a theme ({}) and off limits ({}): off limits wins", pattern, theme.id, off.id));
      }
    }
  }
}

/// A word for a matter keeps away only posts with the word.
void matters(const Profile& p, std::vector<std::string>& found) {
  for (const OffLimits& off : p.offlimits) {
    if (!off.sensitive.empty()) continue;
    for (const std::string& pattern : off.patterns) {
      const auto ids = sensitive_of(pattern);
      if (ids.empty()) continue;
      found.push_back(fmt::format("off limits ({}): '{}' keeps away posts with the word alone; for all that is about it add \"sensitive\": [\"{}\"]",
                                  off.id, pattern, fmt::join(ids, "\", \"")));
    }
  }
}

void themes(const Profile& p, std::vector<std::string>& found) {
  for (const Theme& theme : p.themes) {
    for (const std::string& word : theme.ambiguous) {
      if (has(theme.patterns, word)) found.push_back(fmt::format("'{}' is a pattern of the theme {} and ambiguous in it: as a pattern it needs no company", word, theme.id));
    }
  }
}

void definition(const Profile& p, std::vector<std::string>& found) {
  const bool dates = !p.calendar.dates.empty() || !p.calendar.files.empty();
  const auto& kinds = p.definition.predictability;
  const bool unplanned_only = kinds.size() == 1 && kinds.front() == "unplanned";
  if (dates && unplanned_only) {
    found.push_back(fmt::format("the definition '{}' leaves out what is planned: stories about your own dates get 'plan', never 'go'", p.definition.name));
  }
  if (p.definition.name == "strategic" && p.role("community") == nullptr) {
    found.push_back("the definition 'strategic' takes in bad situations too, but nobody has the role 'community' to answer in them");
  }
  if (p.product_presence == ProductPresence::required && p.intent == Intent::communication) {
    found.push_back("the product must be present, but the intent is communication: what is not commercial gets more answers");
  }
}

void people(const Profile& p, std::vector<std::string>& found) {
  std::int64_t minutes = 0;
  for (const Role& role : p.roles) minutes += role.minutes;
  if (minutes > 120) found.push_back(fmt::format("all signatures together take {} minutes: few windows stay open so long", minutes));
  for (const Role& role : p.roles) {
    if (!role.hours.empty() && role.deputies.empty() && role.role != "community") {
      found.push_back(fmt::format("{} signs in fixed hours and has no deputy: outside them nothing can be approved", role.role));
    }
  }
  if (p.role("legal") == nullptr && !p.offlimits.empty()) found.push_back("there is no role 'legal': who answers for protected marks, minors, health?");
}

void names(const Profile& p, std::vector<std::string>& found) {
  for (const Named& rival : p.competitors) {
    if (rival.name == p.brand.name || has(p.brand.aliases, rival.name)) found.push_back(fmt::format("'{}' is the brand and a competitor", rival.name));
  }
  const bool primary = std::any_of(p.audiences.begin(), p.audiences.end(), [](const Audience& a) { return a.kind == AudienceKind::primary; });
  if (!p.audiences.empty() && !primary) found.push_back("no audience is primary: a message for all is relevant for nobody");
}

}  // namespace

std::vector<std::string> conflicts(const Profile& profile) {
  std::vector<std::string> found;
  ground(profile, found);
  matters(profile, found);
  themes(profile, found);
  definition(profile, found);
  people(profile, found);
  names(profile, found);
  return found;
}

}  // namespace rtm::brand
