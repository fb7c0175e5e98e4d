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

Writer& Writer::open(char bracket) {
  separate();
  put(bracket);
  ++depth_;
  return *this;
}

Writer& Writer::close(char bracket) {
  put(bracket);
  --depth_;
  return *this;
}

Writer& Writer::begin_object() { return open('{'); }
Writer& Writer::begin_array() { return open('['); }
Writer& Writer::end_object() { return close('}'); }
Writer& Writer::end_array() { return close(']'); }

void Writer::quoted(std::string_view value) {
  if (is_plain(value)) return plain(value);
  out_.resize(size_);
  quote(value, out_);
  size_ = out_.size();
}

Writer& Writer::key(std::string_view name) {
  separate();
  quoted(name);
  put(':');
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

/// std::round, at the price of an addition: halves go away from zero.
double nearest(double value) {
  constexpr double kAlmostHalf = 0.49999999999999994;  // with 0.5 itself, this very number would be rounded up
  if (!(std::abs(value) < kExact)) return std::round(value);
  return static_cast<double>(static_cast<std::int64_t>(value + std::copysign(kAlmostHalf, value)));
}

/// Writes `value` with so many decimals to `to`, which has room for kLongestFixed bytes. Says how many it took, 0 where it has more
/// than fifteen digits.
std::size_t fixed(double value, int decimals, char* to) {
  const double scale = power_of_ten(decimals), units = nearest(value * scale);
  if (!(std::abs(units) < kExact)) return 0;
  auto left = static_cast<std::uint64_t>(std::abs(units));
  std::size_t size = static_cast<std::size_t>(decimals > 0 ? decimals + 2 : 1) + (units < 0 ? 1 : 0);
  for (auto limit = static_cast<std::uint64_t>(scale) * 10; limit <= left; limit *= 10) ++size;
  char* at = to + size;
  const auto digit = [&] {
    *--at = static_cast<char>('0' + left % 10);
    left /= 10;
  };
  for (int i = 0; i < decimals; ++i) digit();
  if (decimals > 0) *--at = '.';
  do digit();
  while (left > 0);
  if (units < 0) *to = '-';
  return size;
}

}  // namespace

Writer& Writer::number(double value, int decimals) {
  if (!std::isfinite(value)) return null();
  separate();
  const std::size_t size = fixed(value, decimals, room(kLongestFixed));
  size_ += size;
  if (size == 0) append(fmt::format("{:.{}f}", value, decimals));
  return *this;
}

void append_number(double value, int decimals, std::string& out) {
  std::array<char, kLongestFixed> digits;
  const std::size_t size = fixed(value, decimals, digits.data());
  out.append(digits.data(), size);
  if (size == 0) fmt::format_to(std::back_inserter(out), "{:.{}f}", value, decimals);
}

Writer& Writer::boolean(bool value) { return raw(value ? "true" : "false"); }
Writer& Writer::null() { return raw("null"); }

Writer& Writer::raw(std::string_view json) {
  separate();
  append(json);
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
  return nearest(value * scale) / scale;
}

}  // namespace rtm::record
