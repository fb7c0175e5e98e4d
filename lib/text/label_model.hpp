#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "text/linear_model.hpp"

namespace rtm::text {

/// Tells which of a few labels a text has: a linear function for each (one for yes and no), made probabilities by Platt
/// scaling. A plain value; rate() is const and needs no scratch space.
class LabelModel {
 public:
  struct Class {
    std::string value;
    double prior = 0;         // its share of what was learned from
    double slope = 1, offset = 0;  // Platt (1999): p = 1 / (1 + exp(-(slope * score + offset)))
  };
  struct Answer {
    std::size_t value;  // a number of classes()
    double p;           // how probable that is
  };

  static constexpr std::size_t kMostClasses = 64;

  LabelModel() = default;
  /// REQUIRES two to kMostClasses classes.
  LabelModel(std::string label, std::vector<Class> classes, int bits);

  const std::string& label() const { return label_; }
  std::vector<Class>& classes() { return classes_; }
  const std::vector<Class>& classes() const { return classes_; }
  LinearModel& linear() { return linear_; }
  const LinearModel& linear() const { return linear_; }

  /// Linear functions that are needed for so many classes.
  static std::size_t outputs(std::size_t classes) { return classes == 2 ? 1 : classes; }

  /// How far a rare class is preferred, 0 (the most probable wins) to 1 (all classes count as equally frequent).
  double fairness = 0;

  Answer rate(std::span<const std::uint32_t> hashes, const Cues& cues) const;
  /// The same, from the scores of the linear functions.
  Answer decide(std::span<const double> scores) const;

  /// The model as lines of text, its checksum last.
  std::string write() const;
  /// `where` is named in messages. Throws Error for what is no such model, is damaged, or of another version.
  static LabelModel read(std::string_view text, const std::string& where);

 private:
  std::string label_;
  std::vector<Class> classes_;
  LinearModel linear_;
};

}  // namespace rtm::text
