#include "text/label_model.hpp"

#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "base/error.hpp"
#include "text/features.hpp"

namespace rtm::text {

namespace {

constexpr std::string_view kMagic = "rtm-learn model";
constexpr int kVersion = 2;
constexpr int kMostBits = 22;
constexpr std::string_view kCure = "; train it again with rtm-learn train";

double logistic(double x) { return 1 / (1 + std::exp(-x)); }

std::string checksum(std::string_view text) { return fmt::format("{:016x}", XXH3_64bits(text.data(), text.size())); }

std::string_view cell(std::string_view& line) {
  const std::size_t tab = std::min(line.find('\t'), line.size());
  const std::string_view first = line.substr(0, tab);
  line.remove_prefix(std::min(tab + 1, line.size()));
  return first;
}

/// Reads the lines of a model; any fault is the same: damaged.
class Reader {
 public:
  Reader(std::string_view text, const std::string& where) : text_(text), where_(where) {}

  [[noreturn]] void damaged() const { throw Error(where_ + ": a damaged model" + std::string(kCure)); }

  /// The next line's cells after `name`.
  std::string_view line(std::string_view name) {
    std::string_view found = next();
    if (cell(found) != name) damaged();
    return found;
  }
  bool more() const { return !text_.empty(); }
  std::string_view next() {
    const std::size_t end = text_.find('\n');
    if (end == std::string_view::npos) damaged();
    const std::string_view found = text_.substr(0, end);
    text_.remove_prefix(end + 1);
    return found;
  }
  template <typename T>
  T number(std::string_view& line) const {
    const std::string_view text = cell(line);
    T value{};
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (fault != std::errc() || end != text.data() + text.size()) damaged();
    return value;
  }

 private:
  std::string_view text_;
  const std::string& where_;
};

/// `text` without its first and last line, both checked.
std::string_view body(std::string_view text, const std::string& where) {
  if (!text.starts_with(kMagic)) throw Error(where + ": not a model of rtm-learn");
  Reader reader(text, where);
  std::string_view first = reader.next();
  cell(first);
  if (first != fmt::format("{}.{}", kVersion, Features::kVersion)) {
    throw Error(fmt::format("{}: a model of version {}, not {}.{}{}", where, first, kVersion, Features::kVersion, kCure));
  }
  const std::size_t last = text.rfind("checksum\t");
  if (last == std::string_view::npos || last == 0 || text[last - 1] != '\n') reader.damaged();
  if (text.substr(last) != fmt::format("checksum\t{}\n", checksum(text.substr(0, last)))) reader.damaged();
  text = text.substr(0, last);
  return text.substr(text.find('\n') + 1);
}

}  // namespace

LabelModel::LabelModel(std::string label, std::vector<Class> classes, int bits)
    : label_(std::move(label)), classes_(std::move(classes)), linear_(bits, outputs(classes_.size())) {}

LabelModel::Answer LabelModel::decide(std::span<const double> scores) const {
  std::array<double, kMostClasses> p{};
  const std::size_t n = classes_.size();
  for (std::size_t k = 0; k < n; ++k) {
    const double score = scores.size() == 1 ? (k == 1 ? scores[0] : -scores[0]) : scores[k];
    p[k] = logistic(classes_[k].slope * score + classes_[k].offset);
  }
  double all = 1e-12;
  for (std::size_t k = 0; k < n; ++k) all += p[k];
  std::size_t best = 0;
  double most = -1;
  for (std::size_t k = 0; k < n; ++k) {
    const double value = p[k] / std::pow(std::max(classes_[k].prior, 1e-6), fairness);
    if (value <= most) continue;
    most = value;
    best = k;
  }
  return {best, p[best] / all};
}

LabelModel::Answer LabelModel::rate(std::span<const std::uint32_t> hashes, const Cues& cues) const {
  std::array<double, kMostClasses> scores{};
  const std::span<double> used(scores.data(), linear_.outputs());
  linear_.score(hashes, cues, used);
  return decide(used);
}

std::string LabelModel::write() const {
  std::string out = fmt::format("{}\t{}.{}\nlabel\t{}\nfairness\t{}\nbits\t{}\nclasses\t{}\n", kMagic, kVersion, Features::kVersion,
                                label_, fairness, linear_.bits(), classes_.size());
  for (const Class& c : classes_) out += fmt::format("class\t{}\t{}\t{}\t{}\n", c.prior, c.slope, c.offset, c.value);
  for (std::size_t k = 0; k < linear_.outputs(); ++k) {
    const LinearModel::Output& output = linear_.output(k);
    out += fmt::format("output\t{}\t{}", output.bias, output.scale);
    for (const float cue : output.cues) out += fmt::format("\t{}", cue);
    out += '\n';
  }
  linear_.write_weights(out);
  out += fmt::format("checksum\t{}\n", checksum(out));
  return out;
}

LabelModel LabelModel::read(std::string_view text, const std::string& where) {
  Reader reader(body(text, where), where);
  std::string label(reader.line("label"));
  std::string_view line = reader.line("fairness");
  const auto fairness = reader.number<double>(line);
  line = reader.line("bits");
  const int bits = reader.number<int>(line);
  line = reader.line("classes");
  const auto count = reader.number<std::size_t>(line);
  if (count < 2 || count > kMostClasses || bits < 1 || bits > kMostBits) reader.damaged();
  std::vector<Class> classes(count);
  for (Class& c : classes) {
    line = reader.line("class");
    c.prior = reader.number<double>(line);
    c.slope = reader.number<double>(line);
    c.offset = reader.number<double>(line);
    c.value = line;
  }
  LabelModel model(std::move(label), std::move(classes), bits);
  model.fairness = fairness;
  for (std::size_t k = 0; k < model.linear_.outputs(); ++k) {
    LinearModel::Output& output = model.linear_.output(k);
    line = reader.line("output");
    output.bias = reader.number<double>(line);
    output.scale = reader.number<double>(line);
    for (float& cue : output.cues) cue = reader.number<float>(line);
  }
  while (reader.more()) {
    if (!model.linear_.read_weights(reader.line("w"))) reader.damaged();
  }
  return model;
}

}  // namespace rtm::text
