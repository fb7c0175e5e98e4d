#pragma once
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "classify/moment/axes.hpp"
#include "classify/moment/trends.hpp"

namespace rtm::classify {

/// Those of a post that leads with this term, without what only its story knows; without a trend the post's own traits stand for it.
Features features_of(const Lead& lead, const Traits& own);

/// A multinomial logistic regression over the features, with weights that a person can read (lib/data/moment_weights.tsv).
class Model {
 public:
  static constexpr std::array kLabels{Label::planned, Label::anticipated, Label::breaking, Label::meme, Label::bandwagon, Label::ambient};

  struct Answer {
    Label label, second;
    double p, second_p, ambient_p;      // calibrated on held-out months
    std::vector<std::string> reasons;   // the three features that speak most for `label`: "event=0.42"
  };

  /// Which labels can be, in the order of kLabels.
  using Open = std::array<bool, kLabels.size()>;
  static constexpr Open kAll{true, true, true, true, true, true};

  /// Throws Error when the table cannot be read.
  Model();
  /// With other weights: by feature, the constant last.
  using Weights = std::array<std::array<double, kLabels.size()>, kFeatures + 1>;
  explicit Model(const Weights& weights);

  /// Among the labels that are `open`, at least two: p is that of a label given that it is one of these.
  Answer ask(const Features& features, const Open& open = kAll) const;

 private:
  struct Row {
    std::string name;
    std::array<double, kLabels.size()> weights{};
  };
  std::array<Row, kFeatures + 1> rows_;  // the last is the constant
};

}  // namespace rtm::classify
