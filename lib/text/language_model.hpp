#pragma once
#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "text/letters.hpp"

namespace rtm::text {

/// Tells languages of Latin script apart on short text: a softmax over hashed letter n-grams and words
/// (Joulin et al. 2016, "Bag of Tricks for Efficient Text Classification", with one layer). The weights are the table
/// language_model; tests/bench has its trainer.
class LanguageModel {
 public:
  static constexpr std::size_t kClasses = 16;
  static constexpr std::size_t kBuckets = std::size_t{1} << 14;

  using Scores = std::array<double, kClasses>;

  /// The one that ships. Throws Error for a broken table.
  static const LanguageModel& shipped();

  /// Which row of the weights a feature has.
  static constexpr std::size_t bucket(std::uint64_t hash) { return hash >> (64 - 14); }

  /// How probable each class is, together 1. REQUIRES that letters has Latin ones.
  Scores probabilities(const Letters& letters) const;

  /// The languages of a class, separated by blanks, the most likely first.
  std::string_view languages(std::size_t class_index) const { return languages_[class_index]; }

 private:
  using Row = std::array<std::int8_t, kClasses>;  // from -31 to 31, see data::weight_of()

  LanguageModel();

  std::vector<Row> weights_;
  std::array<std::string_view, kClasses> languages_;
  Scores bias_{};
  double scale_ = 0;  // of the weights
};

}  // namespace rtm::text
