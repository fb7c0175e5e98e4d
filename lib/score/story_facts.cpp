#include "score/story_facts.hpp"

#include <algorithm>

namespace rtm::score {

std::int64_t StoryFacts::topic(const std::string& id) const {
  const auto found = std::find_if(topics.begin(), topics.end(), [&](const Count& c) { return c.id == id; });
  return found == topics.end() ? 0 : found->posts;
}

}  // namespace rtm::score
