#pragma once
#include <chrono>
#include <cstdint>
#include <string>

namespace rtm::cli {

/// A line on the standard error that says how far long work has come, and is gone when the work is done.
class Progress {
 public:
  /// True when somebody sees the standard error and the output goes elsewhere, but not into a pipe: there the tools
  /// would write over each other's lines.
  static bool wanted();

  /// `name` stands before it. The work begins now.
  explicit Progress(std::string name);
  ~Progress() { erase(); }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  /// Shows `records`, unless it is too early or too soon after the last time.
  void show(std::uint64_t records);
  /// Makes room for a message.
  void erase();

 private:
  using Clock = std::chrono::steady_clock;

  std::string name_;
  Clock::time_point begun_, next_;
  std::size_t width_ = 0;  // of what is shown
};

}  // namespace rtm::cli
