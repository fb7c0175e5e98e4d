#pragma once
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "io/input.hpp"

namespace rtm::io {

/// Unpacks a stream of compressed bytes, fed by `refill`.
class Input::Decoder {
 public:
  /// Reads raw bytes, 0 at the end.
  using Refill = std::function<std::size_t(char*, std::size_t)>;

  explicit Decoder(Refill refill) : refill_(std::move(refill)), packed_(std::size_t{1} << 16) {}
  virtual ~Decoder() = default;
  virtual std::size_t read(char* to, std::size_t size) = 0;
  /// True when raw bytes are waiting that were read but not yet unpacked.
  bool buffered() const { return begin_ != end_; }

 protected:
  /// Makes packed bytes available; false at the end of the raw stream.
  bool fill() {
    if (begin_ != end_) return true;
    begin_ = 0;
    end_ = refill_(packed_.data(), packed_.size());
    return end_ != 0;
  }

  Refill refill_;
  std::vector<char> packed_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
};

/// `name` stands in messages.
std::unique_ptr<Input::Decoder> gzip_decoder(Input::Decoder::Refill refill, const std::string& name);
/// Windows of up to 2 GiB (zstd --long=31) would break the memory bound: up to 128 MiB (--long=27) is accepted.
std::unique_ptr<Input::Decoder> zstd_decoder(Input::Decoder::Refill refill, const std::string& name);

}  // namespace rtm::io
