#include "io/decoder.hpp"

#include <fmt/format.h>
#include <zlib.h>
#include <zstd.h>
#include <zstd_errors.h>

#include <algorithm>

#include "base/error.hpp"

namespace rtm::io {

namespace {

[[noreturn]] void damaged(const std::string& name, const char* what) {
  throw Error(fmt::format("{}: damaged compressed data: {}", name, what));
}

[[noreturn]] void truncated(const std::string& name) {
  throw Error(fmt::format("{}: the compressed data end too early; was the download complete?", name));
}

class Gzip final : public Input::Decoder {
 public:
  Gzip(Refill refill, std::string name) : Decoder(std::move(refill)), name_(std::move(name)) {
    constexpr int kGzipOnly = 16 + MAX_WBITS;
    if (inflateInit2(&stream_, kGzipOnly) != Z_OK) throw Error("zlib does not start");
  }
  ~Gzip() override { inflateEnd(&stream_); }
  Gzip(const Gzip&) = delete;
  Gzip& operator=(const Gzip&) = delete;

  std::size_t read(char* to, std::size_t size) override {
    for (;;) {
      if (!fill()) {
        if (between_members_) return 0;
        truncated(name_);
      }
      if (between_members_ && padding()) continue;
      if (const std::size_t n = inflate_some(to, size); n > 0) return n;
    }
  }

 private:
  /// Zero bytes behind the last member (tape padding) are no new member.
  bool padding() {
    if (packed_[begin_] != '\0' || !any_) return false;
    ++begin_;
    return true;
  }

  std::size_t inflate_some(char* to, std::size_t size) {
    between_members_ = false;
    any_ = true;
    stream_.next_in = reinterpret_cast<Bytef*>(packed_.data() + begin_);
    stream_.avail_in = static_cast<uInt>(end_ - begin_);
    stream_.next_out = reinterpret_cast<Bytef*>(to);
    stream_.avail_out = static_cast<uInt>(std::min<std::size_t>(size, 1U << 30));
    const uInt room = stream_.avail_out;
    const int state = inflate(&stream_, Z_NO_FLUSH);
    begin_ = end_ - stream_.avail_in;
    if (state == Z_STREAM_END) {
      between_members_ = true;
      inflateReset(&stream_);
    } else if (state != Z_OK && state != Z_BUF_ERROR) {
      damaged(name_, stream_.msg ? stream_.msg : "not gzip");
    }
    return room - stream_.avail_out;
  }

  z_stream stream_{};
  std::string name_;
  bool between_members_ = true;
  bool any_ = false;
};

class Zstd final : public Input::Decoder {
 public:
  Zstd(Refill refill, std::string name) : Decoder(std::move(refill)), stream_(ZSTD_createDStream()), name_(std::move(name)) {
    if (!stream_) throw Error("zstd does not start");
    constexpr int kWindowLog = 27;
    ZSTD_DCtx_setParameter(stream_.get(), ZSTD_d_windowLogMax, kWindowLog);
  }

  std::size_t read(char* to, std::size_t size) override {
    for (;;) {
      if (!more_output_ && !fill()) {
        if (frame_done_) return 0;
        truncated(name_);
      }
      ZSTD_inBuffer in{packed_.data() + begin_, end_ - begin_, 0};
      ZSTD_outBuffer out{to, size, 0};
      const std::size_t left = ZSTD_decompressStream(stream_.get(), &out, &in);
      begin_ += in.pos;
      if (ZSTD_getErrorCode(left) == ZSTD_error_frameParameter_windowTooLarge) {
        throw Error(fmt::format("{}: packed with a window of more than 128 MiB: unpack it with zstd -d --long=31 first", name_));
      }
      if (ZSTD_isError(left)) damaged(name_, ZSTD_getErrorName(left));
      frame_done_ = left == 0;
      more_output_ = out.pos == out.size && !frame_done_;
      if (out.pos > 0) return out.pos;
    }
  }

 private:
  struct Free {
    void operator()(ZSTD_DStream* stream) const { ZSTD_freeDStream(stream); }
  };
  std::unique_ptr<ZSTD_DStream, Free> stream_;
  std::string name_;
  bool frame_done_ = true;
  bool more_output_ = false;  // the decoder may still hold bytes although its input is used up
};

}  // namespace

std::unique_ptr<Input::Decoder> gzip_decoder(Input::Decoder::Refill refill, const std::string& name) {
  return std::make_unique<Gzip>(std::move(refill), name);
}

std::unique_ptr<Input::Decoder> zstd_decoder(Input::Decoder::Refill refill, const std::string& name) {
  return std::make_unique<Zstd>(std::move(refill), name);
}

}  // namespace rtm::io
