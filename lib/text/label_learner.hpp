#pragma once
#include <optional>
#include <string>
#include <vector>

#include "text/figures.hpp"
#include "text/label_model.hpp"
#include "text/linear_learner.hpp"

namespace rtm::text {

struct Learned {
  LabelModel model;
  Figures held_out;  // of texts that the answering model had not seen (five folds)
};

/// Learns to tell the classes (in `names`; `truth` has a class for each example) apart.
///
/// Five folds, cut by the texts themselves so that copies stand together, choose the cost, calibrate the probabilities and
/// choose the fairness with the best macro-F1; the model is then learned from all. The same input gives the same
/// model. REQUIRES at least two classes, each with kFewest texts.
Learned learn_label(std::string label, const std::vector<std::string>& names, const Examples& examples,
                    const std::vector<std::uint32_t>& truth);

/// So many texts a class needs.
inline constexpr std::size_t kFewest = 10;

}  // namespace rtm::text
