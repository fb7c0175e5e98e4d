#include "text/language_model.hpp"

#include <algorithm>
#include <cmath>

#include "base/error.hpp"
#include "data/table.hpp"
#include "data/weights.hpp"

namespace rtm::text {

namespace {

constexpr std::string_view kTable = "language_model";

double number(std::string_view cell) { return data::number("language_model", cell); }

void to_probabilities(LanguageModel::Scores& scores) {
  const double most = *std::max_element(scores.begin(), scores.end());
  double sum = 0;
  for (double& one : scores) sum += one = std::exp(one - most);
  for (double& one : scores) one /= sum;
}

}  // namespace

const LanguageModel& LanguageModel::shipped() {
  static const LanguageModel model;
  return model;
}

LanguageModel::LanguageModel() {
  weights_.reserve(kBuckets);
  for (const auto& row : data::rows(kTable, kClasses + 1)) {
    for (std::size_t c = 0; c < kClasses; ++c) {
      if (row[0] == "languages") languages_[c] = row[c + 1];
      if (row[0] == "bias") bias_[c] = number(row[c + 1]);
    }
    if (row[0] == "scale") scale_ = number(row[1]);
    if (row[0] != "weights") continue;
    for (std::size_t at = 0; at + kClasses <= row[1].size(); at += kClasses) {
      Row& weights = weights_.emplace_back();
      std::transform(row[1].begin() + static_cast<std::ptrdiff_t>(at), row[1].begin() + static_cast<std::ptrdiff_t>(at + kClasses),
                     weights.begin(), [](char c) { return data::weight_of(c).value_or(std::int8_t{0}); });
    }
  }
  if (weights_.size() != kBuckets || scale_ <= 0) throw Error("built-in table 'language_model': it has not all its weights");
}

LanguageModel::Scores LanguageModel::probabilities(const Letters& letters) const {
  std::array<std::int32_t, kClasses> sums{};
  std::size_t features = 0;
  const std::string_view all = letters.latin();
  for (std::size_t at = 0; at + 1 < all.size();) {
    const std::size_t end = all.find(' ', at + 1);
    std::array<std::int16_t, kClasses> word{};  // kLongestWord letters have at most 110 features of at most 31
    word_features(all.data() + at, end + 1 - at, [&](std::uint64_t hash) {
      const Row& row = weights_[bucket(hash)];
      for (std::size_t c = 0; c < kClasses; ++c) word[c] = static_cast<std::int16_t>(word[c] + row[c]);
      ++features;
    });
    for (std::size_t c = 0; c < kClasses; ++c) sums[c] += word[c];
    at = end;
  }
  Scores scores;
  const double factor = scale_ / std::sqrt(static_cast<double>(features));
  for (std::size_t c = 0; c < kClasses; ++c) scores[c] = sums[c] * factor + bias_[c];
  to_probabilities(scores);
  return scores;
}

}  // namespace rtm::text
