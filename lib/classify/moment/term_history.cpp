#include "classify/moment/term_history.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <new>

namespace rtm::classify {

namespace {

std::uint32_t seconds(Time at) {
  const auto count = std::clamp<std::int64_t>(at.time_since_epoch().count(), 0, std::numeric_limits<std::uint32_t>::max());
  return static_cast<std::uint32_t>(count);
}

/// What is left after `elapsed` seconds of the hour's, the hours' and the weeks' counts. One exponential does for three: the
/// horizons are whole multiples of each other.
struct Left {
  float hour, now, usual;

  explicit Left(std::uint32_t elapsed) {
    usual = std::exp(-static_cast<float>(elapsed) / static_cast<float>(TermHistory::kUsual.count()));
    const float two = usual * usual, four = two * two, eight = four * four, sixteen = eight * eight;
    now = sixteen * sixteen * eight * two;  // the 42nd power
    const float twice = now * now, fourfold = twice * twice;
    hour = fourfold * fourfold;
  }
};
static_assert(TermHistory::kUsual == 42 * TermHistory::kNow && TermHistory::kNow == 8 * TermHistory::kHour);

}  // namespace

TermHistory::TermHistory() : memory_(std::calloc(kBuckets + 1, sizeof(Bucket))) {
  if (!memory_) throw std::bad_alloc();
  void* place = memory_.get();
  std::size_t space = (kBuckets + 1) * sizeof(Bucket);
  buckets_ = {static_cast<Bucket*>(std::align(alignof(Bucket), kBuckets * sizeof(Bucket), place, space)), kBuckets};
}

TermHistory::Counts& TermHistory::count(Counts& c, std::uint32_t& last, std::uint32_t now) {
  if (now == last) {
    c = {c.hour + 1, c.now + 1, c.usual + 1};
  } else if (now > last) {
    const Left left(now - last);
    c = {c.hour * left.hour + 1, c.now * left.now + 1, c.usual * left.usual + 1};
    last = now;
  } else {
    const Left left(last - now);
    c = {c.hour + left.hour, c.now + left.now, c.usual + left.usual};
  }
  return c;
}

/// Only who is rarest matters here, so a straight line stands in for the exponential.
std::size_t TermHistory::rarest(const Bucket& bucket, std::uint32_t now) {
  std::size_t rarest = 0;
  float least = std::numeric_limits<float>::max();
  for (std::size_t way = 0; way < kWays; ++way) {
    const std::uint32_t last = bucket.last[way];
    const float idle = last < now ? static_cast<float>(now - last) / static_cast<float>(kUsual.count()) : 0;
    const float worth = bucket.tags[way] == 0 ? -1 : bucket.counts[way].usual / (1 + idle);
    if (worth < least) {
      least = worth;
      rarest = way;
    }
  }
  return rarest;
}

TermHistory::Counts TermHistory::add(std::uint64_t term, Time at) {
  Bucket& bucket = buckets_[term % kBuckets];
  const std::uint32_t tag = std::max(static_cast<std::uint32_t>(term >> 32), 1U), now = seconds(at);
  for (std::size_t way = 0; way < kWays; ++way) {
    if (bucket.tags[way] == tag) return count(bucket.counts[way], bucket.last[way], now);
  }
  const std::size_t way = rarest(bucket, now);
  bucket.tags[way] = tag;
  bucket.last[way] = now;
  return bucket.counts[way] = {1, 1, 1};
}

}  // namespace rtm::classify
