#pragma once
#include <span>
#include <string_view>
#include <vector>

#include "text/features.hpp"
#include "text/label_model.hpp"
#include "text/tone.hpp"

namespace rtm::classify {

/// What a model of rtm-learn says of a post.
struct OwnLabel {
  std::string_view name, value;
  double p;
};

/// Asks the user's own models. Keeps scratch space: one thread at a time.
class Labeller {
 public:
  /// Throws Error when two models are for the same label.
  explicit Labeller(std::vector<text::LabelModel> models);

  /// One answer for each model, in their order; valid until the next call.
  std::span<const OwnLabel> label(std::string_view text, const text::Words& words, const text::Tone& tone);

 private:
  std::vector<text::LabelModel> models_;
  text::Features features_;
  std::vector<OwnLabel> labels_;
};

}  // namespace rtm::classify
