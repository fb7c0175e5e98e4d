#pragma once
#include <stdexcept>
#include <string>

namespace rtm {

/// What stops a run: usage, profile, I/O, state. what() is one line, "where: what is wrong; the cure", without the
/// tool's name (the main adds it). Faults of single records are not errors: they are return values.
class Error : public std::runtime_error {
 public:
  explicit Error(const std::string& what) : std::runtime_error(what) {}
};

}  // namespace rtm
