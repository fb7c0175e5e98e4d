#include "brief/group.hpp"

#include <algorithm>
#include <array>

namespace rtm::brief {

namespace {

constexpr std::size_t kFew = 5;
// Reasons that ask people to stop what is planned.
constexpr std::array<std::string_view, 3> kHalt{"no_go.tragedy", "no_go.mourning", "no_go.floor"};

std::string reason_of(const Item& item) { return item.why.empty() ? std::string() : item.why.front(); }

bool halts(const Group& group) { return std::find(kHalt.begin(), kHalt.end(), group.reason) != kHalt.end(); }

Group& group_of(const Item& item, std::vector<Group>& all) {
  const std::string reason = reason_of(item);
  const auto same = std::find_if(all.begin(), all.end(), [&](const Group& g) { return g.verdict == item.verdict && g.reason == reason; });
  if (same != all.end()) return *same;
  all.push_back({item.verdict, reason, {}, 0});
  return all.back();
}

}  // namespace

std::vector<Group> groups(const std::vector<Item>& items, Show show) {
  std::vector<Group> all;
  for (const Item& item : items) {
    if (acts(item)) continue;
    Group& group = group_of(item, all);
    if (show == Show::few && group.shown.size() >= kFew && !item.about_brand) {
      ++group.more;
    } else {
      group.shown.push_back(&item);
    }
  }
  std::stable_partition(all.begin(), all.end(), halts);
  return all;
}

std::string heading(const Group& group, const Phrasing& phrasing) {
  const std::string first = phrasing.reason(*group.shown.front());
  const bool same = std::all_of(group.shown.begin(), group.shown.end(), [&](const Item* item) { return phrasing.reason(*item) == first; });
  return same && group.more == 0 ? first : std::string(phrasing.word("group." + group.reason));
}

}  // namespace rtm::brief
