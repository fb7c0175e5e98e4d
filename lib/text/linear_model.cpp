#include "text/linear_model.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>

#include "data/weights.hpp"

namespace rtm::text {

namespace {

constexpr int kLargest = data::kLargestWeight;
constexpr std::size_t kRowsALine = 64;

constexpr std::int16_t curved(int level) { return static_cast<std::int16_t>(level * std::abs(level)); }

int level_of(double in_scales) {
  const double level = std::sqrt(std::abs(in_scales));
  return static_cast<int>(std::copysign(std::min<double>(kLargest, std::round(level)), in_scales));
}

/// The level that curved() made `weight` of.
int uncurved(std::int16_t weight) { return level_of(weight); }

}  // namespace

LinearModel::LinearModel(int bits, std::size_t outputs) : bits_(bits), outputs_(outputs), weights_(outputs << bits) {}

void LinearModel::quantise(std::size_t output, std::span<const float> weights) {
  float largest = 0;
  for (const float w : weights) largest = std::max(largest, std::abs(w));
  const double scale = largest / curved(kLargest);
  outputs_[output].scale = scale;
  for (std::size_t row = 0; row < weights.size(); ++row) {
    weights_[row * outputs() + output] = scale > 0 ? curved(level_of(weights[row] / scale)) : std::int16_t{0};
  }
}

double LinearModel::share(std::size_t n) { return n == 0 ? 0 : 1 / std::sqrt(static_cast<double>(n)); }

void LinearModel::score(std::span<const std::uint32_t> hashes, const Cues& cues, std::span<double> scores) const {
  constexpr std::size_t kMostOutputs = 16;
  const std::size_t k = outputs();
  std::array<std::int64_t, kMostOutputs> sums{};
  for (std::size_t first = 0; first < k; first += kMostOutputs) {
    const std::size_t n = std::min(kMostOutputs, k - first);
    sums.fill(0);
    for (const std::uint32_t hash : hashes) {
      const std::int16_t* weights = &weights_[row(hash) * k + first];
      for (std::size_t i = 0; i < n; ++i) sums[i] += weights[i];
    }
    for (std::size_t i = 0; i < n; ++i) {
      const Output& output = outputs_[first + i];
      double score = output.bias + output.scale * share(hashes.size()) * static_cast<double>(sums[i]);
      for (std::size_t c = 0; c < kCues; ++c) score += static_cast<double>(output.cues[c] * cues[c]);
      scores[first + i] = score;
    }
  }
}

void LinearModel::write_weights(std::string& out) const {
  const std::size_t line = kRowsALine * outputs();
  for (std::size_t at = 0; at < weights_.size(); at += line) {
    const std::span<const std::int16_t> part(&weights_[at], std::min(line, weights_.size() - at));
    if (std::all_of(part.begin(), part.end(), [](auto w) { return w == 0; })) continue;
    out += fmt::format("w\t{}\t", at / outputs());
    for (const std::int16_t w : part) out += data::weight_character(uncurved(w));
    out += '\n';
  }
}

bool LinearModel::read_weights(std::string_view line) {
  const std::size_t tab = line.find('\t');
  return tab != std::string_view::npos && read_weights(line.substr(0, tab), line.substr(tab + 1));
}

bool LinearModel::read_weights(std::string_view first_row, std::string_view weights) {
  std::size_t first = 0;
  const auto [end, fault] = std::from_chars(first_row.data(), first_row.data() + first_row.size(), first);
  if (fault != std::errc() || end != first_row.data() + first_row.size()) return false;
  if (first > weights_.size() || weights.size() > weights_.size() - std::min(weights_.size(), first * outputs())) return false;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const auto level = data::weight_of(weights[i]);
    if (!level) return false;
    weights_[first * outputs() + i] = curved(*level);
  }
  return true;
}

}  // namespace rtm::text
