#include "cli/progress.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

namespace rtm::cli {

namespace {

constexpr std::chrono::seconds kFirst{1};
constexpr std::chrono::milliseconds kBetween{250};

}  // namespace

bool Progress::wanted() {
  struct stat out {};
  if (::isatty(STDERR_FILENO) == 0 || ::isatty(STDOUT_FILENO) != 0 || ::fstat(STDOUT_FILENO, &out) != 0) return false;
  return !S_ISFIFO(out.st_mode) && !S_ISSOCK(out.st_mode);
}

Progress::Progress(std::string name) : name_(std::move(name)), begun_(Clock::now()), next_(begun_ + kFirst) {}

void Progress::show(std::uint64_t records) {
  const auto now = Clock::now();
  if (now < next_) return;
  next_ = now + kBetween;
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(now - begun_).count();
  const std::string text = fmt::format("{}: {} records in {} s", name_, records, seconds);
  width_ = text.size();
  fmt::print(stderr, "\r{}", text);
}

void Progress::erase() {
  if (width_ > 0) fmt::print(stderr, "\r{:{}}\r", "", width_);
  width_ = 0;
}

}  // namespace rtm::cli
