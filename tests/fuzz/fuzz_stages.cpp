/// The stages, one behind the other, on lines of any kind: what goes in as a record comes out as records.
#include <array>

#include "base/error.hpp"
#include "brief/brief_sink.hpp"
#include "classify/classify_stage.hpp"
#include "fuzz.hpp"
#include "risk/risk_stage.hpp"
#include "score/score_stage.hpp"
#include "stage/run.hpp"

namespace {

using namespace rtm;

std::string through(stage::Stage& stage, std::string_view content) {
  const fuzz::MemoryFile file(content);
  io::Writer writer;
  stage::Refusals refusals([](std::string_view) {}, "", stage::Strictness::skip);
  try {
    stage::run({file.path()}, stage, writer, refusals);
  } catch (const Error&) {
  }
  return std::string(writer.waiting());
}

void check(std::string_view out) {
  record::Record record;
  while (!out.empty()) {
    const std::size_t end = out.find('\n');
    fuzz::require(end != std::string_view::npos && !record.parse(out.substr(0, end)), "a record comes out");
    out.remove_prefix(end + 1);
  }
}

/// Building it reads all tables, so one serves all inputs; each line is its own post.
stage::Stage& classifier() {
  static classify::ClassifyStage stage;
  return stage;
}

/// Nor does this one remember anything.
stage::Stage& judge() {
  static risk::RiskStage stage({});
  return stage;
}

score::ScoreStage::Options every_story() {
  score::ScoreStage::Options options;
  options.min_posts = 1;
  return options;
}

}  // namespace

/// Each input goes one of six ways through the pipe, by its length: all of them would make a run six times as long, and
/// whoever changes an input changes its length sooner or later.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view lines = fuzz::text(data, size);
  const std::string classified = through(classifier(), lines);
  check(classified);
  const std::string_view posts = size % 2 == 0 ? std::string_view(classified) : lines;
  score::ScoreStage score(every_story());
  const std::string scored = through(score, posts);
  check(scored);
  for (const std::string_view judged : {std::string_view(scored), posts}) {
    const std::string out = through(judge(), judged);
    check(out);
    brief::BriefSink::Options options;
    options.page.format = std::array{brief::Format::text, brief::Format::markdown, brief::Format::csv}[size / 2 % 3];
    options.page.width = 60;
    brief::BriefSink sink(std::move(options));
    through(sink, out);
  }
  return 0;
}
