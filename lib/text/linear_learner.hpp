#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "text/linear_model.hpp"

namespace rtm::text {

/// Texts to learn from, as a linear model sees them.
class Examples {
 public:
  void add(std::span<const std::uint32_t> hashes, const Cues& cues);
  std::size_t size() const { return cues_.size(); }
  /// Ascending.
  std::span<const std::uint32_t> hashes(std::size_t i) const {
    return {hashes_.data() + starts_[i], hashes_.data() + starts_[i + 1]};
  }
  const Cues& cues(std::size_t i) const { return cues_[i]; }
  /// Texts of the same features have the same.
  std::uint64_t fingerprint(std::size_t i) const;

 private:
  std::vector<std::uint32_t> hashes_;
  std::vector<std::size_t> starts_{0};
  std::vector<Cues> cues_;
};

struct LearnerOptions {
  double cost = 0.1;             // of a wrong answer; the larger, the closer the fit
  int epochs = 15;               // at most
  std::uint64_t seed = 1;
};

/// Learns output `k` of `model` from the examples listed in `which` (numbers of `examples`), by dual coordinate descent
/// (Hsieh et al. 2008, "A dual coordinate descent method for large-scale linear SVM"): the same result for the same
/// input and seed.
///
/// Yes or no: the squared hinge loss, both answers of equal weight together; features are weighted by the size of the log-count
/// ratio of the two answers (Wang & Manning 2012, "Baselines and bigrams"), the undecided ones still a little.
void learn_answer(const Examples& examples, std::span<const std::uint32_t> which, const std::vector<bool>& yes,
                  const LearnerOptions& options, LinearModel& model, std::size_t k);

/// A number: the squared loss (ridge regression), each example with its weight; features are weighted by how rare they are
/// (idf). `target` and `weight` have a number for each example.
void learn_number(const Examples& examples, std::span<const std::uint32_t> which, std::span<const float> target,
                  std::span<const float> weight, const LearnerOptions& options, LinearModel& model, std::size_t k);

}  // namespace rtm::text
