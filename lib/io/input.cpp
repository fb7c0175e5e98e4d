#include "io/input.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include "base/error.hpp"
#include "io/decoder.hpp"

namespace rtm::io {

namespace {

constexpr std::string_view kGzip = "\x1f\x8b";
constexpr std::string_view kZstd = "\x28\xb5\x2f\xfd";
constexpr std::string_view kZip = "PK\3\4";
constexpr std::string_view kEmptyZip = "PK\5\6";
constexpr std::array kMagics{kGzip, kZstd, kZip, kEmptyZip};

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

/// What a file descriptor gives.
class Descriptor final : public Bytes {
 public:
  explicit Descriptor(const std::string& path) : name_(path), fd_(open_or_throw(path)), from_beginning_(::lseek(fd_, 0, SEEK_CUR) == 0) {}
  ~Descriptor() override {
    if (fd_ != STDIN_FILENO) ::close(fd_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  std::size_t read(char* to, std::size_t size) override {
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

  /// A signal that interrupts it counts as ready: the read will tell.
  bool ready(std::chrono::milliseconds within) const override {
    pollfd waiting{fd_, POLLIN, 0};
    return ::poll(&waiting, 1, static_cast<int>(std::min<std::int64_t>(within.count(), 1'000'000))) != 0;
  }

  std::optional<std::uint64_t> seek(std::int64_t offset, int whence) override {
    const off_t at = from_beginning_ ? ::lseek(fd_, offset, whence) : -1;
    return at < 0 ? std::nullopt : std::optional(static_cast<std::uint64_t>(at));
  }

 private:
  std::string name_;
  int fd_;
  bool from_beginning_;
};

}  // namespace

Input::Input(const std::string& path) : Input(path, std::make_unique<Descriptor>(path)) {}

Input::Input(std::string name, std::unique_ptr<Bytes> bytes) : name_(std::move(name)), bytes_(std::move(bytes)) {}

Input::~Input() = default;

std::size_t Input::read_plain(char* to, std::size_t size) {
  if (head_.empty()) return bytes_->read(to, size);
  const std::size_t n = std::min(size, head_.size());
  std::memcpy(to, head_.data(), n);
  head_.erase(0, n);
  return n;
}

/// Looks at as few bytes as tell plain from compressed: one, unless it is the first of a magic number.
void Input::detect() {
  detected_ = true;
  std::string head;
  char c = 0;
  const auto begins_one = [&head](std::string_view magic) { return starts_some(head, magic); };
  while (head.size() < kZstd.size() && read_plain(&c, 1) == 1) {
    head += c;
    if (head.starts_with(kGzip) || std::none_of(kMagics.begin(), kMagics.end(), begins_one)) break;
  }
  head_ = head;
  auto refill = [this](char* to, std::size_t size) { return read_plain(to, size); };
  if (head.starts_with(kGzip)) decoder_ = gzip_decoder(refill, name_);
  if (head.starts_with(kZstd)) decoder_ = zstd_decoder(refill, name_);
  archive_ = head == kZip || head == kEmptyZip || begins_tar();
}

/// A tar file begins with a header of 512 bytes: a name of 100, filled up with zeros, its mode in octal figures, "ustar" further on.
/// Looks at as few bytes as tell it from text.
bool Input::begins_tar() {
  constexpr std::size_t kName = 100, kMode = 108, kHeader = 512, kMagic = 257;
  constexpr std::string_view kNoName = "{[<\"#";
  char c = 0;
  while (ahead_.size() < kHeader && read_unpacked(&c, 1) == 1) {
    const std::size_t at = ahead_.size();
    ahead_ += c;
    const bool zero = c == '\0', padding = at > 0 && at < kName && ahead_[at - 1] == '\0';
    const bool name = padding ? zero : at == 0 ? c > ' ' && kNoName.find(c) == std::string_view::npos : zero || static_cast<unsigned char>(c) >= ' ';
    if (at < kName ? !name : at < kMode && !zero && c != ' ' && (c < '0' || c > '7')) return false;
  }
  return ahead_.size() == kHeader && std::string_view(ahead_).substr(kMagic).starts_with("ustar");
}

/// The bytes without gzip or zstd around them.
std::size_t Input::read_unpacked(char* to, std::size_t size) { return decoder_ ? decoder_->read(to, size) : read_plain(to, size); }

std::size_t Input::read(char* to, std::size_t size) {
  if (!detected_) detect();
  if (ahead_.empty()) return read_unpacked(to, size);
  const std::size_t n = std::min(size, ahead_.size());
  std::memcpy(to, ahead_.data(), n);
  ahead_.erase(0, n);
  return n;
}

bool Input::ready(std::chrono::milliseconds within) const {
  return !ahead_.empty() || !head_.empty() || (decoder_ && decoder_->buffered()) || bytes_->ready(within);
}

bool Input::is_archive() {
  if (!detected_) detect();
  return archive_;
}

std::optional<std::uint64_t> Input::seek(std::int64_t offset, int whence) {
  const auto at = decoder_ ? std::nullopt : bytes_->seek(offset, whence);
  if (at) {
    head_.clear();
    ahead_.clear();
  }
  return at;
}

}  // namespace rtm::io
