#include "learn/learn.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "record/writer.hpp"

namespace rtm::learn {

namespace {

constexpr std::size_t kWidth = 12;

/// `value` cut to the width of a column, with the bytes of a character kept together.
std::string column(std::string_view value) {
  if (value.size() <= kWidth) return std::string(value);
  std::size_t end = kWidth - 1;
  while (end > 0 && (static_cast<unsigned char>(value[end]) & 0xC0U) == 0x80) --end;
  return std::string(value.substr(0, end)) + "~";
}

void none(const std::string& label) {
  throw Error(fmt::format("no post has a value for the label '{}': it is read from \"labels\":{{\"{}\":\"value\"}}", label, label));
}

}  // namespace

text::Learned learn(const LabelledPosts& posts) {
  const std::vector<std::string> values = posts.values();
  const std::vector<std::uint32_t> truth = posts.truth();
  if (values.empty()) none(posts.label());
  if (values.size() < 2) throw Error(fmt::format("the label '{}' has one value only, '{}': nothing to tell apart", posts.label(), values[0]));
  if (values.size() > text::LabelModel::kMostClasses) {
    throw Error(fmt::format("the label '{}' has {} values, more than {}", posts.label(), values.size(), text::LabelModel::kMostClasses));
  }
  for (std::uint32_t k = 0; k < values.size(); ++k) {
    const auto count = std::count(truth.begin(), truth.end(), k);
    if (count >= static_cast<std::ptrdiff_t>(text::kFewest)) continue;
    throw Error(fmt::format("'{}' is the label of {} posts: at least {} are needed", values[k], count, text::kFewest));
  }
  return text::learn_label(posts.label(), values, posts.examples(), truth);
}

text::Figures test(const text::LabelModel& model, const LabelledPosts& posts) {
  const std::vector<std::string> values = posts.values();
  const std::vector<std::uint32_t> truth = posts.truth();
  if (truth.empty()) none(posts.label());
  std::vector<std::string> classes;
  for (const auto& c : model.classes()) classes.push_back(c.value);
  std::vector<std::size_t> number;  // of a value among the classes
  for (const std::string& value : values) {
    const auto known = std::find(classes.begin(), classes.end(), value);
    number.push_back(static_cast<std::size_t>(known - classes.begin()));
    if (known == classes.end()) classes.push_back(value);
  }
  text::Figures figures(classes);
  for (std::size_t i = 0; i < truth.size(); ++i) {
    const auto answer = model.rate(posts.examples().hashes(i), posts.examples().cues(i));
    figures.add(number[truth[i]], answer.value, answer.p);
  }
  return figures;
}

std::string describe(const text::Figures& figures) {
  const auto& classes = figures.classes();
  std::string out = fmt::format("{} posts: accuracy {:.3f}, macro-F1 {:.3f}, mean p {:.3f}\n\n{:>12} {:>7} {:>9} {:>7} {:>7}   answers\n",
                                figures.total(), figures.accuracy(), figures.macro_f1(), figures.mean_p(), "truth", "posts", "precision",
                                "recall", "F1");
  for (std::size_t k = 0; k < classes.size(); ++k) {
    out += fmt::format("{:>12} {:>7} {:>9.3f} {:>7.3f} {:>7.3f}  ", column(classes[k]), figures.of_truth(k), figures.precision(k),
                       figures.recall(k), figures.f1(k));
    for (std::size_t answer = 0; answer < classes.size(); ++answer) {
      if (figures.of_answer(answer) > 0) out += fmt::format(" {} {}", classes[answer], figures.count(k, answer));
    }
    out += '\n';
  }
  return out;
}

std::string to_json(const std::string& label, const text::Figures& figures) {
  const auto& classes = figures.classes();
  record::Writer out;
  out.begin_object().member("label", std::string_view(label)).member("n", static_cast<std::int64_t>(figures.total()));
  out.member("accuracy", figures.accuracy(), 4).member("macro_f1", figures.macro_f1(), 4).member("mean_p", figures.mean_p(), 4);
  out.key("classes").begin_array();
  for (std::size_t k = 0; k < classes.size(); ++k) {
    out.begin_object().member("value", std::string_view(classes[k])).member("n", static_cast<std::int64_t>(figures.of_truth(k)));
    out.member("precision", figures.precision(k), 4).member("recall", figures.recall(k), 4).member("f1", figures.f1(k), 4).end_object();
  }
  out.end_array().key("confusion").begin_array();  // rows: truth; columns: answer
  for (std::size_t k = 0; k < classes.size(); ++k) {
    out.begin_array();
    for (std::size_t answer = 0; answer < classes.size(); ++answer) out.integer(static_cast<std::int64_t>(figures.count(k, answer)));
    out.end_array();
  }
  out.end_array().end_object();
  return std::string(out.text());
}

}  // namespace rtm::learn
