#pragma once
#include <functional>
#include <string>
#include <string_view>

namespace rtm::io {

/// The reader of our output has gone: the run ends quietly.
class ClosedPipe {};

/// Buffered bytes to a file descriptor. What is left at destruction is NOT written: call close(), so that a full disk
/// cannot look like success.
class Writer {
 public:
  /// `name` stands in messages. The descriptor stays open.
  Writer(int fd, std::string name);
  /// Keeps everything in memory, for tests and small documents.
  Writer() : Writer(-1, {}) {}

  void write(std::string_view bytes) {
    buffer_ += bytes;
    if (buffer_.size() >= kFlushAt) flush();
  }

  /// Throws ClosedPipe when nobody reads any more, Error when the bytes cannot be written.
  void flush();

  /// Flushes, and makes sure that the system took the bytes.
  void close();

  /// The bytes not yet flushed; without a descriptor, all that were written.
  std::string_view waiting() const { return buffer_; }

 private:
  static constexpr std::size_t kFlushAt = std::size_t{1} << 16;

  int fd_;
  std::string name_;
  std::string buffer_;
};

}  // namespace rtm::io
