#include "io/input.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "base/error.hpp"
#include "io/decoder.hpp"

namespace rtm::io {

namespace {

constexpr std::string_view kGzip = "\x1f\x8b";
constexpr std::string_view kZstd = "\x28\xb5\x2f\xfd";

bool starts_some(std::string_view head, std::string_view magic) {
  return magic.substr(0, head.size()) == head.substr(0, magic.size());
}

[[noreturn]] void fail(const std::string& name) { throw Error(fmt::format("{}: {}", name, std::strerror(errno))); }

int open_or_throw(const std::string& path) {
  if (path == "-") return STDIN_FILENO;
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  struct stat status {};
  if (fd < 0 || ::fstat(fd, &status) != 0) fail(path);
  if (S_ISDIR(status.st_mode)) {
    ::close(fd);
    errno = EISDIR;
    fail(path);
  }
  return fd;
}

}  // namespace

Input::Input(const std::string& path) : name_(path), fd_(open_or_throw(path)) {}

Input::~Input() {
  if (fd_ != STDIN_FILENO) ::close(fd_);
}

std::size_t Input::read_plain(char* to, std::size_t size) {
  if (!head_.empty()) {
    const std::size_t n = std::min(size, head_.size());
    std::memcpy(to, head_.data(), n);
    head_.erase(0, n);
    return n;
  }
  for (;;) {
    const ssize_t n = ::read(fd_, to, size);
    if (n >= 0) return static_cast<std::size_t>(n);
    if (errno == EAGAIN || errno == EWOULDBLOCK) {
      pollfd waiting{fd_, POLLIN, 0};
      ::poll(&waiting, 1, -1);
    } else if (errno != EINTR) {
      fail(name_);
    }
  }
}

/// Looks at as few bytes as tell plain from compressed: one, unless it is the first of a magic number.
void Input::detect() {
  detected_ = true;
  std::string head;
  char c = 0;
  while (head.size() < kZstd.size() && read_plain(&c, 1) == 1) {
    head += c;
    if (head.starts_with(kGzip) || (!starts_some(head, kGzip) && !starts_some(head, kZstd))) break;
  }
  head_ = head;
  auto refill = [this](char* to, std::size_t size) { return read_plain(to, size); };
  if (head.starts_with(kGzip)) decoder_ = gzip_decoder(refill, name_);
  if (head.starts_with(kZstd)) decoder_ = zstd_decoder(refill, name_);
}

std::size_t Input::read(char* to, std::size_t size) {
  if (!detected_) detect();
  return decoder_ ? decoder_->read(to, size) : read_plain(to, size);
}

bool Input::would_wait() const {
  if (!head_.empty() || (decoder_ && decoder_->buffered())) return false;
  pollfd waiting{fd_, POLLIN, 0};
  return ::poll(&waiting, 1, 0) == 0;
}

}  // namespace rtm::io
