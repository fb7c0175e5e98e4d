/// What one record costs inside the process: rtm-micro-bench [--benchmark_filter=...].
#include <benchmark/benchmark.h>

#include <fstream>
#include <string>
#include <vector>

#include "calendar/occasions.hpp"
#include "classify/classify_stage.hpp"
#include "record/record.hpp"
#include "record/writer.hpp"
#include "text/hybrid_tone.hpp"
#include "text/sensitive.hpp"
#include "text/topics.hpp"
#include "text/words.hpp"

namespace {

using namespace rtm;

/// The posts of the example stream.
const std::vector<std::string>& lines() {
  static const std::vector<std::string> all = [] {
    std::vector<std::string> read;
    std::ifstream file(RTM_SOURCE_DIR "/examples/stream.jsonl");
    for (std::string line; std::getline(file, line);) read.push_back(line);
    return read;
  }();
  return all;
}

const std::vector<std::string>& texts() {
  static const std::vector<std::string> all = [] {
    std::vector<std::string> read;
    record::Record record;
    for (const std::string& line : lines()) {
      if (!record.parse(line)) read.push_back(record["text"].text());
    }
    return read;
  }();
  return all;
}

void count(benchmark::State& state, std::size_t n) { state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(n)); }

void parse(benchmark::State& state) {
  record::Record record;
  for (auto _ : state) {
    for (const std::string& line : lines()) benchmark::DoNotOptimize(record.parse(line));
  }
  count(state, lines().size());
}
BENCHMARK(parse);

void parse_and_splice(benchmark::State& state) {
  record::Record record;
  std::string out;
  for (auto _ : state) {
    for (const std::string& line : lines()) {
      if (record.parse(line)) continue;
      out.clear();
      record::splice(record, "classify", R"({"story":"s:1"})", out);
      benchmark::DoNotOptimize(out.data());
    }
  }
  count(state, lines().size());
}
BENCHMARK(parse_and_splice);

void quote(benchmark::State& state) {
  std::string out;
  for (auto _ : state) {
    for (const std::string& text : texts()) {
      out.clear();
      record::quote(text, out);
      benchmark::DoNotOptimize(out.data());
    }
  }
  count(state, texts().size());
}
BENCHMARK(quote);

void words(benchmark::State& state) {
  text::Words analysis;
  for (auto _ : state) {
    for (const std::string& text : texts()) {
      analysis.analyse(text);
      benchmark::DoNotOptimize(analysis.all().data());
    }
  }
  count(state, texts().size());
}
BENCHMARK(words);

/// All of the tone together, as rtm-classify rates it.
void tone(benchmark::State& state) {
  const text::HybridTone model;
  text::Words analysis;
  for (auto _ : state) {
    for (const std::string& text : texts()) {
      analysis.analyse(text);
      benchmark::DoNotOptimize(model.rate(text, analysis, "it"));
    }
  }
  count(state, texts().size());
}
BENCHMARK(tone);

void respelling(benchmark::State& state) {
  const text::Respelling respelling;
  std::vector<text::Words> analyses(texts().size());
  for (std::size_t i = 0; i < texts().size(); ++i) analyses[i].analyse(texts()[i]);
  for (auto _ : state) {
    for (std::size_t i = 0; i < texts().size(); ++i) benchmark::DoNotOptimize(respelling.undo(texts()[i], analyses[i].all(), "it"));
  }
  count(state, texts().size());
}
BENCHMARK(respelling);

void sensitive(benchmark::State& state) {
  const text::SensitiveTagger tagger;
  text::Words analysis;
  std::vector<text::SensitiveTag> tags;
  for (auto _ : state) {
    for (const std::string& text : texts()) {
      analysis.analyse(text);
      tagger.read(text, analysis, "it", {});
      tagger.tag({}, tags);
      benchmark::DoNotOptimize(tags.data());
    }
  }
  count(state, texts().size());
}
BENCHMARK(sensitive);

/// Less `words`: what the general topic costs.
void topics(benchmark::State& state) {
  text::TopicModel model;
  text::Words analysis;
  for (auto _ : state) {
    for (const std::string& text : texts()) {
      analysis.analyse(text);
      benchmark::DoNotOptimize(model.of(analysis.all(), "it").p);
    }
  }
  count(state, texts().size());
}
BENCHMARK(topics);

/// A post through the whole of rtm-classify without a profile, grouping and moments included.
void classify(benchmark::State& state) {
  classify::ClassifyStage stage;
  io::Writer writer;
  stage::Refusals refusals([](std::string_view) {}, "", stage::Strictness::skip);
  stage::Output output(writer, refusals);
  record::Record record;
  for (auto _ : state) {
    for (const std::string& line : lines()) {
      if (!record.parse(line)) stage.process(record, output);
    }
  }
  count(state, lines().size());
}
BENCHMARK(classify);

void calendar(benchmark::State& state) {
  using namespace std::chrono;
  const calendar::Occasions occasions = calendar::Occasions::shipped();
  for (auto _ : state) benchmark::DoNotOptimize(occasions.between(sys_days{year{2026} / 1 / 1}, sys_days{year{2027} / 1 / 1}, {"it"}));
}
BENCHMARK(calendar);

}  // namespace

BENCHMARK_MAIN();
