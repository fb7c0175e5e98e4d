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
};

/// What was done.
struct Report {
  stage::Totals totals;
  Counts counts;
  /// File and format, one for each file that was read; "" where nothing was recognised. The first hundred.
  std::vector<std::pair<std::string, std::string>> formats;
  std::uint64_t left_out = 0;  // files in zip files that are none of posts
};

/// Reads `files` in order (none means the standard input) and writes canonical posts. Flushes `writer` before every read
/// that may wait, and at the end; does not close it.
/// Throws Error for an unknown format and for what reading and writing throw; what was read before has then been written.
Report run(const std::vector<std::string>& files, const Options& options, io::Writer& writer,
           stage::Refusals& refusals, const stage::Watch& watch = {});

}  // namespace rtm::ingest
