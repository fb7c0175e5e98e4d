#pragma once
#include <string>
#include <string_view>

namespace rtm::ingest {

/// A JSON text as a line of the pipe: the very bytes, unless line ends stand between its tokens (all white space there goes)
/// or an escaped surrogate has no other half (it becomes \ufffd, for half the world's JSON readers stop at it).
/// `json` must be checked; `scratch` holds what was changed.
std::string_view one_line(std::string_view json, std::string& scratch);

}  // namespace rtm::ingest
