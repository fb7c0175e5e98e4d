#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/time.hpp"

namespace rtm::ingest {

/// What came from one source.
struct SourceCount {
  std::string platform, source;
  std::uint64_t posts = 0, folded = 0;
  std::optional<Time> first_at, last_at;
  Seconds silence{0};  // the longest between the newest post so far and a later one

  void note(const std::optional<Time>& at);
};

/// Counts by source, in the order in which they came. Bounded: what comes from more than kMost is counted together, under no name.
class SourceCounts {
 public:
  static constexpr std::size_t kMost = 1000;

  /// Valid until the next call.
  SourceCount& of(std::string_view platform, std::string_view source);
  const std::vector<SourceCount>& all() const { return all_; }

 private:
  std::vector<SourceCount> all_;
  std::unordered_map<std::string, std::size_t> index_;
  std::string key_;
};

}  // namespace rtm::ingest
