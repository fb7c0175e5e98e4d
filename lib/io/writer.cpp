#include "io/writer.hpp"

#include <fmt/format.h>
#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "base/error.hpp"

namespace rtm::io {

Writer::Writer(int fd, std::string name) : fd_(fd), name_(std::move(name)) {}

void Writer::flush() {
  if (fd_ < 0) return;
  std::string_view left = buffer_;
  while (!left.empty()) {
    const ssize_t n = ::write(fd_, left.data(), left.size());
    if (n >= 0) {
      left.remove_prefix(static_cast<std::size_t>(n));
      continue;
    }
    const int why = errno;
    if (why == EINTR) continue;
    if (why == EAGAIN || why == EWOULDBLOCK) {
      pollfd waiting{fd_, POLLOUT, 0};
      ::poll(&waiting, 1, -1);
      continue;
    }
    buffer_.clear();
    if (why == EPIPE) throw ClosedPipe{};
    throw Error(fmt::format("{}: {}", name_, std::strerror(why)));
  }
  buffer_.clear();
}

void Writer::close() {
  flush();
  if (fd_ < 0) return;
  // A network file system may report a full disk only when a descriptor is closed.
  const int copy = ::dup(fd_);
  if (copy < 0 || ::close(copy) != 0) throw Error(fmt::format("{}: {}", name_, std::strerror(errno)));
}

}  // namespace rtm::io
