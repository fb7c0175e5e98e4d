#include "score/score.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "brand/readiness.hpp"
#include "record/writer.hpp"

namespace rtm::score {

namespace {

constexpr double kFullBurst = 8;  // one in a hundred million
// What a story that fits is worth by itself, and more by what is happening, who listens, when, and what room is left.
constexpr double kBase = 0.2, kStir = 0.3, kAudience = 0.2, kTiming = 0.15, kDifference = 0.15;

double stir_of(const StoryFacts& story) {
  const std::string& label = story.moment.label;
  const double burst = std::clamp(story.moment.burst / kFullBurst, 0.0, 1.0);
  const double least = label == "breaking" || label == "customer" || label == "brand_event" ? 0.5 : label == "ambient" || label.empty() ? 0.0 : 0.25;
  return record::rounded(std::max(burst * (label == "ambient" ? 0.5 : 1.0), least), 2);
}

double freshness(Phase phase) {
  switch (phase) {
    case Phase::breaking: return 0.9;
    case Phase::scramble: return 1.0;
    case Phase::excitement: return 0.8;
    case Phase::peak: return 0.4;
    case Phase::old: break;
  }
  return 0;
}

Gate readiness_gate(const brand::Profile* profile) {
  if (!profile) return {"readiness", false, "no_profile"};
  const auto lacks = brand::lacks(*profile);
  if (brand::readiness(lacks) != brand::Readiness::failed) return {"readiness", true, lacks.empty() ? "ready" : fmt::format("unfinished={}", lacks.size())};
  return {"readiness", false, fmt::format("missing={}", lacks.front().what)};
}

Gate fit_gate(const Fit& fit, const brand::Profile* profile) {
  if (!profile) return {"fit", false, "no_profile"};
  if (profile->product_presence == brand::ProductPresence::required && fit.product <= 0) return {"fit", false, "product=0.00<required"};
  const bool pass = fit.value >= profile->thresholds.fit;
  return {"fit", pass, fmt::format("fit={:.2f}{}{:.2f}", fit.value, pass ? ">=" : "<", profile->thresholds.fit)};
}

Gate window_gate(const Timing& timing, Time now) {
  if (!timing.closes_at) return {"window", false, "no_time"};
  const auto left = std::chrono::floor<std::chrono::minutes>(*timing.closes_at - now).count();
  return {"window", left > 0, left > 0 ? fmt::format("minutes_left={}", left) : fmt::format("closed_minutes_ago={}", -left)};
}

/// The share of a story's posts that are not the brand's own: to hear oneself is no opportunity.
double others_of(const StoryFacts& story) { return 1 - story.share(story.brand.own); }

void explain(const Score& s, const StoryFacts& story, std::vector<std::string>& why) {
  const auto say = [&](const char* what, double value) { why.push_back(fmt::format("{}={:.2f}", what, value)); };
  say("fit", s.fit.value);
  if (!s.fit.theme.empty()) why.push_back("theme=" + s.fit.theme);
  say("stir", s.stir);
  say("audience", std::max(s.audience.primary, s.audience.secondary / 2));
  why.push_back(fmt::format("phase={}", name(s.timing.phase)));
  say("difference", s.difference);
  if (story.brand.own > 0) say("others", others_of(story));
  if (story.brand.mentions > 0) why.push_back(fmt::format("about_brand={}", story.brand.mentions));
}

}  // namespace

Score score_of(const StoryFacts& story, const brand::Profile* profile, Time now) {
  Score s;
  if (profile) {
    s.fit = fit_of(story, *profile);
    s.audience = audience_of(story, *profile);
  } else {
    s.audience.strength = "none";
  }
  s.timing = timing_of(story, now);
  s.clutter.brands = story.brand.firms;
  s.clutter.saturation = record::rounded(static_cast<double>(story.brand.firms) / static_cast<double>(story.brand.firms + 5), 2);
  s.difference = record::rounded((1 - s.clutter.saturation) * (1 - story.copies / 2), 2);
  s.stir = stir_of(story);
  s.gates = {readiness_gate(profile), fit_gate(s.fit, profile), window_gate(s.timing, now)};
  const bool open = std::all_of(s.gates.begin(), s.gates.end(), [](const Gate& gate) { return gate.pass; });
  const double worth = kBase + kStir * s.stir + kAudience * std::max(s.audience.primary, s.audience.secondary / 2) +
                       kTiming * freshness(s.timing.phase) + kDifference * s.difference;
  s.value = open ? record::rounded(s.fit.value * worth * others_of(story), 2) : 0;
  explain(s, story, s.why);
  return s;
}

}  // namespace rtm::score
