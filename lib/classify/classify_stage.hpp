#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/recent.hpp"
#include "brand/profile.hpp"
#include "classify/labeller.hpp"
#include "classify/member.hpp"
#include "classify/reading.hpp"
#include "stage/stage.hpp"

namespace rtm::classify {

/// Adds to each post what it says and what moment it is in.
class ClassifyStage : public stage::Stage {
 public:
  /// Without a profile nothing is said of the brand and its themes, and the definition is `strict`. `models` answer for labels of the
  /// user's own. Throws Error when two are for the same label.
  explicit ClassifyStage(std::optional<brand::Profile> profile = std::nullopt, std::vector<text::LabelModel> models = {});
  ClassifyStage(const ClassifyStage&) = delete;
  ClassifyStage& operator=(const ClassifyStage&) = delete;

  void process(const record::Record& in, stage::Output& out) override;

  /// What the last post's label was decided on, and its story, for those who train the model; valid until the next post.
  const MomentFacts& facts() const { return rated_.facts; }
  std::string_view story() const { return story_; }

 private:
  const brand::Profile* profile() const { return profile_ ? &*profile_ : nullptr; }

  std::optional<brand::Profile> profile_;
  brand::Definition definition_;
  std::optional<BrandMatcher> matcher_;
  PostReader reader_;
  Recent ids_;  // of posts
  Grouper grouper_;
  TextReader texts_;
  Labeller labeller_;
  Rater rater_;
  Rated rated_;
  std::string_view story_;
  record::Writer writer_;
};

}  // namespace rtm::classify
