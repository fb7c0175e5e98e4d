#pragma once
#include <string>
#include <utility>
#include <vector>

#include "ingest/desk.hpp"
#include "ingest/format.hpp"
#include "io/writer.hpp"
#include "stage/run.hpp"

namespace rtm::ingest {

/// What rtm-ingest was asked to do.
struct Options {
  std::string from = "auto";
  std::vector<MapRule> map;  // --map, then --map-file
  CellStyle style;
  std::string encoding = "auto";  // "auto": UTF-8, or what a byte order mark says
  DeskOptions desk;
  std::optional<Seconds> heartbeat;
};

/// What was done.
struct Report {
  stage::Totals totals;
  Counts counts;
  /// One for each file that was read: the first hundred.
  struct Input {
    std::string file, format;  // "" where nothing was recognised
    std::uint64_t refused = 0;
  };
  std::vector<Input> inputs;
  std::vector<SourceCount> sources;  // with DeskOptions::per_source
  std::uint64_t left_out = 0;  // files in archives that are none of posts
};

/// Reads `files` in order (none means the standard input) and writes canonical posts. Flushes `writer` before every read
/// that may wait, and at the end; does not close it.
/// Throws Error for an unknown format and for what reading and writing throw; what was read before has then been written.
Report run(const std::vector<std::string>& files, const Options& options, io::Writer& writer,
           stage::Refusals& refusals, const stage::Watch& watch = {});

}  // namespace rtm::ingest
