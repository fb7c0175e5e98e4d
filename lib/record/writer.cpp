#include "record/writer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>

#include "base/utf8.hpp"
#include "record/scan.hpp"

namespace rtm::record {

namespace {

double power_of_ten(int exponent) {
  double power = 1;
  for (int i = 0; i < exponent; ++i) power *= 10;
  return power;
}

}  // namespace

void Writer::clear() {
  out_.clear();
  first_.clear();
  after_key_ = false;
}

void Writer::separate() {
  if (after_key_) {
    after_key_ = false;
    return;
  }
  if (first_.empty()) return;
  if (!first_.back()) out_ += ',';
  first_.back() = false;
}

Writer& Writer::begin_object() {
  separate();
  out_ += '{';
  first_.push_back(true);
  return *this;
}

Writer& Writer::begin_array() {
  separate();
  out_ += '[';
  first_.push_back(true);
  return *this;
}

Writer& Writer::close(char bracket) {
  first_.pop_back();
  out_ += bracket;
  return *this;
}

Writer& Writer::end_object() { return close('}'); }
Writer& Writer::end_array() { return close(']'); }

Writer& Writer::key(std::string_view name) {
  separate();
  quote(name, out_);
  out_ += ':';
  after_key_ = true;
  return *this;
}

Writer& Writer::string(std::string_view value) {
  separate();
  quote(value, out_);
  return *this;
}

Writer& Writer::integer(std::int64_t value) {
  separate();
  const fmt::format_int digits(value);
  out_.append(digits.data(), digits.size());
  return *this;
}

namespace {

constexpr double kExact = 1e15;  // below, a double holds every integer

void fixed(double value, int decimals, std::string& out) {
  const double scale = power_of_ten(decimals), units = std::round(value * scale);
  if (std::abs(units) >= kExact) {
    fmt::format_to(std::back_inserter(out), "{:.{}f}", units / scale, decimals);
    return;
  }
  if (units < 0) out += '-';
  const auto whole = static_cast<std::uint64_t>(std::abs(units)), one = static_cast<std::uint64_t>(scale);
  const fmt::format_int before(whole / one);
  out.append(before.data(), before.size());
  if (decimals == 0) return;
  const fmt::format_int behind(one + whole % one);  // with a 1 in front that keeps the zeros
  out += '.';
  out.append(behind.data() + 1, behind.size() - 1);
}

}  // namespace

Writer& Writer::number(double value, int decimals) {
  if (!std::isfinite(value)) return null();
  separate();
  fixed(value, decimals, out_);
  return *this;
}

Writer& Writer::boolean(bool value) { return raw(value ? "true" : "false"); }
Writer& Writer::null() { return raw("null"); }

Writer& Writer::raw(std::string_view json) {
  separate();
  out_ += json;
  return *this;
}

namespace {

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
  std::size_t at = 0;
  for (; at + 8 <= value.size(); at += 8) {
    const std::uint64_t block = block_at(value.data() + at);
    if (specials(block) != 0 || (bytes_equal(block, kDelete) | (block & kEachByte * 0x80)) != 0) return false;
  }
  return std::all_of(value.begin() + static_cast<std::ptrdiff_t>(at), value.end(), [](char c) { return c >= 0x20 && c != '"' && c != '\\' && c != kDelete; });
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
