/// Trains the table moment_weights: train-moments POSTS LABELS TABLE > moment_weights.tsv
/// POSTS is a stream of posts as rtm-ingest writes them; LABELS has one object a line: {"platform","lang","day","term","label"},
/// a term (a word, "#hashtag" or two words) on a day and what it was; with "confidence" other than "high" it is left out. The
/// lines of TABLE that begin with # are put first. Posts of those days that hold no such term are taken for `ambient`: a few
/// of them are not, but most of a stream is chatter, and the model must know. Figures go to the standard error, all on months
/// that were held out. Deterministic.
#include <fcntl.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "classify/classify_stage.hpp"
#include "io/writer.hpp"
#include "text/words.hpp"

namespace {

using namespace rtm;
using classify::kFeatures;
using classify::Model;

constexpr std::size_t kLabels = Model::kLabels.size();
constexpr std::size_t kAmbient = kLabels - 1;
constexpr std::size_t kInputs = kFeatures + 1;  // and the constant
constexpr std::size_t kMostOfBurst = 60;        // posts
constexpr std::size_t kEveryChatter = 12;       // one in so many posts of chatter
constexpr std::size_t kFolds = 10;
constexpr int kSteps = 600;
constexpr double kRate = 0.05;

using Row = std::array<double, kInputs>;
using Scores = std::array<double, kLabels>;
using Weights = std::array<Scores, kInputs>;

struct Example {
  Row x{};
  int burst;          // -1: chatter
  std::size_t label;
  std::string month;
  double weight = 0;
};

/// A post of a day with bursts, for the decision as rtm-classify makes it.
struct Seen {
  classify::MomentFacts facts;
  std::uint64_t story;
  std::size_t month;
  std::vector<int> bursts;
};

struct Settings {
  double chatter = 40;  // bursts that all chatter weighs as much as
  double ridge = 0.002;
  double balance = 0.7;   // 0: each burst weighs the same; 1: each label does
};

struct Bursts {
  std::map<std::string, std::map<std::string, int>> terms;  // by platform, day and language
  std::vector<std::size_t> labels;
  std::vector<std::string> months;
  std::set<std::string> days;
};

std::size_t label_of(const std::string& name) {
  for (std::size_t i = 0; i < kLabels; ++i) {
    if (classify::name(Model::kLabels[i]) == name) return i;
  }
  std::fprintf(stderr, "train-moments: unknown label %s\n", name.c_str());
  std::exit(2);
}

Bursts read_bursts(const char* path) {
  Bursts all;
  std::ifstream in(path);
  record::Record record;
  for (std::string line; std::getline(in, line);) {
    if (record.parse(line)) continue;
    const std::string sure = record["confidence"].text(), day = record["day"].text();
    if (!sure.empty() && sure != "high") continue;
    all.terms[record["platform"].text() + " " + day + " " + record["lang"].text()][record["term"].text()] = static_cast<int>(all.labels.size());
    all.labels.push_back(label_of(record["label"].text()));
    all.months.push_back(day.substr(0, 7));
    all.days.insert(day);
  }
  return all;
}

/// The bursts whose terms stand in a post.
std::vector<int> bursts_of(const record::Record& post, const std::map<std::string, int>& terms, text::Words& words) {
  std::string text = post["title"].text();
  if (text.empty()) text = post["text"].text();
  words.analyse(text);
  std::vector<int> found;
  std::string before;
  for (const text::Word& word : words.all()) {
    std::string one(word.folded);
    if (word.kind == text::WordKind::hashtag) one.insert(0, 1, '#');
    for (const std::string& term : {one, before + " " + one}) {
      const auto known = terms.find(term);
      if (known != terms.end() && std::find(found.begin(), found.end(), known->second) == found.end()) found.push_back(known->second);
    }
    before = one;
  }
  return found;
}

struct Posts {
  std::vector<Example> examples;
  std::vector<Seen> seen;  // all, in order
};

std::vector<std::string> months_of(const Bursts& bursts) {
  std::vector<std::string> months(bursts.months);
  std::sort(months.begin(), months.end());
  months.erase(std::unique(months.begin(), months.end()), months.end());
  return months;
}

std::size_t month_number(const std::vector<std::string>& months, const std::string& month) {
  return static_cast<std::size_t>(std::lower_bound(months.begin(), months.end(), month) - months.begin());
}

Posts read_posts(const char* path, const Bursts& bursts) {
  const std::vector<std::string> months = months_of(bursts);
  io::Writer nowhere(::open("/dev/null", O_WRONLY), "/dev/null");
  stage::Refusals refusals([](std::string_view) {}, {}, stage::Strictness::skip);
  stage::Output out(nowhere, refusals);
  classify::ClassifyStage stage;
  Posts all;
  std::ifstream in(path);
  record::Record record;
  text::Words words;
  std::size_t chatter = 0;
  const std::map<std::string, int> none;
  for (std::string line; std::getline(in, line);) {
    if (record.parse(line)) continue;
    stage.process(record, out);
    const std::string day = record["published_at"].text().substr(0, 10);
    if (!bursts.days.contains(day)) continue;
    Example example{{}, -1, kAmbient, day.substr(0, 7)};
    std::copy(stage.facts().features.begin(), stage.facts().features.end(), example.x.begin());
    example.x.back() = 1;
    const auto here = bursts.terms.find(record["platform"].text() + " " + day + " " + record["lang"].text());
    const std::vector<int> found = bursts_of(record, here == bursts.terms.end() ? none : here->second, words);
    if (found.empty() && ++chatter % kEveryChatter == 0) all.examples.push_back(example);
    Seen& seen = all.seen.emplace_back(Seen{stage.facts(), classify::hash_of(stage.story()), month_number(months, example.month), found});
    seen.facts.term = seen.facts.term.empty() ? "" : "term";
    seen.facts.turn = "";
    for (const int burst : found) {
      example.burst = burst;
      example.label = bursts.labels[static_cast<std::size_t>(burst)];
      all.examples.push_back(example);
    }
  }
  return all;
}

/// Of each burst evenly at most kMostOfBurst posts.
std::vector<Example> thinned(const std::vector<Example>& all, std::size_t bursts) {
  std::vector<std::size_t> posts(bursts), seen(bursts);
  for (const Example& e : all) {
    if (e.burst >= 0) ++posts[static_cast<std::size_t>(e.burst)];
  }
  std::vector<Example> kept;
  for (const Example& e : all) {
    if (e.burst >= 0) {
      const auto b = static_cast<std::size_t>(e.burst);
      const std::size_t step = posts[b] / kMostOfBurst + 1;
      if (seen[b]++ % step != 0) continue;
    }
    kept.push_back(e);
  }
  return kept;
}

/// A burst weighs the more, the fewer there are of its label; all chatter together as many bursts as set.
void weigh(std::vector<Example>& all, const Bursts& bursts, const Settings& settings) {
  std::map<int, double> posts;
  for (const Example& e : all) posts[e.burst] += 1;
  std::array<double, kLabels> of_label{};
  for (const std::size_t label : bursts.labels) of_label[label] += 1;
  const double usual = static_cast<double>(bursts.labels.size()) / kLabels;
  for (Example& e : all) e.weight = (e.burst < 0 ? settings.chatter : std::pow(usual / of_label[e.label], settings.balance)) / posts[e.burst];
}

Scores probabilities(const Weights& w, const Row& x) {
  Scores p{};
  for (std::size_t i = 0; i < kInputs; ++i) {
    for (std::size_t k = 0; k < kLabels; ++k) p[k] += w[i][k] * x[i];
  }
  const double highest = *std::max_element(p.begin(), p.end());
  double sum = 0;
  for (double& s : p) sum += s = std::exp(s - highest);
  for (double& s : p) s /= sum;
  return p;
}

/// Gradient descent by Adam (Kingma and Ba, ICLR 2015) on all examples that `held` does not hold out.
template <typename Held>
Weights train(const std::vector<Example>& all, const Settings& settings, Held held) {
  Weights w{}, mean{}, square{};
  double total = 0;
  for (const Example& e : all) total += held(e) ? 0 : e.weight;
  for (int step = 1; step <= kSteps; ++step) {
    Weights gradient{};
    for (const Example& e : all) {
      if (held(e)) continue;
      Scores p = probabilities(w, e.x);
      p[e.label] -= 1;
      for (std::size_t i = 0; i < kInputs; ++i) {
        for (std::size_t k = 0; k < kLabels; ++k) gradient[i][k] += e.weight * p[k] * e.x[i];
      }
    }
    for (std::size_t i = 0; i < kInputs; ++i) {
      for (std::size_t k = 0; k < kLabels; ++k) {
        const double ridge = i + 1 == kInputs ? 0 : settings.ridge * w[i][k] / 10;
        const double g = gradient[i][k] / total + ridge;
        mean[i][k] = 0.9 * mean[i][k] + 0.1 * g;
        square[i][k] = 0.999 * square[i][k] + 0.001 * g * g;
        w[i][k] -= kRate * (mean[i][k] / (1 - std::pow(0.9, step))) / (std::sqrt(square[i][k] / (1 - std::pow(0.999, step))) + 1e-8);
      }
    }
  }
  return w;
}

struct Figures {
  std::vector<std::array<std::size_t, kLabels>> votes, decided;  // by burst: of the model, of the whole decision
  std::size_t breaking_posts = 0, posts = 0;                      // of chatter, decided
  std::size_t chatter = 0;
  std::array<std::size_t, kLabels> claimed{};  // of chatter
  std::array<std::array<double, 2>, 10> reliability{}, breaking{};  // by tenth of p: weight, right
  std::array<std::array<double, 2>, 10> told{};                     // the same of p as rtm-classify tells it; each burst weighs one
};

std::size_t tenth_of(double p) { return std::min<std::size_t>(9, static_cast<std::size_t>(p * 10)); }

void judge(Figures& f, const Example& e, const Scores& p) {
  const auto best = static_cast<std::size_t>(std::max_element(p.begin(), p.end()) - p.begin());
  if (e.burst >= 0) {
    ++f.votes[static_cast<std::size_t>(e.burst)][best];
  } else {
    ++f.chatter;
    ++f.claimed[best];
  }
  const std::size_t tenth = tenth_of(p[best]);
  const auto add = [&](auto& table) {
    table[tenth][0] += e.weight;
    table[tenth][1] += best == e.label ? e.weight : 0;
  };
  add(f.reliability);
  if (Model::kLabels[best] == classify::Label::breaking) add(f.breaking);
}

/// The decision on every post, gates, turns and hysteresis included, by the model of the fold that its month was held out from.
void decide_all(const std::vector<Seen>& seen, const std::vector<Model>& models, const Bursts& bursts, Figures& f) {
  std::vector<double> posts(bursts.labels.size());
  for (const Seen& post : seen) {
    for (const int burst : post.bursts) posts[static_cast<std::size_t>(burst)] += 1;
  }
  std::unordered_map<std::uint64_t, classify::Tally> tallies;
  for (const Seen& post : seen) {
    classify::Tally& tally = tallies[post.story];
    classify::MomentFacts facts = post.facts;
    facts.held = tally.held.label;
    classify::Moment m = classify::decide(facts, models[post.month % models.size()]);
    classify::settle(m, tally, std::nullopt);
    for (const int burst : post.bursts) {
      const auto b = static_cast<std::size_t>(burst);
      auto& told = f.told[tenth_of(m.p)];
      told[0] += 1 / posts[b];
      told[1] += Model::kLabels[bursts.labels[b]] == m.label ? 1 / posts[b] : 0;
    }
    const auto label = std::find(Model::kLabels.begin(), Model::kLabels.end(), m.label);
    f.breaking_posts += m.label == classify::Label::breaking && post.bursts.empty();
    f.posts += post.bursts.empty();
    if (label == Model::kLabels.end()) continue;
    for (const int burst : post.bursts) {
      auto& vote = f.decided[static_cast<std::size_t>(burst)];
      ++vote[static_cast<std::size_t>(label - Model::kLabels.begin())];
    }
  }
}

/// Ten times a tenth of the months is held out.
Figures cross_validate(const std::vector<Example>& all, const std::vector<Seen>& seen, const Bursts& bursts, const Settings& settings) {
  const std::vector<std::string> months = months_of(bursts);
  const auto fold_of = [&](const Example& e) { return month_number(months, e.month) % kFolds; };
  Figures f;
  f.votes.resize(bursts.labels.size());
  f.decided.resize(bursts.labels.size());
  std::vector<Model> models;
  for (std::size_t fold = 0; fold < kFolds; ++fold) {
    const Weights w = train(all, settings, [&](const Example& e) { return fold_of(e) == fold; });
    for (const Example& e : all) {
      if (fold_of(e) == fold) judge(f, e, probabilities(w, e.x));
    }
    models.emplace_back(w);
  }
  decide_all(seen, models, bursts, f);
  return f;
}

using Votes = std::vector<std::array<std::size_t, kLabels>>;

classify::Predictability predictability(std::size_t label) {
  using classify::Label, classify::Predictability;
  switch (Model::kLabels[label]) {
    case Label::ambient: return Predictability::none;
    case Label::planned: return Predictability::planned;
    case Label::anticipated: return Predictability::anticipated;
    default: return Predictability::unplanned;
  }
}

/// The bursts by what most of their posts are called; macro-F1 and the accuracy of predictability.
void report(const char* what, const Votes& votes, const Figures& f, const Bursts& bursts) {
  std::array<std::array<std::size_t, kLabels>, kLabels> confusion{};
  for (std::size_t b = 0; b < votes.size(); ++b) {
    const auto best = static_cast<std::size_t>(std::max_element(votes[b].begin(), votes[b].end()) - votes[b].begin());
    if (votes[b][best] > 0) ++confusion[bursts.labels[b]][best];
  }
  double macro = 0;
  std::size_t right = 0, dated = 0;
  for (std::size_t k = 0; k < kLabels; ++k) {
    std::size_t truth = 0, said = 0;
    for (std::size_t j = 0; j < kLabels; ++j) {
      truth += confusion[k][j];
      said += confusion[j][k];
      if (k != kAmbient) {
        dated += confusion[k][j];
        right += predictability(k) == predictability(j) ? confusion[k][j] : 0;
      }
    }
    const double f1 = 2.0 * static_cast<double>(confusion[k][k]) / static_cast<double>(std::max<std::size_t>(truth + said, 1));
    macro += f1 / kLabels;
    std::fprintf(stderr, "%-12s n=%3zu F1 %.3f |", std::string(classify::name(Model::kLabels[k])).c_str(), truth, f1);
    for (std::size_t j = 0; j < kLabels; ++j) std::fprintf(stderr, " %3zu", confusion[k][j]);
    std::fprintf(stderr, " | chatter called so %.4f\n", static_cast<double>(f.claimed[k]) / static_cast<double>(std::max<std::size_t>(f.chatter, 1)));
  }
  std::fprintf(stderr, "%s: macro-F1 %.4f, predictability %.4f\n", what, macro, static_cast<double>(right) / static_cast<double>(std::max<std::size_t>(dated, 1)));
}

void report(const Figures& f, const Bursts& bursts) {
  report("model alone", f.votes, f, bursts);
  report("decision", f.decided, f, bursts);
  std::fprintf(stderr, "of %zu posts of chatter %.4f are called breaking\n", f.posts, static_cast<double>(f.breaking_posts) / static_cast<double>(std::max<std::size_t>(f.posts, 1)));
  for (std::size_t t = 0; t < 10; ++t) {
    const auto right = [t](const auto& table) { return table[t][0] > 0 ? table[t][1] / table[t][0] : 0.0; };
    std::fprintf(stderr, "p %.1f-%.1f: %.2f right of weight %5.1f; breaking %.2f of %5.1f; told %.2f of %5.1f\n", static_cast<double>(t) / 10, static_cast<double>(t + 1) / 10,
                 right(f.reliability), f.reliability[t][0], right(f.breaking), f.breaking[t][0], right(f.told), f.told[t][0]);
  }
}

/// The new table: the old one's comments and names of rows.
void print(const Weights& w, const char* table) {
  std::ifstream in(table);
  std::size_t i = 0;
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with('#')) {
      std::cout << line << '\n';
      continue;
    }
    std::cout << line.substr(0, line.find('\t'));
    double mean = 0;
    for (const double x : w[i]) mean += x / kLabels;
    for (const double x : w[i]) {
      char cell[32];
      std::snprintf(cell, sizeof cell, "\t%.2f", x - mean + 0.0);
      std::cout << (std::string_view(cell) == "\t-0.00" ? "\t0.00" : cell);
    }
    std::cout << '\n';
    if (++i == kInputs) break;
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4 && argc != 7) {
    std::fputs("usage: train-moments POSTS LABELS TABLE [CHATTER RIDGE BALANCE] > moment_weights.tsv\n", stderr);
    return 2;
  }
  Settings settings;
  if (argc == 7) settings = {std::strtod(argv[4], nullptr), std::strtod(argv[5], nullptr), std::strtod(argv[6], nullptr)};
  const Bursts bursts = read_bursts(argv[2]);
  const Posts posts = read_posts(argv[1], bursts);
  std::vector<Example> all = thinned(posts.examples, bursts.labels.size());
  weigh(all, bursts, settings);
  std::fprintf(stderr, "%zu bursts, %zu posts; chatter weighs %.0f bursts, ridge %.3f\n", bursts.labels.size(), all.size(), settings.chatter, settings.ridge);
  report(cross_validate(all, posts.seen, bursts, settings), bursts);
  print(train(all, settings, [](const Example&) { return false; }), argv[3]);
}
