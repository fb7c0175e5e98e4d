#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "stage/stage.hpp"

namespace rtm::stage {

/// What went through a filter.
struct Totals {
  std::uint64_t lines = 0;    // lines read, blank ones left out
  std::uint64_t known = 0;    // records of a known kind
  std::uint64_t refused = 0;
  std::uint64_t written = 0;  // records
  bool stopped = false;       // by Strictness::stop

  /// True when more than `percent` of the input was refused.
  bool beyond(double percent) const;
  /// True when there was input, but no record of a known kind in it.
  bool nothing_known() const { return lines > refused && known == 0; }
};

/// Sends the lines of `files` (in order; none means the standard input) through `stage`. Flushes `writer` before every
/// read that may wait, and at the end; does not close it.
/// Throws what reading and writing throw; what was processed before has then been written.
Totals run(const std::vector<std::string>& files, Stage& stage, io::Writer& writer, Refusals& refusals);

}  // namespace rtm::stage
