#include "classify/moment/model.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <numeric>

#include "base/error.hpp"
#include "data/table.hpp"
#include "record/writer.hpp"

namespace rtm::classify {

namespace {

constexpr std::size_t kReasons = 3;
constexpr std::array<std::string_view, kFeatures + 1> kNames{
    "burst",    "above",  "steady", "tag",    "tag_length", "echo",     "voices", "name",  "focus", "alarm", "evidence",    "cohesion", "rivals",  "filled", "clause", "inner", "linked",
    "copied",   "harm",   "breaking", "event", "ahead",    "feast",    "cause",  "personal", "template", "shout", "length", "planned", "anticipated", "retold", "entities",
    "constant"};

double log_share(double x, double full) { return std::min(std::log1p(std::max(x, 0.0)) / full, 1.5); }

}  // namespace

Features features_of(const Lead& lead, const Traits& own) {
  Features f{};
  const auto set = [&](Feature feature, double x) { f[static_cast<std::size_t>(feature)] = x; };
  set(Feature::burst, std::min(lead.burst, 30.0) / 30);
  set(Feature::above, std::min(lead.burst, 3.0) / 3);
  set(Feature::steady, log_share(lead.usual / std::max(lead.now, 1.0), 3));
  const bool tag = lead.term.starts_with('#');
  set(Feature::tag, tag ? 1 : 0);
  set(Feature::tag_length, tag ? std::min(static_cast<double>(lead.term.size()), 30.0) / 30 : 0);
  set(Feature::echo, lead.trend ? lead.trend->echo.value() : 0);
  set(Feature::voices, lead.trend ? lead.trend->voices.value() : 0);
  set(Feature::name, lead.trend && lead.trend->is_name() ? 1 : 0);
  set(Feature::filled, lead.trend ? lead.trend->filled.value() : 0);
  set(Feature::clause, lead.trend ? lead.trend->clause.value() : 0);
  set(Feature::inner, lead.trend ? lead.trend->inner.value() : 0);
  for (std::size_t i = 0; i < kTraits; ++i) f[kFeatures - kTraits + i] = lead.trend ? lead.trend->traits[i].value() : own[i];
  return f;
}

Model::Model() {
  const auto rows = data::rows("moment_weights", 1 + kLabels.size());
  if (rows.size() != rows_.size()) throw Error(fmt::format("moment_weights: {} rows, wanted {}", rows.size(), rows_.size()));
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    if (rows[i][0] != kNames[i]) throw Error(fmt::format("moment_weights: '{}' where '{}' is wanted", rows[i][0], kNames[i]));
    rows_[i].name = kNames[i];
    for (std::size_t k = 0; k < kLabels.size(); ++k) rows_[i].weights[k] = std::strtod(std::string(rows[i][k + 1]).c_str(), nullptr);
  }
}

Model::Model(const Weights& weights) {
  for (std::size_t i = 0; i < rows_.size(); ++i) rows_[i] = {std::string(kNames[i]), weights[i]};
}

Model::Answer Model::ask(const Features& features, const Open& open) const {
  std::array<double, kLabels.size()> score = rows_.back().weights;
  for (std::size_t i = 0; i < kFeatures; ++i) {
    for (std::size_t k = 0; k < kLabels.size(); ++k) score[k] += rows_[i].weights[k] * features[i];
  }
  for (std::size_t k = 0; k < kLabels.size(); ++k) {
    if (!open[k]) score[k] = -std::numeric_limits<double>::infinity();
  }
  const auto best = static_cast<std::size_t>(std::max_element(score.begin(), score.end()) - score.begin());
  const double highest = score[best];
  double sum = 0;
  for (double& s : score) sum += s = std::exp(s - highest);
  std::size_t second = best == 0 ? 1 : 0;
  for (std::size_t k = 0; k < kLabels.size(); ++k) {
    if (k != best && score[k] > score[second]) second = k;
  }
  std::array<std::size_t, kFeatures> order;
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::array<double, kFeatures> speaks;  // for the best label and against the second
  for (std::size_t i = 0; i < kFeatures; ++i) speaks[i] = (rows_[i].weights[best] - rows_[i].weights[second]) * features[i];
  std::partial_sort(order.begin(), order.begin() + kReasons, order.end(),
                    [&](std::size_t a, std::size_t b) { return speaks[a] != speaks[b] ? speaks[a] > speaks[b] : a < b; });
  Answer answer{kLabels[best], kLabels[second], score[best] / sum, score[second] / sum, score.back() / sum, {}};
  for (std::size_t i = 0; i < kReasons && speaks[order[i]] > 0; ++i) {
    std::string& reason = answer.reasons.emplace_back(rows_[order[i]].name);
    reason += '=';
    record::append_number(features[order[i]], 2, reason);
  }
  return answer;
}

}  // namespace rtm::classify
