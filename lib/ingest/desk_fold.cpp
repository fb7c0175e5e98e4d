// What is folded within one document.
#include <xxhash.h>

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "ingest/desk.hpp"

namespace rtm::ingest {

std::size_t weight_of(const Post& post) {
  return 512 + post.text.size() + post.title.size() + 64 * (post.links.size() + post.media.size());
}

/// Of two posts with one voice the richer stays and says how many there were.
void Desk::fold_into(Entry& kept, Entry& entry) {
  Copies copies = kept.post.copies.value_or(Copies{1, kept.at, kept.at});
  ++copies.n;
  if (entry.at) {
    copies.first_at = std::min(*entry.at, copies.first_at.value_or(*entry.at));
    copies.last_at = std::max(*entry.at, copies.last_at.value_or(*entry.at));
  }
  if (weight_of(entry.post) > weight_of(kept.post)) std::swap(entry.post, kept.post);
  if (entry.post.id == kept.post.id && entry.post.metrics.sum() > kept.post.metrics.sum()) {
    kept.post.metrics = entry.post.metrics;
    kept.post.metrics_at = entry.post.metrics_at;
  }
  kept.post.copies = copies;
  entry.left_out = true;
  ++counts_.folded;
  if (options_.per_source) count_source(entry.post.platform, entry.post.source, std::nullopt, false);
}

/// Folds within one document: posts with one id, and with --dup-window those that are one voice.
void Desk::fold() {
  std::unordered_map<std::uint64_t, std::size_t> first;
  std::vector<std::uint64_t> keys;
  for (std::size_t i = 0; i < used_; ++i) {
    Entry& entry = entries_[i];
    if (entry.is_line) continue;
    keys.assign(1, XXH3_64bits(entry.post.id.data(), entry.post.id.size()));
    if (voices_) {
      for (const std::uint64_t key : voice_keys(entry.post)) {
        if (key != 0) keys.push_back(key);
      }
    }
    std::size_t model = i;
    for (const std::uint64_t key : keys) {
      const auto found = first.find(key);
      if (found == first.end()) continue;
      const Entry& kept = entries_[found->second];
      const bool near = key == keys.front() || !kept.at || !entry.at || std::chrono::abs(*kept.at - *entry.at) <= *options_.dup_window;
      if (near) model = std::min(model, found->second);
    }
    for (const std::uint64_t key : keys) first.try_emplace(key, model);
    if (model != i) fold_into(entries_[model], entry);
  }
}

}  // namespace rtm::ingest
