#pragma once
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "io/bytes.hpp"

namespace rtm::io {

/// Bytes from a file or the standard input, unpacked when they are gzip or zstd (told by their first bytes; several
/// members or frames in a row are one stream).
class Input {
 public:
  /// Opens `path`; "-" is the standard input. Throws Error when that fails.
  explicit Input(const std::string& path);
  /// Takes `bytes`, which messages call `name`.
  Input(std::string name, std::unique_ptr<Bytes> bytes);
  ~Input();
  Input(const Input&) = delete;
  Input& operator=(const Input&) = delete;

  /// Reads at least one byte and at most `size`, 0 at the end. Waits only while nothing has come.
  /// Throws Error on a read error and on damaged or truncated compressed data, after all bytes before it were given.
  std::size_t read(char* to, std::size_t size);

  /// True when read() would have to wait for the other side.
  bool would_wait() const { return !ready(std::chrono::milliseconds{0}); }
  /// True when it need not, at once or after `within`.
  bool ready(std::chrono::milliseconds within) const;

  /// True when this is a zip or tar file, the latter packed or not, whose bytes read() gives as they are: see Archive. Reads no more than it
  /// takes to tell: one byte of JSON or markup, a line of other text, the 512 bytes of a tar's first header.
  bool is_archive();
  /// Goes to a byte of the file, as lseek(2) does; nullopt for what is unpacked and for what is no file read from its beginning.
  std::optional<std::uint64_t> seek(std::int64_t offset, int whence);

  /// The path, as messages name it.
  const std::string& name() const { return name_; }

  /// One way of unpacking.
  class Decoder;

 private:
  std::size_t read_plain(char* to, std::size_t size);
  std::size_t read_unpacked(char* to, std::size_t size);
  void detect();
  bool begins_tar();

  std::string name_;
  std::unique_ptr<Bytes> bytes_;
  std::string head_;  // the bytes looked at to detect, not yet given
  std::string ahead_;  // the same of what is unpacked
  bool detected_ = false;
  bool archive_ = false;
  std::unique_ptr<Decoder> decoder_;
};

}  // namespace rtm::io
