#pragma once
#include <algorithm>
#include <string>
#include <vector>

#include "brand/node.hpp"
#include "brand/profile.hpp"

/// The sections of a profile, each read from its part of the JSON.
namespace rtm::brand {

/// Notes an id that one of `all` has already: two things of one id would be taken for one.
template <typename T>
void once(const Node& node, const std::vector<T>& all, const std::string& id) {
  const bool there = !id.empty() && std::any_of(all.begin(), all.end(), [&](const T& other) { return other.id == id; });
  if (there) node.problem(node.has("id") ? "id" : "name", "'" + id + "' twice: give each an id of its own");
}

// sections_brand.cpp: who we are, what we sell, where
void read_identity(const Node& root, Profile& profile);
void read_products(const Node& root, Profile& profile);
void read_places(const Node& root, Profile& profile);
void read_calendar(const Node& root, Profile& profile);

// sections_ground.cpp: what we may speak about, to whom
void read_themes(const Node& root, Profile& profile);
void read_offlimits(const Node& root, Profile& profile);
void read_audiences(const Node& root, Profile& profile);
void read_definition(const Node& root, Profile& profile);
void read_thresholds(const Node& root, Profile& profile);

// sections_people.cpp: who signs, by which rules
void read_roles(const Node& root, Profile& profile);
void read_accounts(const Node& root, Profile& profile);
void read_policy(const Node& root, Profile& profile);

}  // namespace rtm::brand
