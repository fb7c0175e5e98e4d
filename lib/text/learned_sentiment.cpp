#include "text/learned_sentiment.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>

#include "base/error.hpp"
#include "data/table.hpp"

namespace rtm::text {

namespace {

constexpr double kGain = 1.6;      // of sums beyond the zone: so that they spread as the compounds of the lexicons do

double number(std::string_view cell) { return data::number("sentiment_model", cell); }

/// A row of one language's function; false for one that is none.
bool read(std::span<const std::string_view> row, LinearModel& linear, LearnedSentiment::Reading& reading) {
  LinearModel::Output& output = linear.output(0);
  if (row[0] == "bias") {
    output.bias = number(row[1]);
  } else if (row[0] == "scale") {
    output.scale = number(row[1]);
  } else if (row[0] == "reading") {
    reading = {number(row[1]), number(row[2])};
  } else if (row[0] == "cues") {
    for (std::size_t c = 0; c < kCues; ++c) output.cues[c] = static_cast<float>(number(row[1 + c]));
  } else {
    return row[0] == "w" && linear.read_weights(row[1], row[2]);
  }
  return true;
}

}  // namespace

LearnedSentiment::LearnedSentiment(std::vector<std::string> langs) 
    : langs_(std::move(langs)), linear_(langs_.size(), LinearModel(kBits, 1)), readings_(langs_.size()) {}

LearnedSentiment::LearnedSentiment() {
  for (const auto& row : data::rows("sentiment_model", 1 + kCues)) {
    if (row[0] == "zone") {
      zone = number(row[1]);
    } else if (row[0] == "language") {
      langs_.emplace_back(row[1]);
      linear_.emplace_back(kBits, 1);
      readings_.emplace_back();
    } else if (linear_.empty() || !read(row, linear_.back(), readings_.back())) {
      throw Error("sentiment table: bad row '" + std::string(row[0]) + "'");
    }
  }
}

std::size_t LearnedSentiment::of(std::string_view lang) const {
  const auto place = std::find(langs_.begin(), langs_.end(), lang.substr(0, 2));
  const bool whole = lang.size() == 2 || (lang.size() > 2 && lang[2] == '-');
  return place == langs_.end() || !whole ? kNone : static_cast<std::size_t>(place - langs_.begin());
}

double LearnedSentiment::sentiment_of(double sum, std::size_t features, const Reading& reading) const {
  const auto n = static_cast<double>(features);
  const double size = std::abs(sum) * n / (n + reading.few);
  const double beyond = reading.bend > 0 ? size / std::sqrt(size * size + reading.bend) : std::min(1.0, kGain * size);
  return std::copysign(size <= zone ? kNeutral * size / zone : beyond, sum);
}

double LearnedSentiment::rate(std::span<const Word> words, std::string_view lang, const Cues& lexicons) const {
  const std::size_t i = of(lang);
  const auto hashes = gist_.extract(words);
  if (i == kNone || hashes.empty()) return static_cast<double>(lexicons[0]);
  double sum = 0;
  linear_[i].score(hashes, lexicons, {&sum, 1});
  return sentiment_of(sum, hashes.size(), readings_[i]);
}

std::string LearnedSentiment::write() const {
  std::string out = fmt::format("zone\t{:.4f}\n", zone);
  for (std::size_t i = 0; i < langs_.size(); ++i) {
    const LinearModel::Output& output = linear_[i].output(0);
    out += fmt::format("language\t{}\nreading\t{:g}\t{:g}\nbias\t{:.6f}\nscale\t{:.8f}\ncues", langs_[i], readings_[i].few, readings_[i].bend,
                       output.bias, output.scale);
    for (const float cue : output.cues) out += fmt::format("\t{:.5f}", cue);
    out += '\n';
    linear_[i].write_weights(out);
  }
  return out;
}

std::span<const Word> without(std::span<const Span> figures, std::span<const Word> words, std::vector<Word>& out) {
  if (figures.empty()) return words;
  out.clear();
  std::copy_if(words.begin(), words.end(), std::back_inserter(out), [&](const Word& word) {
    return std::none_of(figures.begin(), figures.end(), [&](const Span& f) { return f.start <= word.start && word.end <= f.end; });
  });
  return out;
}

}  // namespace rtm::text
