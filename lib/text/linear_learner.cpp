#include "text/linear_learner.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

namespace rtm::text {

namespace {

constexpr double kRatioWeight = 1.5, kLeastWeight = 0.5;  // of a feature: of its log-count ratio, and of any
constexpr float kCommonRarity = 6;  // a feature of one text in 400 counts as it is
constexpr double kEnough = 0.02;    // change of a dual variable, in units of its bound, below which an epoch was the last

/// One dual problem: its variables, and the weights that follow from them.
class Descent {
 public:
  Descent(const Examples& examples, std::span<const std::uint32_t> which, const LinearModel& model, std::vector<float> factors)
      : examples_(examples), which_(which), model_(model), factors_(std::move(factors)), weights_(factors_.size()),
        alpha_(which.size()), squares_(which.size()) {
    for (std::size_t i = 0; i < which.size(); ++i) squares_[i] = square_of(which[i]);
  }

  /// Goes over all examples in random order, again and again; `step(i, score, square, alpha)` gives the new dual variable.
  template <typename Step>
  void run(const LearnerOptions& options, Step step) {
    std::vector<std::size_t> order(which_.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::mt19937_64 random(options.seed);
    for (int epoch = 0; epoch < options.epochs; ++epoch) {
      for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random() % i]);
      double moved = 0, size = 1e-9;
      for (const std::size_t i : order) {
        const double alpha = step(i, score(which_[i]), squares_[i], alpha_[i]);
        moved += std::abs(alpha - alpha_[i]);
        size += std::abs(alpha);
        if (alpha != alpha_[i]) add(which_[i], static_cast<float>(alpha - alpha_[i]));
        alpha_[i] = alpha;
      }
      if (moved < kEnough * size) break;
    }
  }

  void give(LinearModel& model, std::size_t k) const {
    std::vector<float> effective(weights_.size());
    std::transform(weights_.begin(), weights_.end(), factors_.begin(), effective.begin(), std::multiplies<>());
    model.quantise(k, effective);
    model.output(k).bias = static_cast<double>(bias_);
    model.output(k).cues = cues_;
  }

 private:
  float share(std::uint32_t e) const { return static_cast<float>(LinearModel::share(examples_.hashes(e).size())); }

  double square_of(std::uint32_t e) const {
    // Equal rows stand side by side; a row that comes n times counts n * n.
    const auto hashes = examples_.hashes(e);
    float sum = 0;
    for (std::size_t i = 0, end = 0; i < hashes.size(); i = end) {
      const std::size_t row = model_.row(hashes[i]);
      while (end < hashes.size() && model_.row(hashes[end]) == row) ++end;
      const float value = static_cast<float>(end - i) * factors_[row];
      sum += value * value;
    }
    float square = 1 + sum * share(e) * share(e);
    for (const float cue : examples_.cues(e)) square += cue * cue;
    return static_cast<double>(square);
  }

  double score(std::uint32_t e) const {
    float sum = 0;
    for (const std::uint32_t hash : examples_.hashes(e)) sum += weights_[model_.row(hash)] * factors_[model_.row(hash)];
    float all = bias_ + sum * share(e);
    for (std::size_t c = 0; c < kCues; ++c) all += cues_[c] * examples_.cues(e)[c];
    return static_cast<double>(all);
  }

  void add(std::uint32_t e, float change) {
    const float step = change * share(e);
    for (const std::uint32_t hash : examples_.hashes(e)) weights_[model_.row(hash)] += step * factors_[model_.row(hash)];
    for (std::size_t c = 0; c < kCues; ++c) cues_[c] += change * examples_.cues(e)[c];
    bias_ += change;
  }

  const Examples& examples_;
  std::span<const std::uint32_t> which_;
  const LinearModel& model_;
  std::vector<float> factors_, weights_;
  std::vector<double> alpha_, squares_;
  Cues cues_{};
  float bias_ = 0;
};

/// By how much more often a feature stands in texts of one of the answers, as a logarithm, add-one smoothed.
std::vector<float> ratios(const Examples& examples, std::span<const std::uint32_t> which, const std::vector<bool>& yes,
                          const LinearModel& model) {
  const std::size_t rows = std::size_t{1} << model.bits();
  std::vector<float> in(rows, 1), out(rows, 1);
  for (const std::uint32_t e : which) {
    for (const std::uint32_t hash : examples.hashes(e)) (yes[e] ? in : out)[model.row(hash)] += 1;
  }
  const double all_in = std::accumulate(in.begin(), in.end(), 0.0), all_out = std::accumulate(out.begin(), out.end(), 0.0);
  std::vector<float> ratio(rows);
  for (std::size_t i = 0; i < rows; ++i) {
    const double r = std::log(static_cast<double>(in[i]) / all_in) - std::log(static_cast<double>(out[i]) / all_out);
    ratio[i] = static_cast<float>(kLeastWeight + kRatioWeight * std::abs(r));
  }
  return ratio;
}

/// How rare a feature is among the texts: the logarithm of all texts to those that have it, in units of kCommonRarity.
std::vector<float> rarities(const Examples& examples, std::span<const std::uint32_t> which, const LinearModel& model) {
  std::vector<float> having(std::size_t{1} << model.bits(), 1);
  for (const std::uint32_t e : which) {
    std::size_t last = having.size();
    for (const std::uint32_t hash : examples.hashes(e)) {  // ascending, and so are their rows
      const std::size_t row = model.row(hash);
      if (row != last) having[row] += 1;
      last = row;
    }
  }
  const auto all = static_cast<float>(which.size() + 1);
  std::transform(having.begin(), having.end(), having.begin(), [&](float n) { return std::log(all / n) / kCommonRarity; });
  return having;
}

}  // namespace

void Examples::add(std::span<const std::uint32_t> hashes, const Cues& cues) {
  hashes_.insert(hashes_.end(), hashes.begin(), hashes.end());
  std::sort(hashes_.begin() + static_cast<std::ptrdiff_t>(starts_.back()), hashes_.end());
  starts_.push_back(hashes_.size());
  cues_.push_back(cues);
}

std::uint64_t Examples::fingerprint(std::size_t i) const {
  std::uint64_t print = 0x9E3779B97F4A7C15ULL;
  for (const std::uint32_t hash : hashes(i)) print = (print ^ hash) * 0xD6E8FEB86659FD93ULL;
  return print ^ (print >> 32);
}

void learn_answer(const Examples& examples, std::span<const std::uint32_t> which, const std::vector<bool>& yes,
                  const LearnerOptions& options, LinearModel& model, std::size_t k) {
  const auto in = static_cast<double>(std::count_if(which.begin(), which.end(), [&](auto e) { return yes[e]; }));
  const double all = static_cast<double>(which.size()), out = all - in;
  Descent descent(examples, which, model, ratios(examples, which, yes, model));
  // In the dual of the squared hinge loss alpha·y is what is kept here; its diagonal gains 1 / (2 cost).
  descent.run(options, [&](std::size_t i, double score, double square, double alpha) {
    const bool is = yes[which[i]];
    const double y = is ? 1 : -1, diagonal = 0.5 / (options.cost * all / (2 * std::max(1.0, is ? in : out)));
    const double gradient = y * score - 1 + diagonal * alpha * y;
    return y * std::max(0.0, y * alpha - gradient / (square + diagonal));
  });
  descent.give(model, k);
}

void learn_number(const Examples& examples, std::span<const std::uint32_t> which, std::span<const float> target,
                  std::span<const float> weight, const LearnerOptions& options, LinearModel& model, std::size_t k) {
  Descent descent(examples, which, model, rarities(examples, which, model));
  descent.run(options, [&](std::size_t i, double score, double square, double alpha) {
    const double diagonal = 0.5 / (options.cost * static_cast<double>(weight[which[i]]));
    return alpha - (score - static_cast<double>(target[which[i]]) + diagonal * alpha) / (square + diagonal);
  });
  descent.give(model, k);
}

}  // namespace rtm::text
