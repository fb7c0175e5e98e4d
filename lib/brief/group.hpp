#pragma once
#include <string>
#include <vector>

#include "brief/item.hpp"
#include "brief/phrasing.hpp"

namespace rtm::brief {

/// Items that nobody need act on (watch, no_go), told together because one reason holds for all of them.
struct Group {
  Verdict verdict = Verdict::none;
  std::string reason;               // the first code of `why`
  std::vector<const Item*> shown;   // best first; valid as long as the items are
  std::size_t more = 0;             // left out
};

/// Whether a brief shows every one of a group.
enum class Show { few, all };

/// What is left, in groups; what calls for a halt (a tragedy) first, then in the order of `items`. Of each group the best
/// few, and all that are about the brand.
std::vector<Group> groups(const std::vector<Item>& items, Show show);

/// The sentence that holds for all of a group.
std::string heading(const Group& group, const Phrasing& phrasing);

}  // namespace rtm::brief
