/// Every source format of the table, present and to come: each input is read as what it looks like, and as one more format
/// (its size says which; or as the one that RTM_FUZZ_FROM names, and as no other). What comes out is records of the pipe. The seeds are the fixtures of tests/golden/rtm-ingest.
#include <cstdlib>

#include "base/error.hpp"
#include "fuzz.hpp"
#include "ingest/ingest.hpp"

namespace {

using namespace rtm;

std::string read(const std::string& from, std::string_view content) {
  const fuzz::MemoryFile file(content);
  ingest::Options options;
  options.from = from;
  options.desk.lang = "it";
  if (from == "jsonl") options.map = {{"text", "text"}, {"author.handle", "who"}, {"metrics.likes", "n.up"}};
  io::Writer writer;
  stage::Refusals refusals([](std::string_view) {}, "", stage::Strictness::skip);
  try {
    ingest::run({file.path()}, options, writer, refusals);
  } catch (const Error&) {
  }
  return std::string(writer.waiting());
}

void check_post(const record::Record& post) {
  fuzz::require(!post["id"].text().empty(), "a post has an id");
  fuzz::require(!post["text"].exists() || post["text"].is_string(), "its text is a string");
}

void check(std::string_view out) {
  record::Record record;
  while (!out.empty()) {
    const std::size_t end = out.find('\n');
    fuzz::require(end != std::string_view::npos, "a line ends");
    fuzz::require(!record.parse(out.substr(0, end)), "a record comes out");
    fuzz::require(record.kind() != record::Kind::unknown, "of a known kind");
    if (record.is_post()) check_post(record);
    out.remove_prefix(end + 1);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const char* const only = std::getenv("RTM_FUZZ_FROM");
  if (only != nullptr) {
    check(read(only, fuzz::text(data, size)));
    return 0;
  }
  const auto formats = ingest::formats();
  for (const std::string_view from : {std::string_view("auto"), formats[size % formats.size()].name}) {
    check(read(std::string(from), fuzz::text(data, size)));
  }
  return 0;
}
