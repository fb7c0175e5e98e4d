#include "io/lines.hpp"

#include <algorithm>
#include <cstring>

#include "io/charset.hpp"

namespace rtm::io {

namespace {
constexpr std::size_t kFirst = std::size_t{1} << 16;  // what a pipe holds
}  // namespace

Lines::Lines(Input& input, std::function<void()> before_wait)
    : input_(input), before_wait_(std::move(before_wait)), buffer_(kFirst) {}

/// Reads more behind what is there, making room first; false at the end of the input.
bool Lines::fill() {
  if (begin_ > 0) {
    std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
  }
  if (end_ == buffer_.size()) buffer_.resize(std::min(buffer_.size() * 2, kMaxLine + 1));
  if (before_wait_ && input_.would_wait()) before_wait_();
  const std::size_t n = input_.read(buffer_.data() + end_, buffer_.size() - end_);
  end_ += n;
  return n > 0;
}

void Lines::skip_mark() {
  while (end_ - begin_ < kByteOrderMark.size()) {
    const std::string_view seen(buffer_.data() + begin_, end_ - begin_);
    if (!kByteOrderMark.starts_with(seen) || !fill()) return;
  }
  if (std::string_view(buffer_.data() + begin_, kByteOrderMark.size()) == kByteOrderMark) begin_ += kByteOrderMark.size();
}

Lines::Got Lines::next(std::string_view& line) {
  if (number_ == 0) skip_mark();
  std::size_t searched = 0;
  for (;;) {
    const char* from = buffer_.data() + begin_;
    const std::size_t size = end_ - begin_;
    if (const void* feed = std::memchr(from + searched, '\n', size - searched)) {
      const auto length = static_cast<std::size_t>(static_cast<const char*>(feed) - from);
      line = {from, length};
      begin_ += length + 1;
      ++number_;
      return Got::line;
    }
    searched = size;
    if (size > kMaxLine) {
      line = {from, kMaxLine};
      begin_ += kMaxLine;
      ++number_;
      return Got::too_long;
    }
    if (!fill()) break;
  }
  if (begin_ == end_) return Got::end;
  line = {buffer_.data() + begin_, end_ - begin_};
  begin_ = end_;
  ++number_;
  return Got::line;
}

void Lines::skip_rest(const std::function<void(std::string_view)>& piece) {
  do {
    const std::string_view there(buffer_.data() + begin_, end_ - begin_);
    const std::size_t feed = there.find('\n');
    piece(there.substr(0, feed));
    begin_ += std::min(feed == std::string_view::npos ? there.size() : feed + 1, there.size());
    if (feed != std::string_view::npos) return;
  } while (fill());
}

}  // namespace rtm::io
