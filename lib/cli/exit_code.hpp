#pragma once

namespace rtm::cli {

/// What every tool of rtm says when it ends.
enum class ExitCode : int {
  done = 0,
  nothing = 1,  // only under -e: nothing passed
  failed = 2,   // could not run: usage, profile, I/O, state
  refused = 3,  // done, but more input was refused than --tolerate allows
};

}  // namespace rtm::cli
