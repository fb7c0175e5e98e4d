#include "stage/refusals.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "base/error.hpp"

namespace rtm::stage {

Refusals::Refusals(Tell tell, const std::string& keep, Strictness strictness)
    : tell_(std::move(tell)), strictness_(strictness) {
  if (keep.empty()) return;
  fd_ = ::open(keep.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (fd_ < 0) throw Error(fmt::format("{}: {}", keep, std::strerror(errno)));
  kept_.emplace(fd_, keep);
}

Refusals::~Refusals() {
  try {
    close();
  } catch (...) {  // a run that ends with an error has said so already
  }
  if (fd_ >= 0) ::close(fd_);
}

void Refusals::begin(const record::Place& place, std::size_t column, std::string_view why) {
  const bool shown = ++count_ <= kShown;
  if (!shown && !kept_) return;
  std::string where = place.line == 0 ? std::string(place.file) : fmt::format("{}:{}", place.file, place.line);
  if (column > 0) where += fmt::format(":{}", column);
  const std::string message = fmt::format("{}: {}", where, why);
  if (shown) tell_(message);
  if (kept_) kept_->write(fmt::format("# {}\n", message));
}

void Refusals::keep(std::string_view piece) {
  if (kept_) kept_->write(piece);
}

void Refusals::end() {
  keep("\n");
  if (kept_) kept_->flush();
  if (strictness_ == Strictness::stop) throw Stopped{};
}

void Refusals::refuse(const record::Place& place, std::size_t column, std::string_view why, std::string_view raw) {
  begin(place, column, why);
  keep(raw);
  end();
}

void Refusals::close() {
  if (std::exchange(closed_, true)) return;
  if (count_ > kShown) tell_(fmt::format("{} more refused, {} in all", count_ - kShown, count_));
  if (kept_) kept_->close();
}

}  // namespace rtm::stage
