#pragma once
#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include "io/input.hpp"

namespace rtm::io {

/// Cuts an Input into lines. Memory is bounded by the longest line allowed.
class Lines {
 public:
  static constexpr std::size_t kMaxLine = std::size_t{16} << 20;

  enum class Got { line, too_long, end };

  /// `before_wait` is called before a read that would wait: the moment to flush what was written.
  /// `input` must outlive this.
  Lines(Input& input, std::function<void()> before_wait);

  /// Sets `line` to the next line without its line feed, valid until the next call. A byte order mark at the start of
  /// the input is skipped. `too_long`: `line` is the first kMaxLine bytes of a longer line; skip_rest() goes past it.
  Got next(std::string_view& line);

  /// Reads up to the end of a line that was too long, giving its pieces to `piece`.
  void skip_rest(const std::function<void(std::string_view)>& piece);

  /// 1-based number of the line last given.
  std::uint64_t number() const { return number_; }

 private:
  bool fill();
  void skip_mark();

  Input& input_;
  std::function<void()> before_wait_;
  std::vector<char> buffer_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::uint64_t number_ = 0;
};

}  // namespace rtm::io
