#include "io/charset.hpp"

#include <fmt/format.h>
#include <iconv.h>

#include <array>
#include <cerrno>

#include "base/error.hpp"

namespace rtm::io {

namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

const iconv_t kNone = reinterpret_cast<iconv_t>(-1);

}  // namespace

Charset::Charset(const std::string& encoding) : handle_(iconv_open("UTF-8", encoding.c_str())) {
  if (handle_ == kNone) throw Error(fmt::format("--encoding {}: no such encoding; `iconv -l` prints what is known", encoding));
}

Charset::~Charset() { iconv_close(handle_); }

void Charset::convert(std::string_view bytes, std::string& out) {
  std::string joined;
  if (!waiting_.empty()) {
    joined.append(waiting_).append(bytes);
    bytes = joined;
    waiting_.clear();
  }
  std::array<char, 1 << 14> room;
  char* from = const_cast<char*>(bytes.data());  // iconv's interface is older than const
  std::size_t left = bytes.size();
  while (left > 0) {
    char* to = room.data();
    std::size_t space = room.size();
    const std::size_t result = iconv(handle_, &from, &left, &to, &space);
    out.append(room.data(), room.size() - space);
    if (result != static_cast<std::size_t>(-1) || errno == E2BIG) continue;
    if (errno == EINVAL) {
      waiting_.assign(from, left);
      return;
    }
    out += kReplacement;
    ++from;
    --left;
  }
}

void Charset::finish(std::string& out) {
  if (!waiting_.empty()) out += kReplacement;
  waiting_.clear();
}

std::string from_windows1252(std::string_view bytes) {
  std::string out;
  Charset("WINDOWS-1252").convert(bytes, out);
  return out;
}

}  // namespace rtm::io
