/// Trains the table language_model: train-language TRAIN HELD HEADER > language_model.tsv
/// TRAIN and HELD have lines LANG<TAB>TEXT, as language_corpus.py makes them; the lines of HEADER that begin with # are put
/// first (the old table is a good header). Figures on HELD go to the standard error. Deterministic.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <numeric>
#include <random>
#include <string>
#include <vector>

#include "data/weights.hpp"
#include "text/language_model.hpp"

namespace {

using rtm::text::LanguageModel;
constexpr std::size_t kClasses = LanguageModel::kClasses;
constexpr std::size_t kNamed = 6;  // the classes of one language each that rtm understands
constexpr int kEpochs = 4;

/// The languages of each class; those that are nowhere belong to the last.
constexpr std::array<std::string_view, kClasses> kLanguages{
    "it", "en", "es", "fr", "de", "pt", "nl af fy", "ca oc", "gl", "ro", "pl", "cs sk sl hr bs sr", "sv da no nn nb is fo",
    "tr az", "id ms jv su", "xx"};

std::uint8_t class_of(const std::string& lang) {
  std::uint8_t c = 0;
  while (c + 1U < kClasses && (" " + std::string(kLanguages[c]) + " ").find(" " + lang + " ") == std::string::npos) ++c;
  return c;
}

/// Texts as the buckets of their features.
struct Texts {
  std::vector<std::uint16_t> buckets;
  std::vector<std::size_t> ends;
  std::vector<std::uint8_t> classes;

  std::size_t begin(std::size_t i) const { return i == 0 ? 0 : ends[i - 1]; }
  std::size_t size() const { return ends.size(); }
};

void add(Texts& texts, std::string_view all) {
  for (std::size_t at = 0; at + 1 < all.size();) {
    const std::size_t end = all.find(' ', at + 1);
    rtm::text::word_features(all.data() + at, end + 1 - at, [&](std::uint64_t hash) {
      texts.buckets.push_back(static_cast<std::uint16_t>(LanguageModel::bucket(hash)));
    });
    at = end;
  }
  texts.ends.push_back(texts.buckets.size());
}

Texts load(const char* path) {
  Texts texts;
  rtm::text::Letters letters;
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) {
    const std::size_t tab = line.find('\t');
    if (tab == std::string::npos) continue;
    letters.read(std::string_view(line).substr(tab + 1));
    if (letters.latin().empty()) continue;
    add(texts, letters.latin());
    texts.classes.push_back(class_of(line.substr(0, tab)));
  }
  return texts;
}

using Row = std::array<float, kClasses>;

/// Logistic regression by AdaGrad (Duchi et al. 2011); the sum of a text's weights is divided by the root of their number.
struct Model {
  std::vector<Row> weights = std::vector<Row>(LanguageModel::kBuckets, Row{});
  std::vector<Row> squares = std::vector<Row>(LanguageModel::kBuckets, Row{});
  Row bias{}, bias_squares{};

  Row probabilities(const Texts& texts, std::size_t i) const {
    Row scores{};
    const std::size_t begin = texts.begin(i), end = texts.ends[i];
    for (std::size_t k = begin; k < end; ++k) {
      for (std::size_t c = 0; c < kClasses; ++c) scores[c] += weights[texts.buckets[k]][c];
    }
    const float scale = 1 / std::sqrt(static_cast<float>(end - begin));
    for (std::size_t c = 0; c < kClasses; ++c) scores[c] = scores[c] * scale + bias[c];
    const float most = *std::max_element(scores.begin(), scores.end());
    float sum = 0;
    for (float& one : scores) sum += one = std::exp(one - most);
    for (float& one : scores) one /= sum;
    return scores;
  }

  void learn(const Texts& texts, std::size_t i, float importance) {
    Row gradient = probabilities(texts, i);
    gradient[texts.classes[i]] -= 1;
    for (float& one : gradient) one *= importance;
    const std::size_t begin = texts.begin(i), end = texts.ends[i];
    const float scale = 1 / std::sqrt(static_cast<float>(end - begin));
    for (std::size_t k = begin; k < end; ++k) {
      step(weights[texts.buckets[k]], squares[texts.buckets[k]], gradient, scale, 2e-6F);
    }
    step(bias, bias_squares, gradient, 1, 0);
  }

 private:
  static void step(Row& row, Row& sums, const Row& gradient, float scale, float decay) {
    constexpr float kRate = 0.3F;
    for (std::size_t c = 0; c < kClasses; ++c) {
      const float slope = gradient[c] * scale + decay * row[c];
      sums[c] += slope * slope;
      row[c] -= kRate * slope / (std::sqrt(sums[c]) + 1e-3F);
    }
  }
};

/// Every class has about the same say, the languages of rtm a little more.
Row importance_of(const Texts& texts) {
  Row count{};
  for (const std::uint8_t c : texts.classes) ++count[c];
  for (std::size_t c = 0; c < kClasses; ++c) {
    count[c] = std::clamp(60000.0F / std::max(count[c], 1.0F), 0.3F, 3.0F) * (c < kNamed ? 1.0F : 0.7F);
  }
  return count;
}

void train(Model& model, const Texts& texts) {
  const Row importance = importance_of(texts);
  std::vector<std::uint32_t> order(texts.size());
  std::iota(order.begin(), order.end(), 0U);
  std::mt19937_64 random(1);
  for (int epoch = 0; epoch < kEpochs; ++epoch) {
    for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random() % i]);
    for (const std::uint32_t i : order) model.learn(texts, i, importance[texts.classes[i]]);
  }
}

/// Rounds the weights to those of the table; returns what one step is worth. One weight in a thousand is cut.
float quantise(Model& model) {
  std::vector<float> sizes;
  for (const Row& row : model.weights) {
    for (const float weight : row) sizes.push_back(std::abs(weight));
  }
  const auto top = sizes.begin() + static_cast<std::ptrdiff_t>(sizes.size() / 1000 * 999);
  std::nth_element(sizes.begin(), top, sizes.end());
  const float unit = *top / rtm::data::kLargestWeight;
  for (Row& row : model.weights) {
    for (float& weight : row) weight = std::clamp(std::round(weight / unit), -31.0F, 31.0F) * unit;
  }
  return unit;
}

double surprise(const Model& model, const Texts& texts) {
  double sum = 0;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    sum -= std::log(std::max(model.probabilities(texts, i)[texts.classes[i]], 1e-9F));
  }
  return sum / static_cast<double>(texts.size());
}

/// The factor of all scores that makes probabilities true on texts not trained with (temperature scaling, Guo et al. 2017).
float calibrate(Model& model, const Texts& held) {
  const Model plain = model;
  float best = 1;
  double least = surprise(model, held);
  for (float factor = 0.6F; factor < 1.5F; factor += 0.05F) {
    for (std::size_t b = 0; b < model.weights.size(); ++b) {
      for (std::size_t c = 0; c < kClasses; ++c) model.weights[b][c] = plain.weights[b][c] * factor;
    }
    for (std::size_t c = 0; c < kClasses; ++c) model.bias[c] = plain.bias[c] * factor;
    const double now = surprise(model, held);
    if (now < least) {
      least = now;
      best = factor;
    }
  }
  model = plain;
  for (Row& row : model.weights) {
    for (float& weight : row) weight *= best;
  }
  for (float& one : model.bias) one *= best;
  return best;
}

void report(const Model& model, const Texts& texts) {
  std::array<std::size_t, kClasses> all{}, right{}, claimed{};
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const Row p = model.probabilities(texts, i);
    const auto best = static_cast<std::size_t>(std::max_element(p.begin(), p.end()) - p.begin());
    const std::size_t truth = texts.classes[i];
    ++all[truth];
    right[truth] += best == truth ? 1 : 0;
    claimed[truth] += best != truth && best < kNamed ? 1 : 0;
  }
  for (std::size_t c = 0; c < kClasses; ++c) {
    const auto n = static_cast<double>(std::max<std::size_t>(all[c], 1));
    std::fprintf(stderr, "%-20s %6zu held out, %.3f right, %.3f taken for another of the first six\n", kLanguages[c].data(), all[c],
                 static_cast<double>(right[c]) / n, static_cast<double>(claimed[c]) / n);
  }
}

void print(const Model& model, float unit, const char* header) {
  std::ifstream in(header);
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with('#')) std::cout << line << '\n';
  }
  std::cout << "languages";
  for (const std::string_view names : kLanguages) std::cout << '\t' << names;
  std::cout << "\nbias";
  for (const float one : model.bias) std::cout << '\t' << one;
  std::cout << "\nscale\t" << unit << '\n';
  constexpr std::size_t kRowsALine = 128;
  for (std::size_t b = 0; b < model.weights.size(); ++b) {
    if (b % kRowsALine == 0) std::cout << "weights\t";
    for (const float weight : model.weights[b]) {
      std::cout << rtm::data::weight_character(static_cast<int>(std::lround(weight / unit)));
    }
    if (b % kRowsALine == kRowsALine - 1) std::cout << '\n';
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) {
    std::fputs("usage: train-language TRAIN HELD HEADER > language_model.tsv\n", stderr);
    return 2;
  }
  const Texts texts = load(argv[1]);
  const Texts held = load(argv[2]);
  if (texts.size() == 0 || held.size() == 0) {
    std::fputs("train-language: no texts\n", stderr);
    return 2;
  }
  Model model;
  train(model, texts);
  float unit = quantise(model);
  const float factor = calibrate(model, held);
  unit *= factor;
  std::fprintf(stderr, "scores times %.2f: surprise %.4f nats a text\n", static_cast<double>(factor), surprise(model, held));
  report(model, held);
  print(model, unit, argv[3]);
}
