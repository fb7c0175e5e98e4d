#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "io/charset.hpp"
#include "io/input.hpp"

namespace rtm::ingest {

/// The bytes of an Input from the place reached so far, with its line and column. Memory is bounded by most().
class Buffer {
 public:
  /// A document, or one value of a stream, may have this many bytes.
  static constexpr std::size_t kMax = std::size_t{32} << 20;

  /// `before_wait` is called before a read that would wait. `input` must outlive this. Fewer bytes than kMax are for tests.
  Buffer(io::Input& input, std::function<void()> before_wait, std::size_t most = kMax);

  /// What is there; valid until the next more().
  std::string_view view() const { return {bytes_.get() + begin_, end_ - begin_}; }
  /// Reads more behind it; false at the end of the input, and when most() bytes are waiting.
  bool more();
  /// True when view() has most() bytes: nothing more can come before some are consumed.
  bool full() const { return end_ - begin_ >= most_; }
  std::size_t most() const { return most_; }
  void consume(std::size_t bytes);
  /// From here on (what waits included) the bytes are of this encoding and seen as UTF-8. Throws for an unknown one.
  void decode(const std::string& encoding);

  /// The place of view()'s first byte, both 1-based.
  std::uint64_t line() const { return line_; }
  std::uint64_t column() const { return column_; }

 private:
  void read_decoded();
  void grow();

  io::Input& input_;
  std::unique_ptr<io::Charset> charset_;
  std::string decoded_;  // not yet in bytes_
  bool ended_ = false;   // of the input that is decoded
  std::function<void()> before_wait_;
  std::size_t most_;
  std::unique_ptr<char[]> bytes_;  // not zeroed: feeds are small, and many
  std::size_t size_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::uint64_t line_ = 1;
  std::uint64_t column_ = 1;
};

}  // namespace rtm::ingest
