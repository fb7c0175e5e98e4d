#include "classify/story/recall.hpp"

#include <utility>

namespace rtm::classify {

void Recall::remember(std::uint64_t key, Handle story) {
  if (recent_.size() >= kHalf) older_ = std::exchange(recent_, {});
  recent_.insert_or_assign(key, story);
}

std::optional<Handle> Recall::find(std::uint64_t key) const {
  for (const auto* half : {&recent_, &older_}) {
    if (const auto found = half->find(key); found != half->end()) return found->second;
  }
  return std::nullopt;
}

}  // namespace rtm::classify
