#include "text/label_learner.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace rtm::text {

namespace {

constexpr std::uint32_t kFolds = 5;
constexpr std::array kCosts{0.03, 0.1, 0.3};
constexpr std::array kFairness{0.0, 0.25, 0.5, 0.75, 1.0};
constexpr int kBits = 18, kBitsOfMany = 16;  // for one linear function, for several

/// The log loss of p = 1 / (1 + exp(-(slope * score + offset))) against Platt's smoothed targets.
class PlattLoss {
 public:
  PlattLoss(const std::vector<double>& scores, const std::vector<bool>& yes) : scores_(scores), yes_(yes) {
    const auto in = static_cast<double>(std::count(yes.begin(), yes.end(), true));
    high_ = (in + 1) / (in + 2);
    low_ = 1 / (static_cast<double>(yes.size()) - in + 2);
  }

  double at(double slope, double offset) const {
    double loss = 0;
    for (std::size_t i = 0; i < scores_.size(); ++i) {
      const double z = slope * scores_[i] + offset;
      loss += std::log1p(std::exp(-std::abs(z))) + std::max(z, 0.0) - target(i) * z;
    }
    return loss;
  }

  /// Newton's direction at a point.
  std::pair<double, double> direction(double slope, double offset) const {
    double ga = 0, gb = 0, haa = 1e-6, hab = 0, hbb = 1e-6;
    for (std::size_t i = 0; i < scores_.size(); ++i) {
      const double p = 1 / (1 + std::exp(-(slope * scores_[i] + offset))), miss = p - target(i), w = p * (1 - p);
      ga += miss * scores_[i];
      gb += miss;
      haa += w * scores_[i] * scores_[i];
      hab += w * scores_[i];
      hbb += w;
    }
    const double det = std::max(haa * hbb - hab * hab, 1e-12);
    return {-(hbb * ga - hab * gb) / det, -(haa * gb - hab * ga) / det};
  }

 private:
  double target(std::size_t i) const { return yes_[i] ? high_ : low_; }

  const std::vector<double>& scores_;
  const std::vector<bool>& yes_;
  double high_, low_;
};

/// Minimises it by Newton's method with halved steps (Lin, Lin & Weng 2007).
void calibrate(const std::vector<double>& scores, const std::vector<bool>& yes, LabelModel::Class& c) {
  const PlattLoss loss(scores, yes);
  double a = 1, b = 0, here = loss.at(a, b);
  for (int round = 0; round < 50; ++round) {
    const auto [da, db] = loss.direction(a, b);
    double step = 1, there = loss.at(a + da, b + db);
    for (; there > here && step > 1e-6; there = loss.at(a + step * da, b + step * db)) step /= 2;
    if (there >= here - 1e-9) break;
    a += step * da;
    b += step * db;
    here = there;
  }
  c.slope = std::max(a, 1e-3);
  c.offset = b;
}

/// Everything about one task that the folds share.
class Task {
 public:
  Task(std::string label, const std::vector<std::string>& names, const Examples& examples, const std::vector<std::uint32_t>& truth)
      : label_(std::move(label)), names_(names), examples_(examples), truth_(truth), outputs_(LabelModel::outputs(names.size())),
        all_(truth.size()) {
    std::iota(all_.begin(), all_.end(), 0U);
    for (std::uint32_t k = 0; k < outputs_; ++k) {
      const std::uint32_t wanted = outputs_ == 1 ? 1 : k;
      yes_.emplace_back(truth.size());
      std::transform(truth.begin(), truth.end(), yes_.back().begin(), [&](auto t) { return t == wanted; });
    }
  }

  LabelModel learn(const std::vector<std::uint32_t>& which, double cost) const {
    std::vector<LabelModel::Class> classes;
    for (std::uint32_t k = 0; k < names_.size(); ++k) {
      const auto count = static_cast<double>(std::count(truth_.begin(), truth_.end(), k));
      classes.push_back({names_[k], count / static_cast<double>(truth_.size())});
    }
    LabelModel model(label_, std::move(classes), outputs_ == 1 ? kBits : kBitsOfMany);
    LearnerOptions options;
    options.cost = cost;
    for (std::size_t k = 0; k < outputs_; ++k) learn_answer(examples_, which, yes_[k], options, model.linear(), k);
    return model;
  }

  /// Each text scored by a model that has not seen it: a row of scores for each.
  std::vector<double> held_out_scores(double cost) const {
    std::vector<double> scores(truth_.size() * outputs_);
    for (std::uint32_t fold = 0; fold < kFolds; ++fold) {
      std::vector<std::uint32_t> others;
      std::copy_if(all_.begin(), all_.end(), std::back_inserter(others), [&](auto i) { return fold_of(i) != fold; });
      const LabelModel model = learn(others, cost);
      for (const std::uint32_t i : all_) {
        if (fold_of(i) == fold) model.linear().score(examples_.hashes(i), examples_.cues(i), {&scores[i * outputs_], outputs_});
      }
    }
    return scores;
  }

  /// Sets what turns scores into probabilities.
  void calibrate_all(const std::vector<double>& scores, LabelModel& model) const {
    for (std::size_t k = 0; k < names_.size(); ++k) {
      std::vector<double> own(truth_.size());
      std::vector<bool> yes(truth_.size());
      for (const std::uint32_t i : all_) {
        own[i] = outputs_ == 1 ? (k == 1 ? scores[i] : -scores[i]) : scores[i * outputs_ + k];
        yes[i] = truth_[i] == k;
      }
      calibrate(own, yes, model.classes()[k]);
    }
  }

  Figures measure(const std::vector<double>& scores, const LabelModel& model) const {
    Figures figures(names_);
    for (const std::uint32_t i : all_) {
      const auto answer = model.decide({&scores[i * outputs_], outputs_});
      figures.add(truth_[i], answer.value, answer.p);
    }
    return figures;
  }

  const std::vector<std::uint32_t>& all() const { return all_; }

 private:
  std::uint32_t fold_of(std::uint32_t i) const { return static_cast<std::uint32_t>(examples_.fingerprint(i) % kFolds); }

  std::string label_;
  const std::vector<std::string>& names_;
  const Examples& examples_;
  const std::vector<std::uint32_t>& truth_;
  std::size_t outputs_;
  std::vector<std::uint32_t> all_;
  std::vector<std::vector<bool>> yes_;
};

}  // namespace

Learned learn_label(std::string label, const std::vector<std::string>& names, const Examples& examples,
                    const std::vector<std::uint32_t>& truth) {
  const Task task(std::move(label), names, examples, truth);
  double best_cost = kCosts.front(), best_fairness = 0, best = -1;
  std::vector<LabelModel::Class> classes;
  Figures held_out(names);
  for (const double cost : kCosts) {
    const std::vector<double> scores = task.held_out_scores(cost);
    LabelModel model = task.learn({}, cost);  // knows nothing; carries what decides
    task.calibrate_all(scores, model);
    for (const double fairness : kFairness) {
      model.fairness = fairness;
      const Figures figures = task.measure(scores, model);
      if (figures.macro_f1() <= best) continue;
      best = figures.macro_f1();
      best_cost = cost;
      best_fairness = fairness;
      classes = model.classes();
      held_out = figures;
    }
  }
  Learned learned{task.learn(task.all(), best_cost), held_out};
  learned.model.classes() = classes;
  learned.model.fairness = best_fairness;
  return learned;
}

}  // namespace rtm::text
