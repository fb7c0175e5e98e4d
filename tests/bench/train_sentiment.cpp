/// Trains the table sentiment_model: train-sentiment TEXTS HEADER > sentiment_model.tsv
/// TEXTS are the lines of sentiment_corpus.py; the lines of HEADER that begin with # are put first (the old table is a good
/// header). Figures go to the standard error: five folds, each source against its own ratings. Deterministic. The table
/// that ships was made with
///   --source it:emoita:valence:3.478:1.447=… --source en:emobank:valence:2.978:0.833=…
///   --source en:post-vader:mean:0:3.333=… --source en:news-vader:mean:0:2.5=…
/// (EmoITA's unit: the same sentences have the spread there that they have in EmoBank.)
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <map>
#include <numeric>
#include <string>
#include <vector>

#include "text/gist.hpp"
#include "text/learned_sentiment.hpp"
#include "text/linear_learner.hpp"
#include "text/names.hpp"
#include "text/sensitive.hpp"
#include "text/tone.hpp"

namespace {

using namespace rtm::text;

constexpr std::array kCosts{0.2, 0.4, 0.8, 1.2};
constexpr std::array kBends{0.0, 0.5};  // from the boldest to the most cautious
constexpr std::array kFews{0.0, 0.5, 1.0, 2.0};
constexpr double kTrifle = 0.0005;                                   // of a correlation
constexpr double kTie = 0.005;  // of a macro-F1
constexpr std::size_t kFolds = 5;
constexpr double kNeutralRating = 0.15;  // posts rated nearer to nothing than this are neutral

struct Texts {
  std::vector<std::string> langs;
  std::vector<std::size_t> lang;  // of each, its place among them
  Examples examples;
  std::vector<float> values, lexicon;
  std::vector<std::string> sources;
};

std::vector<std::string> cells(const std::string& line, std::size_t most) {
  std::vector<std::string> out;
  std::size_t at = 0;
  for (std::size_t tab = line.find('\t'); tab != std::string::npos && out.size() + 1 < most; tab = line.find('\t', at)) {
    out.push_back(line.substr(at, tab - at));
    at = tab + 1;
  }
  out.push_back(line.substr(at));
  return out;
}

std::vector<std::vector<std::string>> read(const char* path) {
  std::vector<std::vector<std::string>> rows;
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) {
    if (auto row = cells(line, 4); row.size() == 4) rows.push_back(std::move(row));
  }
  return rows;
}

Texts load(const char* path) {
  Texts texts;
  const auto rows = read(path);
  for (const auto& row : rows) {
    if (std::find(texts.langs.begin(), texts.langs.end(), row[0]) == texts.langs.end()) texts.langs.push_back(row[0]);
  }
  const ToneModel tone;
  const SensitiveTagger grave;
  NameFinder names;
  Gist gist;
  Words words;
  std::vector<Word> meant;
  for (const auto& row : rows) {
    words.analyse(row[3]);
    grave.read(row[3], words, row[0], names.find(row[3], words, row[0]));
    const Tone said = tone.rate(row[3], words, row[0], grave.figures());
    texts.lang.push_back(static_cast<std::size_t>(std::find(texts.langs.begin(), texts.langs.end(), row[0]) - texts.langs.begin()));
    std::vector<Span> unmeant(grave.figures().begin(), grave.figures().end());
    unmeant.insert(unmeant.end(), tone.unlike_words().begin(), tone.unlike_words().end());
    texts.examples.add(gist.extract(without(unmeant, words.all(), meant)), cues_of(said));
    texts.values.push_back(std::stof(row[2]));
    texts.lexicon.push_back(static_cast<float>(said.sentiment));
    texts.sources.push_back(row[1]);
  }
  return texts;
}

/// Learns the texts of one language that are listed in `which`.
void learn(const Texts& texts, std::size_t lang, const std::vector<std::uint32_t>& which, double cost, LinearModel& linear) {
  std::vector<std::uint32_t> own;
  std::copy_if(which.begin(), which.end(), std::back_inserter(own), [&](auto i) { return texts.lang[i] == lang; });
  LearnerOptions options;
  options.cost = cost;
  learn_number(texts.examples, own, texts.values, std::vector<float>(texts.values.size(), 1), options, linear, 0);
}

/// Sets the sum of each text of one language, by a function that has seen neither it nor a copy of it.
void hold_out(const Texts& texts, std::size_t lang, double cost, std::vector<double>& sums) {
  for (std::size_t fold = 0; fold < kFolds; ++fold) {
    std::vector<std::uint32_t> others;
    const auto of_fold = [&](std::uint32_t i) { return texts.examples.fingerprint(i) % kFolds == fold; };
    for (std::uint32_t i = 0; i < sums.size(); ++i) {
      if (!of_fold(i)) others.push_back(i);
    }
    LinearModel linear(LearnedSentiment::kBits, 1);
    learn(texts, lang, others, cost, linear);
    for (std::uint32_t i = 0; i < sums.size(); ++i) {
      if (texts.lang[i] == lang && of_fold(i)) linear.score(texts.examples.hashes(i), texts.examples.cues(i), {&sums[i], 1});
    }
  }
}

double correlation(const std::vector<double>& a, const std::vector<double>& b) {
  const auto n = static_cast<double>(a.size());
  const double mean_a = std::accumulate(a.begin(), a.end(), 0.0) / n, mean_b = std::accumulate(b.begin(), b.end(), 0.0) / n;
  double ab = 0, aa = 1e-12, bb = 1e-12;
  for (std::size_t i = 0; i < a.size(); ++i) {
    ab += (a[i] - mean_a) * (b[i] - mean_b);
    aa += (a[i] - mean_a) * (a[i] - mean_a);
    bb += (b[i] - mean_b) * (b[i] - mean_b);
  }
  return ab / std::sqrt(aa * bb);
}

struct Columns {
  std::vector<double> truth, lexicon, sums;
};

/// What was said of the texts, by source; of one language, or of all.
std::map<std::string, Columns> by_source(const Texts& texts, const std::vector<double>& sums, std::size_t lang) {
  std::map<std::string, Columns> sources;
  for (std::size_t i = 0; i < sums.size(); ++i) {
    if (lang < texts.langs.size() && texts.lang[i] != lang) continue;
    Columns& columns = sources[texts.sources[i]];
    columns.truth.push_back(static_cast<double>(texts.values[i]));
    columns.lexicon.push_back(static_cast<double>(texts.lexicon[i]));
    columns.sums.push_back(sums[i]);
  }
  return sources;
}

/// The cost with the best correlation of sums held out, all sources of the language counting the same; sets the sums.
double best_cost(const Texts& texts, std::size_t lang, std::vector<double>& sums) {
  double best = -1, best_of_all = kCosts.front();
  std::vector<double> tried = sums;
  for (const double cost : kCosts) {
    hold_out(texts, lang, cost, tried);
    const auto sources = by_source(texts, tried, lang);
    double mean = 0;
    for (const auto& [name, columns] : sources) mean += correlation(columns.truth, columns.sums) / static_cast<double>(sources.size());
    std::fprintf(stderr, "%s: cost %.1f, mean r of sums held out %.4f\n", texts.langs[lang].c_str(), cost, mean);
    if (mean <= best) continue;
    best = mean;
    best_of_all = cost;
    sums = tried;
  }
  return best_of_all;
}

int side(double x, double zone) { return x > zone ? 1 : x < -zone ? -1 : 0; }

/// Macro-F1 of negative, neutral and positive over the posts.
double macro_f1(const Texts& texts, const std::vector<double>& sums, double zone) {
  double macro = 0;
  for (int k = -1; k <= 1; ++k) {
    double both = 0, either = 0;
    for (std::size_t i = 0; i < sums.size(); ++i) {
      if (!texts.sources[i].starts_with("post")) continue;
      const bool truth = side(static_cast<double>(texts.values[i]), kNeutralRating) == k, answer = side(sums[i], zone) == k;
      both += truth && answer ? 1 : 0;
      either += (truth ? 1 : 0) + (answer ? 1 : 0);
    }
    macro += either > 0 ? 2 * both / either / 3 : 0;
  }
  return macro;
}

/// The narrowest that is as good as the best, but for what one text in two hundred more or less would change: what is within is lost.
double best_zone(const Texts& texts, const std::vector<double>& sums) {
  double best = 0, zone = 0.3;
  for (double candidate = 0.3; candidate > 0.04; candidate -= 0.01) best = std::max(best, macro_f1(texts, sums, candidate));
  for (double candidate = 0.3; candidate > 0.04; candidate -= 0.01) {
    if (macro_f1(texts, sums, candidate) >= best - kTie) zone = candidate;
  }
  std::fprintf(stderr, "neutral within %.2f: macro-F1 %.3f on posts held out, %.3f at best\n", zone, macro_f1(texts, sums, zone), best);
  return zone;
}

/// The sentiments of the texts of one language, as `reading` has it.
std::vector<double> sentiments(const Texts& texts, const std::vector<double>& sums, const LearnedSentiment& model, std::size_t lang,
                               const LearnedSentiment::Reading& reading) {
  std::vector<double> out(sums.size());
  for (std::size_t i = 0; i < sums.size(); ++i) {
    if (texts.lang[i] == lang) out[i] = model.sentiment_of(sums[i], texts.examples.hashes(i).size(), reading);
  }
  return out;
}

/// The most cautious reading that costs no source more than a trifle of its correlation.
LearnedSentiment::Reading best_reading(const Texts& texts, const std::vector<double>& sums, const LearnedSentiment& model, std::size_t lang) {
  const auto of = [&](const LearnedSentiment::Reading& reading) {
    std::map<std::string, double> r;
    for (const auto& [name, columns] : by_source(texts, sentiments(texts, sums, model, lang, reading), lang)) r[name] = correlation(columns.truth, columns.sums);
    return r;
  };
  const auto plain = of({});
  LearnedSentiment::Reading best;
  for (const double bend : kBends) {
    for (const double few : kFews) {
      const auto r = of({few, bend});
      const bool harmless = std::all_of(r.begin(), r.end(), [&](const auto& source) { return source.second >= plain.at(source.first) - kTrifle; });
      if (harmless) best = {few, bend};
    }
  }
  std::fprintf(stderr, "%s: few %g, bend %g\n", texts.langs[lang].c_str(), best.few, best.bend);
  return best;
}

void report(const Texts& texts, const std::vector<double>& sums, LearnedSentiment& model) {
  for (std::size_t lang = 0; lang < texts.langs.size(); ++lang) {
    const auto sums_by_source = by_source(texts, sums, lang);
    for (const auto& [name, read] : by_source(texts, sentiments(texts, sums, model, lang, model.reading(lang)), lang)) {
      const Columns& columns = sums_by_source.at(name);
      std::fprintf(stderr, "%-12s %6zu texts, r of the lexicon %.3f, of the sums %.3f, of the sentiment %.3f\n", name.c_str(),
                   columns.truth.size(), correlation(columns.truth, columns.lexicon), correlation(columns.truth, columns.sums),
                   correlation(columns.truth, read.sums));
    }
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fputs("usage: train-sentiment TEXTS HEADER > sentiment_model.tsv\n", stderr);
    return 2;
  }
  const Texts texts = load(argv[1]);
  if (texts.values.size() < kFolds) {
    std::fputs("train-sentiment: no texts\n", stderr);
    return 2;
  }
  std::vector<std::uint32_t> all(texts.values.size());
  std::iota(all.begin(), all.end(), 0U);
  LearnedSentiment model(texts.langs);
  std::vector<double> sums(texts.values.size());
  for (std::size_t lang = 0; lang < texts.langs.size(); ++lang) learn(texts, lang, all, best_cost(texts, lang, sums), model.linear(lang));
  model.zone = best_zone(texts, sums);
  for (std::size_t lang = 0; lang < texts.langs.size(); ++lang) model.reading(lang) = best_reading(texts, sums, model, lang);
  report(texts, sums, model);
  std::ifstream header(argv[2]);
  for (std::string line; std::getline(header, line);) {
    if (line.starts_with('#')) std::cout << line << '\n';
  }
  std::cout << model.write();
}
