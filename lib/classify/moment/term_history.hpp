#pragma once
#include <array>
#include <cstdint>
#include <vector>

#include "base/time.hpp"

namespace rtm::classify {

/// How often each word or hashtag comes: three exponentially decaying counts a term, from the last hour to the last weeks.
///
/// A set-associative table of fixed size: a term has its place in one of a few slots; when they are taken, the rarest
/// gives way. So the memory is constant and a post costs the same after ten million others; what is lost are terms that
/// come about once in weeks. Event time: what comes late counts with the weight it has by then and moves nothing back.
class TermHistory {
 public:
  /// Posts that hold the term, decayed, the one at hand included.
  struct Counts {
    float hour = 0, now = 0, usual = 0;
  };

  TermHistory() : buckets_(kBuckets) {}

  /// Counts one post with the term.
  Counts add(std::uint64_t term, Time at);

  static constexpr Seconds kHour{std::chrono::hours{1}};
  static constexpr Seconds kNow{std::chrono::hours{8}};
  static constexpr Seconds kUsual{std::chrono::days{14}};

 private:
  struct Entry {
    std::uint32_t tag = 0;   // the bits of the hash that do not choose the bucket; 0 is free
    std::uint32_t last = 0;  // seconds since 1970
    Counts counts;
  };
  static constexpr std::size_t kBuckets = std::size_t{1} << 16;
  static constexpr std::size_t kWays = 8;

  std::vector<std::array<Entry, kWays>> buckets_;
};

}  // namespace rtm::classify
