#pragma once
#include <array>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <span>

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

  /// Throws std::bad_alloc.
  TermHistory();

  /// Counts one post with the term.
  Counts add(std::uint64_t term, Time at);
  /// Says that the term is about to be added, so that its place is in the cache by then.
  void expect(std::uint64_t term) const { __builtin_prefetch(&buckets_[term % kBuckets]); }

  static constexpr Seconds kHour{std::chrono::hours{1}};
  static constexpr Seconds kNow{std::chrono::hours{8}};
  static constexpr double kHours = static_cast<double>(kNow / kHour);
  static constexpr Seconds kUsual{std::chrono::days{14}};

 private:
  static constexpr std::size_t kBuckets = std::size_t{1} << 16;
  static constexpr std::size_t kWays = 8;
  struct alignas(64) Bucket {  // the tags and times of all ways share a cache line
    std::array<std::uint32_t, kWays> tags{};  // the bits of the hash that do not choose the bucket; 0 is free
    std::array<std::uint32_t, kWays> last{};  // seconds since 1970
    std::array<Counts, kWays> counts{};
  };

  static Counts& count(Counts& counts, std::uint32_t& last, std::uint32_t now);
  static std::size_t rarest(const Bucket& bucket, std::uint32_t now);

  struct Free {
    void operator()(void* memory) const { std::free(memory); }
  };

  std::unique_ptr<void, Free> memory_;  // zeros that cost nothing before they are used, as no std::vector gives them
  std::span<Bucket> buckets_;
};

}  // namespace rtm::classify
