/// Trains the table topic_model: train-topics TAUGHT HELD HEADER > topic_model.tsv
/// TAUGHT and HELD are the lines of topic_corpus.py for its two parts; the lines of HEADER that begin with # are put first (the
/// old table is a good header). Softmax regression over listed words and stems, by AdaGrad; a text may stand for several topics. A
/// text of unknown topic without a listed word has none; with one it is left out. Figures for HELD go to the standard error.
/// Deterministic. What the table that ships was made from is said in its header.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <map>
#include <numeric>
#include <random>
#include <set>
#include <sstream>
#include <string>
#include <unordered_map>
#include <vector>

#include "data/weights.hpp"
#include "text/topics.hpp"

namespace {

using namespace rtm::text;
using Sums = TopicModel::Sums;

constexpr std::size_t kClasses = TopicModel::kClasses, kNone = TopicModel::kNone;
constexpr int kEpochs = 14;
constexpr float kRate = 0.12F, kDecay = 1e-2F, kStartHalf = 1.2F;
constexpr int kLeastPlaces = 5;         // that a stem is met in, for it to be learned: no names of one series or club
constexpr float kLeastWeight = 0.62F;   // the largest of a stem that is kept
constexpr double kNoneShare = 0.6;     // of the weight of all texts: so many posts of a stream have no topic
constexpr double kTypical = 1500;      // texts of a topic that weigh one each
constexpr float kOtherLanguage = 3; // times the weight of an English text: there are fewer

struct Text {
  unsigned allowed;  // bits of classes
  std::string lang;
  Sums listed{};
  std::vector<std::uint32_t> stems;
  float share = 1, weight = 1;
};

/// The stems of a word that are learned: itself, and its first 5 and 7 characters.
template <typename Use>
void each_stem(std::string_view word, Use use) {
  use(std::string(word));
  std::size_t characters = 0;
  for (std::size_t i = 1; i <= word.size(); ++i) {
    if (i < word.size() && (static_cast<unsigned char>(word[i]) & 0xC0U) == 0x80U) continue;
    ++characters;
    if (characters == TopicModel::kShort || characters == TopicModel::kLong) use(std::string(word.substr(0, i)) + '*');
  }
}

struct Corpus {
  std::unordered_map<std::string, std::uint32_t> numbers;
  std::vector<std::string> stems;
  std::vector<int> places;  // texts from no forum, and forums, that hold the stem
  std::vector<unsigned> langs;  // bits of those that it is met in
  std::set<std::pair<std::uint32_t, std::string>> met;
  std::vector<Text> texts;
};

unsigned bits_of(const TopicModel& model, std::string_view topics) {
  unsigned bits = 0;
  while (!topics.empty()) {
    const std::size_t bar = topics.find('|');
    bits |= 1U << model.number_of(topics.substr(0, bar));
    topics.remove_prefix(bar == std::string_view::npos ? topics.size() : bar + 1);
  }
  return bits;
}

void read(const char* path, TopicModel& model, Corpus& corpus, bool learning, std::vector<Text>& out) {
  std::ifstream in(path);
  Words words;
  for (std::string line; std::getline(in, line);) {
    std::istringstream cells(line);
    Text text;
    std::string forum, topics, body;
    for (std::string* cell : {&text.lang, &forum, &topics, &body}) std::getline(cells, *cell, '\t');
    if (body.empty()) continue;
    const std::string lang = text.lang == "-" ? "" : text.lang;
    words.analyse(body);
    text.listed = model.listed(words.all(), lang);
    const bool nothing = std::all_of(text.listed.begin(), text.listed.end(), [](float x) { return x == 0; });
    if (TopicModel::languages_of(lang) == 0 || (topics == "?" && !nothing)) continue;
    text.allowed = topics == "?" ? 1U << kNone : bits_of(model, topics);
    text.share = TopicModel::share(words.all().size());
    for (const Word& word : words.all()) {
      const bool figure = word.folded.front() >= '0' && word.folded.front() <= '9';
      if (!TopicModel::tells(word) || figure || is_stopword(word, "")) continue;  // of any language: texts are mixed
      each_stem(word.folded, [&](const std::string& stem) {
        const auto known = corpus.numbers.find(stem);
        if (!learning && (known == corpus.numbers.end() || (corpus.langs[known->second] & TopicModel::languages_of(lang)) == 0)) return;
        const auto [place, fresh] = corpus.numbers.emplace(stem, corpus.stems.size());
        if (fresh) {
          corpus.stems.push_back(stem);
          corpus.places.push_back(0);
          corpus.langs.push_back(0);
        }
        text.stems.push_back(place->second);
      });
    }
    std::sort(text.stems.begin(), text.stems.end());
    text.stems.erase(std::unique(text.stems.begin(), text.stems.end()), text.stems.end());
    if (learning) {
      for (const std::uint32_t stem : text.stems) {
        if (forum == "-" || corpus.met.emplace(stem, forum).second) ++corpus.places[stem];
        if (!lang.empty()) corpus.langs[stem] |= TopicModel::languages_of(lang);
      }
    }
    out.push_back(std::move(text));
  }
}

struct Weights {
  std::vector<Sums> stems;
  Sums bias{};
  float half = kStartHalf;
};

Sums sums_of(const Weights& w, const Text& text) {
  Sums sums{};
  for (const std::uint32_t stem : text.stems) {
    for (std::size_t k = 0; k < kClasses; ++k) sums[k] += w.stems[stem][k];
  }
  for (std::size_t k = 0; k < kClasses; ++k) sums[k] = w.bias[k] + text.share * (sums[k] + w.half * text.listed[k]);
  return sums;
}

/// exp and normalised over the classes of `bits`.
Sums shares_of(const Sums& sums, unsigned bits) {
  Sums out{};
  const float top = *std::max_element(sums.begin(), sums.end());
  float all = 1e-20F;
  for (std::size_t k = 0; k < kClasses; ++k) {
    if ((bits >> k & 1U) != 0) all += out[k] = std::exp(sums[k] - top);
  }
  for (float& x : out) x /= all;
  return out;
}

/// Topics that have many texts weigh less by the root of their number. In each language the texts without a topic weigh as much as
/// there are such in a stream, so that the language itself says nothing.
void weigh(std::vector<Text>& texts) {
  std::map<unsigned, double> counts;
  for (const Text& text : texts) counts[text.allowed] += 1;
  std::map<std::string, double> topical, none;
  for (Text& text : texts) {
    const bool topic = text.allowed != 1U << kNone;
    text.weight = topic ? static_cast<float>(std::sqrt(kTypical / counts[text.allowed])) : 1;
    if (text.lang != "en") text.weight *= kOtherLanguage;
    (topic ? topical : none)[text.lang] += static_cast<double>(text.weight);
  }
  for (Text& text : texts) {
    if (text.allowed != 1U << kNone || topical[text.lang] == 0) continue;
    text.weight *= static_cast<float>(kNoneShare / (1 - kNoneShare) * topical[text.lang] / none[text.lang]);
  }
}

Weights learn(const Corpus& corpus) {
  Weights w;
  w.stems.resize(corpus.stems.size());
  std::vector<Sums> squares(corpus.stems.size());
  for (Sums& s : squares) s.fill(1e-2F);
  Sums bias_squares;
  bias_squares.fill(1);
  float half_square = 1e3F;
  std::vector<std::size_t> order(corpus.texts.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::mt19937_64 random(7);
  for (int epoch = 0; epoch < kEpochs; ++epoch) {
    for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random() % i]);
    for (const std::size_t i : order) {
      const Text& text = corpus.texts[i];
      const Sums sums = sums_of(w, text);
      const Sums p = shares_of(sums, (1U << kClasses) - 1), target = shares_of(sums, text.allowed);
      float half_gradient = 0;
      for (std::size_t k = 0; k < kClasses; ++k) {
        const float g = text.weight * (p[k] - target[k]);
        bias_squares[k] += g * g;
        w.bias[k] -= kRate * g / std::sqrt(bias_squares[k]);
        half_gradient += g * text.listed[k] * text.share;
        const float gs = g * text.share;
        for (const std::uint32_t stem : text.stems) {
          if (corpus.places[stem] < kLeastPlaces) continue;
          const float slope = gs + kDecay * w.stems[stem][k];
          squares[stem][k] += slope * slope;
          w.stems[stem][k] -= kRate * slope / std::sqrt(squares[stem][k]);
        }
      }
      half_square += half_gradient * half_gradient;
      w.half -= kRate * half_gradient / std::sqrt(half_square);
    }
  }
  return w;
}

/// Stems that say little are dropped, the others rounded as the table will have them.
float prune(Weights& w) {
  float most = 0;
  for (Sums& s : w.stems) {
    const float here = std::accumulate(s.begin(), s.end(), 0.F, [](float a, float b) { return std::max(a, std::abs(b)); });
    if (here < kLeastWeight) s.fill(0);
    most = std::max(most, here);
  }
  const float scale = std::min(most, 4.5F) / 30;
  for (Sums& s : w.stems) {
    for (float& x : s) x = scale * std::clamp(std::round(x / scale), -30.F, 30.F);
  }
  return scale;
}

void report(const TopicModel& model, const Weights& w, const std::vector<Text>& held) {
  struct Bin {
    double n = 0, p = 0, right = 0;
  };
  std::vector<Bin> bins(10);
  std::map<std::string, Bin> langs;
  std::vector<Bin> answers(kClasses), truths(kClasses);
  for (const Text& text : held) {
    const Sums p = shares_of(sums_of(w, text), (1U << kClasses) - 1);
    const auto best = static_cast<std::size_t>(std::max_element(p.begin(), p.end()) - p.begin());
    const auto sure = static_cast<double>(p[best]);
    const std::size_t said = best != kNone && sure >= kTopicP ? best : kNone;
    const bool right = (text.allowed >> said & 1U) != 0;
    if (best != kNone) {
      Bin& bin = bins[std::min<std::size_t>(9, static_cast<std::size_t>(10 * sure))];
      const auto weight = static_cast<double>(text.weight);
      bin.n += weight;
      bin.p += weight * sure;
      bin.right += (text.allowed >> best & 1U) != 0 ? weight : 0;
    }
    Bin& lang = langs[text.lang];
    lang.n += 1;
    lang.right += right ? 1 : 0;
    answers[said].n += 1;
    answers[said].right += right ? 1 : 0;
    for (std::size_t k = 0; k < kClasses; ++k) {
      if (text.allowed == 1U << k) {
        truths[k].n += 1;
        truths[k].right += right ? 1 : 0;
      }
    }
  }
  for (const auto& [name, bin] : langs) std::fprintf(stderr, "%-4s %6.0f texts, right %.3f\n", name.c_str(), bin.n, bin.right / bin.n);
  for (std::size_t k = 0; k < kClasses; ++k) {
    const std::string name = k == kNone ? "none" : std::string(model.name(k));
    std::fprintf(stderr, "%-14s said %6.0f, precision %.3f; %6.0f are, recall %.3f\n", name.c_str(), answers[k].n,
                 answers[k].right / std::max(1.0, answers[k].n), truths[k].n, truths[k].right / std::max(1.0, truths[k].n));
  }
  for (const Bin& bin : bins) {
    if (bin.n > 0) std::fprintf(stderr, "p %.2f: right %.3f of %.0f\n", bin.p / bin.n, bin.right / bin.n, bin.n);
  }
}

void write(const TopicModel& model, const Corpus& corpus, const Weights& w, float scale) {
  std::cout << fmt::format("scale\t{:.6f}\nhalf\t{:.4f}\n", scale, w.half);
  for (std::size_t k = 0; k < kClasses; ++k) std::cout << fmt::format("bias\t{}\t{:.4f}\n", k == kNone ? "none" : model.name(k), w.bias[k]);
  std::map<std::string, std::string> rows;
  for (std::size_t s = 0; s < corpus.stems.size(); ++s) {
    std::string row;
    for (const float x : w.stems[s]) row += rtm::data::weight_character(static_cast<int>(std::lround(x / scale)));
    if (row == std::string(kClasses, rtm::data::weight_character(0)) || corpus.langs[s] == 0) continue;
    char before = '\t';
    for (std::size_t i = 0; i < TopicModel::kLanguages.size(); ++i) {
      if ((corpus.langs[s] >> i & 1U) == 0) continue;
      row += before;
      row += TopicModel::kLanguages[i];
      before = ' ';
    }
    rows[corpus.stems[s]] = row;
  }
  for (const auto& [stem, row] : rows) std::cout << "w\t" << stem << '\t' << row << '\n';
  std::fprintf(stderr, "%zu stems\n", rows.size());
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) {
    std::fputs("usage: train-topics TAUGHT HELD HEADER > topic_model.tsv\n", stderr);
    return 2;
  }
  TopicModel model(TopicModel::Tables::words);
  Corpus corpus;
  read(argv[1], model, corpus, true, corpus.texts);
  weigh(corpus.texts);
  Weights weights = learn(corpus);
  const float scale = prune(weights);
  std::vector<Text> held;
  read(argv[2], model, corpus, false, held);
  weigh(held);
  report(model, weights, held);
  std::ifstream header(argv[3]);
  for (std::string line; std::getline(header, line);) {
    if (line.starts_with('#')) std::cout << line << '\n';
  }
  write(model, corpus, weights, scale);
}
