#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "stage/stage.hpp"

namespace rtm::stage {

/// What went through a filter.
struct Totals {
  std::uint64_t lines = 0;    // lines read, blank ones left out
  std::uint64_t known = 0;    // records of a known kind
  std::uint64_t refused = 0;
  std::uint64_t foreign = 0;  // of them, those that do not even begin like a record
  std::uint64_t written = 0;  // records
  bool stopped = false;       // by Strictness::stop

  /// True when more than `percent` of the input was refused.
  bool beyond(double percent) const;
  /// True when there was input, but no record of a known kind in it, nor the ruins of one.
  bool nothing_known() const { return known == 0 && (lines > refused || (lines > 0 && foreign == lines)); }
};

/// Told after each record how many there were.
using Watch = std::function<void(std::uint64_t records)>;

/// Sends the lines of `files` (in order; none means the standard input) through `stage`. Flushes `writer` before every
/// read that may wait, and at the end; does not close it. Input of which every line was refused is no input, and no
/// reason to say that there is nothing to say: stage.finish() is not called.
/// Throws what reading and writing throw; what was processed before has then been written.
Totals run(const std::vector<std::string>& files, Stage& stage, io::Writer& writer, Refusals& refusals, const Watch& watch = {});

}  // namespace rtm::stage
