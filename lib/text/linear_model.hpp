#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "text/cues.hpp"

namespace rtm::text {

/// Several linear functions of the same hashed features, side by side: a text costs one pass. Weights are kept in six bits,
/// finer near zero: a level q from -31 to 31 stands for q·|q| times the output's scale.
class LinearModel {
 public:
  struct Output {
    double bias = 0;
    double scale = 0;  // of the levels
    Cues cues{};       // weights
  };

  LinearModel() = default;
  /// All weights zero; 2^bits rows.
  LinearModel(int bits, std::size_t outputs);

  int bits() const { return bits_; }
  std::size_t outputs() const { return outputs_.size(); }
  Output& output(std::size_t k) { return outputs_[k]; }
  const Output& output(std::size_t k) const { return outputs_[k]; }

  /// Which row of the weights a feature has.
  std::size_t row(std::uint32_t hash) const { return hash >> (32 - bits_); }

  /// Sets the hashed weights of one output to the nearest levels; `weights` has a number for each row.
  void quantise(std::size_t output, std::span<const float> weights);

  /// How much one of n features counts: so that a text's length does not.
  static double share(std::size_t n);

  /// One score for each output. `scores` has room for all.
  void score(std::span<const std::uint32_t> hashes, const Cues& cues, std::span<double> scores) const;

  /// Appends the weights as lines of text: "w", tab, first row, tab, one character for each level.
  void write_weights(std::string& out) const;
  /// Reads the rest of such a line. False when it is damaged.
  bool read_weights(std::string_view line);
  /// The same of its two cells.
  bool read_weights(std::string_view first_row, std::string_view weights);

 private:
  int bits_ = 1;
  std::vector<Output> outputs_;
  std::vector<std::int16_t> weights_;  // q·|q|, the outputs of one row side by side
};

}  // namespace rtm::text
