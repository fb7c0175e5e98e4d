#include "classify/moment/term_history.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace rtm::classify {

namespace {

std::uint32_t seconds(Time at) {
  const auto count = std::clamp<std::int64_t>(at.time_since_epoch().count(), 0, std::numeric_limits<std::uint32_t>::max());
  return static_cast<std::uint32_t>(count);
}

float decay(std::uint32_t elapsed, Seconds tau) { return std::exp(-static_cast<float>(elapsed) / static_cast<float>(tau.count())); }

}  // namespace

TermHistory::Counts TermHistory::add(std::uint64_t term, Time at) {
  auto& bucket = buckets_[term % kBuckets];
  const std::uint32_t tag = std::max(static_cast<std::uint32_t>(term >> 32), 1U), now = seconds(at);
  Entry* rarest = &bucket[0];
  float least = std::numeric_limits<float>::max();
  for (Entry& entry : bucket) {
    if (entry.tag == tag) {
      const bool late = now < entry.last;
      const std::uint32_t elapsed = late ? entry.last - now : now - entry.last;
      Counts& c = entry.counts;
      const auto count = [&](float& sum, Seconds tau) {
        if (elapsed == 0) {
          sum += 1;
        } else {
          const float weight = decay(elapsed, tau);
          sum = late ? sum + weight : sum * weight + 1;
        }
      };
      count(c.hour, kHour);
      count(c.now, kNow);
      count(c.usual, kUsual);
      entry.last = std::max(entry.last, now);
      return c;
    }
    // Only who is rarest matters here, so a straight line stands in for the exponential.
    const float idle = entry.last < now ? static_cast<float>(now - entry.last) / static_cast<float>(kUsual.count()) : 0;
    const float worth = entry.tag == 0 ? -1 : entry.counts.usual / (1 + idle);
    if (worth < least) {
      least = worth;
      rarest = &entry;
    }
  }
  *rarest = {tag, now, {1, 1, 1}};
  return rarest->counts;
}

}  // namespace rtm::classify
