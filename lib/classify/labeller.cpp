#include "classify/labeller.hpp"

#include <set>

#include "base/error.hpp"
#include "text/cues.hpp"

namespace rtm::classify {

Labeller::Labeller(std::vector<text::LabelModel> models) : models_(std::move(models)) {
  std::set<std::string_view> names;
  for (const text::LabelModel& model : models_) {
    if (!names.insert(model.label()).second) throw Error("two models for the label '" + model.label() + "'");
  }
}

std::span<const OwnLabel> Labeller::label(std::string_view text, const text::Words& words, const text::Tone& tone) {
  labels_.clear();
  if (models_.empty()) return labels_;
  const auto hashes = features_.extract(text, words);
  const text::Cues cues = text::cues_of(tone);
  for (const text::LabelModel& model : models_) {
    const auto answer = model.rate(hashes, cues);
    labels_.push_back({model.label(), model.classes()[answer.value].value, answer.p});
  }
  return labels_;
}

}  // namespace rtm::classify
