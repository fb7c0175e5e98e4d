#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "stage/stage.hpp"
#include "text/features.hpp"
#include "text/label_model.hpp"
#include "text/linear_learner.hpp"
#include "text/hybrid_tone.hpp"
#include "text/names.hpp"
#include "text/sensitive.hpp"

namespace rtm::learn {

/// Collects the posts that have a value of one label, `"labels":{"NAME":"value"}`, as what a linear model sees of them; a
/// number or a boolean counts as it is spelled. Keeps about 1.5 KB a post, and no text.
class LabelledPosts : public stage::Stage {
 public:
  explicit LabelledPosts(std::string label);

  void process(const record::Record& in, stage::Output& out) override;

  const std::string& label() const { return label_; }
  const text::Examples& examples() const { return examples_; }
  /// The values, in the order of their bytes.
  std::vector<std::string> values() const;
  /// For each example, the number of its value in values().
  std::vector<std::uint32_t> truth() const;

 private:
  std::string label_;
  text::Words words_;
  text::Features features_;
  text::NameFinder names_;
  text::SensitiveTagger grave_;
  text::HybridTone tone_;
  text::Examples examples_;
  std::vector<std::string> given_;  // by example
  std::string text_, lang_;
};

}  // namespace rtm::learn
