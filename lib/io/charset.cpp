#include "io/charset.hpp"

#include <fmt/format.h>
#include <iconv.h>

#include <algorithm>
#include <array>
#include <cerrno>

#include "base/error.hpp"
#include "base/utf8.hpp"

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

std::string utf8_or_windows1252(std::string_view bytes) {
  static const auto kUpper = [] {
    std::array<std::string, 128> upper;
    for (std::size_t i = 0; i < upper.size(); ++i) upper[i] = from_windows1252(std::string(1, static_cast<char>(0x80 + i)));
    return upper;
  }();
  std::string out;
  while (!bytes.empty()) {
    const std::size_t good = std::min(utf8::first_invalid(bytes), bytes.size());
    out.append(bytes, 0, good);
    if (good == bytes.size()) break;
    out += kUpper[static_cast<unsigned char>(bytes[good]) & 0x7FU];
    bytes.remove_prefix(good + 1);
  }
  return out;
}

}  // namespace rtm::io
