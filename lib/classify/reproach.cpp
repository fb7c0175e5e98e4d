#include "classify/reproach.hpp"

#include <algorithm>
#include <string>

#include "base/error.hpp"
#include "data/table.hpp"

namespace rtm::classify {

Reproach::Reproach() {
  for (const auto& row : data::rows("reproach", 3)) {
    const double weight = data::number("reproach", row[0]);
    if (weight <= 0 || weight >= 1) throw Error("reproach table: no weight '" + std::string(row[0]) + "'");
    lexicon_.add(row[2], static_cast<std::uint32_t>(weights_.size()), text::lang_cell(row[1]));
    weights_.push_back(weight);
  }
}

bool Reproach::in(std::span<const text::Word> words, std::string_view lang) {
  lexicon_.find(words, text::lang_set(lang), matches_);
  double none = 1;
  for (std::size_t i = 0; i < matches_.size();) {  // those that overlap are one cue: "le scuse" and "scuse"
    double most = 0;
    for (std::uint32_t last = matches_[i].last; i < matches_.size() && matches_[i].first <= last; ++i) {
      last = std::max(last, matches_[i].last);
      most = std::max(most, weights_[matches_[i].entry]);
    }
    none *= 1 - most;
  }
  return 1 - none >= kYes;
}

}  // namespace rtm::classify
