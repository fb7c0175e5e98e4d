#include "ingest/buffer.hpp"

#include <algorithm>
#include <array>
#include <cstring>

namespace rtm::ingest {

namespace {
constexpr std::size_t kFirst = std::size_t{1} << 18;
}  // namespace

Buffer::Buffer(io::Input& input, std::function<void()> before_wait, std::size_t most)
    : input_(input),
      before_wait_(std::move(before_wait)),
      most_(most),
      bytes_(std::make_unique_for_overwrite<char[]>(std::min(kFirst, most))),
      size_(std::min(kFirst, most)) {}

void Buffer::grow() {
  size_ = std::min(size_ * 2, most_);
  auto wider = std::make_unique_for_overwrite<char[]>(size_);
  std::memcpy(wider.get(), bytes_.get(), end_);
  bytes_ = std::move(wider);
}

bool Buffer::more() {
  if (full()) return false;
  if (begin_ > 0) {
    std::memmove(bytes_.get(), bytes_.get() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
  }
  if (end_ == size_) grow();
  if (charset_ == nullptr) {
    if (before_wait_ && input_.would_wait()) before_wait_();
    const std::size_t n = input_.read(bytes_.get() + end_, size_ - end_);
    end_ += n;
    return n > 0;
  }
  while (decoded_.empty() && !ended_) read_decoded();
  const std::size_t n = decoded_.copy(bytes_.get() + end_, size_ - end_);
  decoded_.erase(0, n);
  end_ += n;
  return n > 0;
}

void Buffer::read_decoded() {
  std::array<char, 1 << 14> raw;
  if (before_wait_ && input_.would_wait()) before_wait_();
  const std::size_t n = input_.read(raw.data(), raw.size());
  ended_ = n == 0;
  ended_ ? charset_->finish(decoded_) : charset_->convert({raw.data(), n}, decoded_);
}

void Buffer::decode(const std::string& encoding) {
  charset_ = std::make_unique<io::Charset>(encoding);
  charset_->convert(view(), decoded_);
  begin_ = end_ = 0;
}

void Buffer::consume(std::size_t bytes) {
  const std::string_view gone = view().substr(0, bytes);
  begin_ += gone.size();
  const std::size_t feed = gone.rfind('\n');
  if (feed != std::string_view::npos) {
    line_ += static_cast<std::uint64_t>(std::count(gone.begin(), gone.end(), '\n'));
    column_ = 1;
  }
  column_ += gone.size() - (feed + 1);
}

}  // namespace rtm::ingest
