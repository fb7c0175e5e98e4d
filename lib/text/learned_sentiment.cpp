#include "text/learned_sentiment.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/error.hpp"
#include "data/table.hpp"

namespace rtm::text {

namespace {

constexpr double kGain = 1.6;      // of sums beyond the zone: so that they spread as the compounds of the lexicons do

double number(std::string_view cell) {
  double value = 0;
  const auto [end, fault] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  if (fault != std::errc() || end != cell.data() + cell.size()) throw Error("sentiment table: not a number: " + std::string(cell));
  return value;
}

}  // namespace

LearnedSentiment::LearnedSentiment(std::vector<std::string> langs) : langs_(std::move(langs)) {}

LearnedSentiment::LearnedSentiment() {
  for (const auto& row : data::rows("sentiment_model", 1 + kCues)) {
    if (row[0] == "language") {
      langs_.emplace_back(row[1]);
    } else if (row[0] == "zone") {
      zone = number(row[1]);
    } else if (row[0] == "bias") {
      linear_.output(0).bias = number(row[1]);
    } else if (row[0] == "scale") {
      linear_.output(0).scale = number(row[1]);
    } else if (row[0] == "cues") {
      for (std::size_t c = 0; c < kCues; ++c) linear_.output(0).cues[c] = static_cast<float>(number(row[1 + c]));
    } else if (row[0] != "w" || !linear_.read_weights(row[1], row[2])) {
      throw Error("sentiment table: bad row '" + std::string(row[0]) + "'");
    }
  }
}

std::uint32_t LearnedSentiment::number_of(std::string_view lang) const {
  const auto place = std::find(langs_.begin(), langs_.end(), lang.substr(0, 2));
  const bool whole = lang.size() == 2 || (lang.size() > 2 && lang[2] == '-');
  return place == langs_.end() || !whole ? 0 : static_cast<std::uint32_t>(place - langs_.begin() + 1);
}

std::span<const std::uint32_t> LearnedSentiment::features(std::span<const Word> words, std::string_view lang) const {
  const std::uint32_t salt = number_of(lang) * 0x9E3779B9U;
  const auto hashes = gist_.extract(words);
  features_.resize(hashes.size());
  std::transform(hashes.begin(), hashes.end(), features_.begin(), [&](std::uint32_t hash) { return hash ^ salt; });
  return features_;
}

double LearnedSentiment::sum(std::span<const std::uint32_t> features, const Cues& lexicons) const {
  double sum = 0;
  linear_.score(features, lexicons, {&sum, 1});
  return sum;
}

double LearnedSentiment::sentiment_of(double sum) const {
  const double size = std::abs(sum);
  const double out = size <= zone ? kNeutral * size / zone : std::min(1.0, kGain * size);
  return std::copysign(out, sum);
}

double LearnedSentiment::rate(std::span<const Word> words, std::string_view lang, const Cues& lexicons) const {
  const auto hashes = features(words, lang);
  return hashes.empty() ? static_cast<double>(lexicons[0]) : sentiment_of(sum(hashes, lexicons));
}

std::string LearnedSentiment::write() const {
  std::string out;
  for (const std::string& lang : langs_) out += fmt::format("language\t{}\n", lang);
  const LinearModel::Output& output = linear_.output(0);
  out += fmt::format("zone\t{:.4f}\nbias\t{:.6f}\nscale\t{:.8f}\ncues", zone, output.bias, output.scale);
  for (const float cue : output.cues) out += fmt::format("\t{:.5f}", cue);
  out += '\n';
  linear_.write_weights(out);
  return out;
}

}  // namespace rtm::text
