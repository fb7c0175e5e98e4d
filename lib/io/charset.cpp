#include "io/charset.hpp"

#include <fmt/format.h>
#include <iconv.h>

#include <algorithm>
#include <array>
#include <cerrno>

#include "base/ascii.hpp"
#include "base/error.hpp"
#include "base/utf8.hpp"

namespace rtm::io {

namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

const iconv_t kNone = reinterpret_cast<iconv_t>(-1);

/// How many bytes the smallest piece of a character has: of what is no character that much is passed.
std::size_t unit_of(std::string_view encoding) {
  std::string name = ascii::lower(encoding);
  std::erase_if(name, [](char c) { return c == '-' || c == '_'; });
  const auto begins = [&name](std::string_view with) { return name.starts_with(with); };
  if (begins("utf32") || begins("ucs4") || begins("iso10646/ucs4")) return 4;
  return begins("utf16") || begins("ucs2") || begins("iso10646/ucs2") || begins("unicode") ? 2 : 1;
}

}  // namespace

Charset::Charset(const std::string& encoding) : unit_(unit_of(encoding)), handle_(iconv_open("UTF-8", encoding.c_str())) {
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
    const std::size_t passed = std::min(unit_, left);
    from += passed;
    left -= passed;
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
