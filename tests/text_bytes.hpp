#pragma once
#include <algorithm>
#include <limits>
#include <string_view>

#include "io/bytes.hpp"

namespace rtm::tests {

/// A text as an input's bytes, at most so many at a time; it must outlive this.
class TextBytes final : public io::Bytes {
 public:
  explicit TextBytes(std::string_view text, std::size_t most = std::numeric_limits<std::size_t>::max()) : left_(text), most_(most) {}
  std::size_t read(char* to, std::size_t size) override {
    const std::size_t n = left_.copy(to, std::min(size, most_));
    left_.remove_prefix(n);
    return n;
  }
  bool ready(std::chrono::milliseconds) const override { return true; }

 private:
  std::string_view left_;
  std::size_t most_;
};

}  // namespace rtm::tests
