#pragma once
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/zone.hpp"
#include "ingest/post.hpp"

namespace rtm::ingest {

/// What the user knows better of times than their sources.
struct TimeRules {
  std::optional<Zone> assumed;                          // of times without a zone
  std::vector<std::pair<std::string, Seconds>> offsets;  // source or platform; added to its times
  std::optional<Seconds> max_skew;                      // with
  std::optional<Time> now;

  /// A time without a zone is in the one assumed.
  void place(Post& post) const;
  /// Adds the first offset of the post's source, and takes a time away that is more than max_skew behind the moment at which the post was
  /// seen (metrics_at, else now).
  void correct(Post& post) const;
  bool corrects() const { return !offsets.empty() || max_skew; }
};

/// "SOURCE=-5h" as typed after --fix-offset. Throws Error for anything else.
std::pair<std::string, Seconds> parse_offset(const std::string& typed);

}  // namespace rtm::ingest
