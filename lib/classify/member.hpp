#pragma once
#include <span>
#include <string_view>
#include <vector>

#include "classify/labeller.hpp"
#include "classify/moment/rater.hpp"
#include "record/writer.hpp"
#include "text/names.hpp"
#include "text/sensitive.hpp"
#include "text/topics.hpp"

namespace rtm::classify {

/// All that is said of one post.
struct Classified {
  std::string_view story;
  std::string_view parent;   // the story that its own split from; "" for none
  std::string_view same_as;  // another story that the post has shown to be the same; "" for none
  const BrandMatch* brand = nullptr;
  const text::GeneralTopic* topic = nullptr;
  const std::vector<text::Name>* names = nullptr;
  text::Tone tone;
  const std::vector<text::SensitiveTag>* sensitive = nullptr;
  text::Claim claim;
  std::span<const OwnLabel> labels;
  const Rated* rated = nullptr;
  bool rtm = false;
};

/// Writes the member `classify`, in the order of DESIGN.md. What belongs to the brand is left out without a profile.
void write(const Classified& post, const brand::Profile* profile, const BrandMatcher* matcher, const Containers& containers,
           record::Writer& out);

}  // namespace rtm::classify
