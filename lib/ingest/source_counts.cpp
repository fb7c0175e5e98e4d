#include "ingest/source_counts.hpp"

#include <algorithm>

namespace rtm::ingest {

void SourceCount::note(const std::optional<Time>& at) {
  ++posts;
  if (!at) return;
  if (last_at && *at > *last_at) silence = std::max(silence, *at - *last_at);
  first_at = std::min(*at, first_at.value_or(*at));
  last_at = std::max(*at, last_at.value_or(*at));
}

SourceCount& SourceCounts::of(std::string_view platform, std::string_view source) {
  key_.assign(platform).append("\n").append(source);
  if (const auto found = index_.find(key_); found != index_.end()) return all_[found->second];
  if (all_.size() > kMost) return all_.back();
  SourceCount fresh;
  if (all_.size() < kMost) {
    index_.emplace(key_, all_.size());
    fresh.platform = platform;
    fresh.source = source;
  }
  return all_.emplace_back(std::move(fresh));
}

}  // namespace rtm::ingest
