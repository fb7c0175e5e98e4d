#include <algorithm>

#include "record/writer.hpp"
#include "score/score.hpp"

namespace rtm::score {

namespace {

// From these shares of a story's posts on a thing is fully in it: not every post repeats what all know.
constexpr double kFullTheme = 0.4, kFullProduct = 0.25, kFullAudience = 0.3;
constexpr double kBarely = 0.05;
constexpr double kPerimeterWeight = 0.8;
constexpr std::int64_t kManyPosts = 20;

double upto(double share, double full) { return std::min(1.0, share / full); }

double product_of(const StoryFacts& story, const brand::Profile& profile) {
  double best = 0;
  for (const Count& found : story.brand.products) {
    for (const brand::Product& product : profile.products) {
      if (product.id == found.id) best = std::max(best, product.weight * upto(story.share(found.posts), kFullProduct));
    }
  }
  return best;
}

/// How well the mood goes with what the brand stands for: friendly 1, mixed .5, hostile 0.
double values_of(const StoryFacts& story) {
  const auto& t = story.tone;
  const double mood = 0.5 + (t.positive - t.negative) / 2;
  return std::clamp(mood - t.angry, 0.0, 1.0);
}

/// At one of the brand's own places one is at home.
double place_of(const StoryFacts& story) {
  double best = 0;
  for (const Count& topic : story.topics) {
    if (topic.id.starts_with("place/")) best = std::max(best, upto(story.share(topic.posts), kFullTheme));
  }
  return best;
}

}  // namespace

Fit fit_of(const StoryFacts& story, const brand::Profile& profile) {
  Fit fit;
  double theme = 0;
  for (const brand::Theme& candidate : profile.themes) {
    const double here = candidate.weight * upto(story.share(story.topic("theme/" + candidate.id)), kFullTheme);
    if (here <= theme) continue;
    theme = here;
    fit.theme = candidate.id;
  }
  const double named = upto(story.share(story.brand.mentions), kFullProduct);
  fit.perimeter = record::rounded(std::max(upto(story.share(story.topic("perimeter")), kFullTheme), place_of(story)), 2);
  fit.product = record::rounded(std::max(product_of(story, profile), named), 2);
  fit.values = record::rounded(values_of(story), 2);
  const double missing = (1 - theme) * (1 - kPerimeterWeight * fit.perimeter) * (1 - fit.product);
  fit.value = record::rounded((1 - missing) * (0.5 + fit.values / 2), 2);
  return fit;
}

Audience audience_of(const StoryFacts& story, const brand::Profile& profile) {
  Audience audience;
  for (const brand::Audience& candidate : profile.audiences) {
    const double heard = upto(story.share(story.topic("audience/" + candidate.id)), kFullAudience);
    double& share = candidate.kind == brand::AudienceKind::primary     ? audience.primary
                    : candidate.kind == brand::AudienceKind::secondary ? audience.secondary
                                                                       : audience.generic;
    share = std::max(share, record::rounded(heard, 2));
  }
  const double tied = std::max(audience.primary, audience.secondary);
  const bool many = story.posts >= kManyPosts || story.authors >= kManyPosts;
  audience.strength = tied < kBarely ? "none" : tied >= 0.5 && many ? "strong" : "weak";
  return audience;
}

}  // namespace rtm::score
