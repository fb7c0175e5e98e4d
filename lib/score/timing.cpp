#include <algorithm>
#include <array>

#include "score/score.hpp"

namespace rtm::score {

namespace {

namespace chr = std::chrono;

constexpr Seconds kBreaking = chr::minutes{20};  // nobody is anywhere yet
constexpr Seconds kShortest = chr::hours{1};     // a window is open at least so long after the peak
constexpr Seconds kLongest = chr::hours{24};
constexpr Seconds kSilence = chr::hours{3};      // no post for so long: over
constexpr double kNearPeak = 0.6, kFaded = 0.25; // of the peak's rate

/// Long enough for three posts on average over such an age; at least ten minutes and a twelfth of it.
Seconds stretch_of(const StoryFacts& story, Seconds age) {
  return std::max({Seconds{chr::minutes{10}}, story.rate.step(), age / 12, age * 3 / std::max<std::int64_t>(story.posts, 3)});
}

/// Of the posts as they came, whatever time it is now.
Time peak_of(const StoryFacts& story) {
  return story.rate.peak(stretch_of(story, std::max(story.last_at.value_or(story.rate.from()) - story.rate.from(), Seconds{0})));
}

bool has_date(const StoryFacts& story) { return story.moment.predictability == "planned" || story.moment.predictability == "anticipated"; }

/// Posts of the last stretch of the story's life so far against the busiest one.
double height(const StoryFacts& story, Time now) {
  const Series& rate = story.rate;
  const Seconds stretch = stretch_of(story, now - rate.from());
  const Time end = rate.from() + rate.step() * static_cast<std::int64_t>(rate.counts().size());
  std::int64_t busiest = 1;
  for (Time at = rate.from(); at < end; at += rate.step()) busiest = std::max(busiest, rate.between(at, at + stretch));
  return static_cast<double>(rate.between(now - stretch, now + Seconds{1})) / static_cast<double>(busiest);
}

Phase phase_of(const StoryFacts& story, Time now) {
  const Time first = story.first_at.value_or(now), last = story.last_at.value_or(now);
  if (now - last > kSilence) return Phase::old;
  if (now - first <= kBreaking) return Phase::breaking;
  const double level = height(story, now);
  const bool past = now - peak_of(story) > (now - first) / 3;
  if (level < kFaded) return Phase::old;
  if (level >= kNearPeak) return past ? Phase::peak : now - first <= chr::hours{2} ? Phase::scramble : Phase::excitement;
  return past ? Phase::peak : Phase::excitement;
}

}  // namespace

std::string_view name(Phase phase) {
  static constexpr std::array<std::string_view, 5> kNames{"breaking", "scramble", "excitement", "peak", "old"};
  return kNames[static_cast<std::size_t>(phase)];
}

/// The window closes once the story has been past its peak for as long as it took to rise, within bounds: attention falls
/// about as fast as it rose (Crane and Sornette, PNAS 2008, for endogenous bursts; faster for exogenous ones).
Timing timing_of(const StoryFacts& story, Time now) {
  Timing timing;
  if (!story.first_at || story.rate.empty()) return timing;
  timing.phase = phase_of(story, now);
  timing.opens_at = story.first_at;
  const Time peak = std::min(peak_of(story), now);
  const Seconds rise = std::clamp<Seconds>(peak - *story.first_at, kShortest, kLongest);
  timing.closes_at = peak + rise;
  if (has_date(story)) timing.closes_at = std::max(*timing.closes_at, story.moment.over_at.value_or(*story.last_at + kLongest));
  return timing;
}

}  // namespace rtm::score
