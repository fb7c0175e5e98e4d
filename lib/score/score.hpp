#pragma once
#include <optional>
#include <string>
#include <vector>

#include "brand/profile.hpp"
#include "score/story_facts.hpp"

/// What a story is worth to one brand, until when. Gates carry the hard rules; the value only orders what passes them.
namespace rtm::score {

struct Gate {
  std::string id;  // readiness, fit, window
  bool pass = true;
  std::string why;
};

/// Three separate answers to "is it ours?" (perimeter, product, values) and the theme it fits best.
struct Fit {
  double value = 0, perimeter = 0, product = 0, values = 0;
  std::string theme;  // its id, "" for none
};

/// Shares of posts in which each audience is heard.
struct Audience {
  double primary = 0, secondary = 0, generic = 0;
  std::string strength;  // strong, weak or none
};

/// The newsjacking curve (D. M. Scott, "Newsjacking", 2011).
enum class Phase : std::uint8_t { breaking, scramble, excitement, peak, old };
std::string_view name(Phase phase);

struct Timing {
  Phase phase = Phase::old;
  std::optional<Time> opens_at, closes_at;
};

struct Clutter {
  std::int64_t brands = 0;  // other firms' accounts that have spoken
  double saturation = 0;    // 0..1: brands / (brands + 5)
};

struct Score {
  double value = 0;  // 0..1
  std::vector<Gate> gates;
  Fit fit;
  Audience audience;
  Timing timing;
  Clutter clutter;
  double difference = 0;  // 0..1: room left to say something that others do not
  double stir = 0;        // 0..1: how much is happening
  std::vector<std::string> why;
};

/// fit.cpp
Fit fit_of(const StoryFacts& story, const brand::Profile& profile);
Audience audience_of(const StoryFacts& story, const brand::Profile& profile);
/// timing.cpp
Timing timing_of(const StoryFacts& story, Time now);

/// Values a story as of `now`. Without a profile fit and audience are nothing, and no gate is passed but the window.
Score score_of(const StoryFacts& story, const brand::Profile* profile, Time now);

}  // namespace rtm::score
