#pragma once
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>

namespace rtm::io {

/// Where the raw bytes of an Input come from.
class Bytes {
 public:
  virtual ~Bytes() = default;
  /// Reads at least one byte and at most `size`, 0 at the end. Throws Error.
  virtual std::size_t read(char* to, std::size_t size) = 0;
  /// True when read() need not wait for the other side, at once or after `within`.
  virtual bool ready(std::chrono::milliseconds within) const = 0;
  /// Goes to a byte, as lseek(2) does; nullopt where that cannot be done.
  virtual std::optional<std::uint64_t> seek(std::int64_t /*offset*/, int /*whence*/) { return std::nullopt; }
};

}  // namespace rtm::io
