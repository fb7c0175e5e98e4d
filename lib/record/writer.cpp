#include "record/writer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <iterator>

#include "base/utf8.hpp"
#include "record/scan.hpp"

namespace rtm::record {

namespace {

double power_of_ten(int exponent) {
  constexpr std::array<double, 4> kFirst{1, 10, 100, 1000};
  double power = kFirst[static_cast<std::size_t>(std::min(exponent, 3))];
  for (int i = 3; i < exponent; ++i) power *= 10;
  return power;
}

/// The first byte from `at` on that cannot stand in a string as it is.
std::size_t next_special(std::string_view value, std::size_t at) {
  constexpr unsigned char kDelete = 0x7F;
  while (at + 8 <= value.size()) {
    const std::uint64_t block = block_at(value.data() + at);
    if (specials(block) != 0 || bytes_equal(block, kDelete) != 0) break;
    at += 8;
  }
  for (; at < value.size(); ++at) {
    const auto c = static_cast<unsigned char>(value[at]);
    if (c < 0x20 || c == '"' || c == '\\' || c == kDelete) break;
  }
  return at;
}

/// ASCII that stands in a string as it is: nearly every key and most values.
bool is_plain(std::string_view value) {
  constexpr unsigned char kDelete = 0x7F;
  const auto plain = [](std::uint64_t block) { return specials(block) == 0 && (bytes_equal(block, kDelete) | (block & kEachByte * 0x80)) == 0; };
  const char* const bytes = value.data();
  if (value.size() >= 8) {
    for (std::size_t at = 0; at + 8 < value.size(); at += 8) {
      if (!plain(block_at(bytes + at))) return false;
    }
    return plain(block_at(bytes + value.size() - 8));
  }
  std::uint64_t block = kEachByte * ' ';
  std::memcpy(&block, bytes, value.size());
  return plain(block);
}

void escape(unsigned char c, std::string& out) {
  switch (c) {
    case '"': out += "\\\""; break;
    case '\\': out += "\\\\"; break;
    case '\n': out += "\\n"; break;
    case '\r': out += "\\r"; break;
    case '\t': out += "\\t"; break;
    default: fmt::format_to(std::back_inserter(out), "\\u{:04x}", c);
  }
}

}  // namespace

void Writer::grow(std::size_t bytes) { out_.resize(std::max(2 * out_.size(), size_ + bytes + 256)); }

void Writer::clear() { size_ = depth_ = 0; }

/// A comma, unless an object or array has just been opened or a key written.
void Writer::separate() {
  if (depth_ == 0) return;
  const char last = out_[size_ - 1];
  if (last == '{' || last == '[' || last == ':') return;
  *room(1) = ',';
  ++size_;
}

Writer& Writer::open(char bracket) {
  separate();
  *room(1) = bracket;
  ++size_;
  ++depth_;
  return *this;
}

Writer& Writer::close(char bracket) {
  *room(1) = bracket;
  ++size_;
  --depth_;
  return *this;
}

Writer& Writer::begin_object() { return open('{'); }
Writer& Writer::begin_array() { return open('['); }
Writer& Writer::end_object() { return close('}'); }
Writer& Writer::end_array() { return close(']'); }

void Writer::quoted(std::string_view value) {
  if (!is_plain(value)) {
    out_.resize(size_);
    quote(value, out_);
    size_ = out_.size();
    return;
  }
  char* to = room(value.size() + 2);
  *to = '"';
  std::memcpy(to + 1, value.data(), value.size());
  to[value.size() + 1] = '"';
  size_ += value.size() + 2;
}

Writer& Writer::key(std::string_view name) {
  separate();
  quoted(name);
  *room(1) = ':';
  ++size_;
  return *this;
}

Writer& Writer::plain_key(std::string_view name) {
  separate();
  char* to = room(name.size() + 3);
  *to = '"';
  std::memcpy(to + 1, name.data(), name.size());
  to[name.size() + 1] = '"';
  to[name.size() + 2] = ':';
  size_ += name.size() + 3;
  return *this;
}

Writer& Writer::string(std::string_view value) {
  separate();
  quoted(value);
  return *this;
}

Writer& Writer::integer(std::int64_t value) {
  const fmt::format_int digits(value);
  return raw({digits.data(), digits.size()});
}

namespace {

constexpr double kExact = 1e15;  // below, a double holds every integer

constexpr std::size_t kLongestFixed = 40;

/// Writes to `to`, which has room for kLongestFixed bytes; says how many. REQUIRES fewer than 18 decimals and a product below kExact.
std::size_t fixed(double units, std::uint64_t one, int decimals, char* to) {
  char* at = to;
  if (units < 0) *at++ = '-';
  const auto whole = static_cast<std::uint64_t>(std::abs(units));
  const fmt::format_int before(whole / one);
  at = std::copy_n(before.data(), before.size(), at);
  if (decimals > 0) {
    const fmt::format_int behind(one + whole % one);  // with a 1 in front that keeps the zeros
    *at++ = '.';
    at = std::copy_n(behind.data() + 1, behind.size() - 1, at);
  }
  return static_cast<std::size_t>(at - to);
}

}  // namespace

Writer& Writer::number(double value, int decimals) {
  if (!std::isfinite(value)) return null();
  const double scale = power_of_ten(decimals), units = std::round(value * scale);
  if (std::abs(units) >= kExact) return raw(fmt::format("{:.{}f}", units / scale, decimals));
  separate();
  size_ += fixed(units, static_cast<std::uint64_t>(scale), decimals, room(kLongestFixed));
  return *this;
}

void append_number(double value, int decimals, std::string& out) {
  const double scale = power_of_ten(decimals), units = std::round(value * scale);
  if (!(std::abs(units) < kExact)) {
    fmt::format_to(std::back_inserter(out), "{:.{}f}", value, decimals);
    return;
  }
  std::array<char, kLongestFixed> digits;
  out.append(digits.data(), fixed(units, static_cast<std::uint64_t>(scale), decimals, digits.data()));
}

Writer& Writer::boolean(bool value) { return raw(value ? "true" : "false"); }
Writer& Writer::null() { return raw("null"); }

Writer& Writer::raw(std::string_view json) {
  separate();
  std::memcpy(room(json.size()), json.data(), json.size());
  size_ += json.size();
  return *this;
}

void quote(std::string_view value, std::string& out) {
  if (is_plain(value)) {
    out += '"';
    out += value;
    out += '"';
    return;
  }
  if (!utf8::valid(value)) return quote(utf8::repaired(value), out);
  out += '"';
  for (std::size_t plain = 0; plain < value.size();) {
    const std::size_t special = next_special(value, plain);
    out.append(value, plain, special - plain);
    if (special < value.size()) escape(static_cast<unsigned char>(value[special]), out);
    plain = special + 1;
  }
  out += '"';
}

double rounded(double value, int decimals) {
  const double scale = power_of_ten(decimals);
  return std::round(value * scale) / scale;
}

}  // namespace rtm::record
