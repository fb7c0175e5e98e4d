#include "record/value.hpp"

#include <bit>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <cstring>

#include "base/utf8.hpp"
#include "record/document.hpp"

namespace rtm::record {

Type Value::type() const { return document_ ? document_->nodes_[index_].type : Type::absent; }

std::uint32_t Value::next() const { return document_->nodes_[index_].next; }

std::string_view Value::raw() const {
  if (!document_) return {};
  const Document::Node& node = document_->nodes_[index_];
  return document_->text_.substr(node.start, node.end - node.start);
}

std::size_t Value::offset() const { return document_ ? document_->nodes_[index_].start : 0; }

namespace {

/// memcmp at the price of a few instructions: keys are short.
bool same_bytes(const char* a, const char* b, std::size_t size) {
  const auto both = [a, b]<typename Block>(Block, std::size_t at) {
    Block x, y;
    std::memcpy(&x, a + at, sizeof x);
    std::memcpy(&y, b + at, sizeof y);
    return x == y;
  };
  if (size > 16) return std::memcmp(a, b, size) == 0;
  if (size >= 8) return both(std::uint64_t{}, 0) && both(std::uint64_t{}, size - 8);
  if (size >= 4) return both(std::uint32_t{}, 0) && both(std::uint32_t{}, size - 4);
  if (size >= 2) return both(std::uint16_t{}, 0) && both(std::uint16_t{}, size - 2);
  return size == 0 || *a == *b;
}

}  // namespace

bool Value::is_key(std::string_view key) const {
  const Document::Node& node = document_->nodes_[index_];
  if (node.escaped) {
    std::string scratch;
    return string(scratch) == key;
  }
  return node.end - node.start - 2 == key.size() && same_bytes(document_->text_.data() + node.start + 1, key.data(), key.size());
}

Value Value::operator[](std::string_view key) const {
  if (!is_object()) return {};
  // The hottest loop of every filter: it walks the nodes and looks closer only at keys of the right length.
  const Document::Node* nodes = document_->nodes_.data();
  std::uint32_t found = 0;
  for (std::uint32_t at = index_ + 1, end = next(); at < end; at = nodes[at + 1].next) {
    if (!nodes[at].escaped && nodes[at].end - nodes[at].start != key.size() + 2) continue;
    if (sibling(at).is_key(key)) found = at + 1;
  }
  return found == 0 ? Value{} : sibling(found);
}

void Value::find(std::span<const std::string_view> names, const NamesOfLength& of_length, std::span<Value> found) const {
  if (!is_object()) return;
  const Document::Node* nodes = document_->nodes_.data();
  std::string scratch;
  for (std::uint32_t at = index_ + 1, end = next(); at < end; at = nodes[at + 1].next) {
    const auto inside = document_->text_.substr(nodes[at].start + 1, nodes[at].end - nodes[at].start - 2);
    const std::string_view key = nodes[at].escaped ? sibling(at).string(scratch) : inside;
    if (key.size() >= of_length.size()) continue;
    for (std::uint32_t left = of_length[key.size()]; left != 0; left &= left - 1) {
      const auto i = static_cast<std::size_t>(std::countr_zero(left));
      if (same_bytes(names[i].data(), key.data(), key.size())) found[i] = sibling(at + 1);
    }
  }
}

Value Value::operator[](std::size_t index) const {
  for (const Value element : elements()) {
    if (index-- == 0) return element;
  }
  return {};
}

std::string_view Value::string(std::string& scratch) const {
  if (!is_string()) return {};
  const std::string_view quoted = raw();
  const std::string_view inside = quoted.substr(1, quoted.size() - 2);
  if (!document_->nodes_[index_].escaped) return inside;
  scratch.clear();
  unescape(inside, scratch);
  return scratch;
}

std::string Value::text() const {
  std::string scratch;
  return std::string(string(scratch));
}

namespace {

/// A number of up to 15 digits, a point among them, is the quotient of two numbers that a double holds exactly: as near as
/// a double can be (Clinger, "How to read floating point numbers accurately", 1990). nullopt for other shapes.
std::optional<double> short_decimal(std::string_view text) {
  constexpr std::size_t kMost = 15;
  static constexpr std::array<double, kMost + 1> kPower{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
  const bool minus = text.starts_with('-');
  if (minus) text.remove_prefix(1);
  if (text.size() > kMost) return std::nullopt;
  std::int64_t digits = 0;
  std::size_t behind = 0;  // the point
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '.') {
      behind = text.size() - i - 1;
    } else if (text[i] >= '0' && text[i] <= '9') {
      digits = digits * 10 + (text[i] - '0');
    } else {
      return std::nullopt;
    }
  }
  const double value = static_cast<double>(digits) / kPower[behind];
  return minus ? -value : value;
}

}  // namespace

std::optional<double> Value::number() const {
  if (type() != Type::number) return std::nullopt;
  const std::string_view digits = raw();
  if (const auto value = short_decimal(digits)) return value;
  double value = 0;
  const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (result.ec == std::errc{}) return value;
  // Beyond a double: what is too small is rounded to zero (or nearly), what is too large has no value.
  value = std::strtod(std::string(digits).c_str(), nullptr);
  return std::isfinite(value) ? std::optional(value) : std::nullopt;
}

std::optional<std::int64_t> Value::integer() const {
  if (type() != Type::number) return std::nullopt;
  const std::string_view digits = raw();
  const char* end = digits.data() + digits.size();
  std::int64_t value = 0;
  const auto result = std::from_chars(digits.data(), end, value);
  if (result.ec == std::errc{} && result.ptr == end) return value;
  constexpr double kExact = 9007199254740992.0;  // 2^53: beyond it a double skips integers
  const auto real = number();
  if (!real || std::abs(*real) > kExact || *real != std::floor(*real)) return std::nullopt;
  return static_cast<std::int64_t>(*real);
}

std::optional<bool> Value::boolean() const {
  if (type() != Type::boolean) return std::nullopt;
  return raw() == "true";
}

Value::Members Value::members() const {
  if (!is_object()) return {Value{}, Value{}};
  return {sibling(index_ + 1), sibling(next())};
}

Value::Elements Value::elements() const {
  if (!is_array()) return {Value{}, Value{}};
  return {sibling(index_ + 1), sibling(next())};
}

std::size_t Value::size() const {
  std::size_t n = 0;
  if (is_array()) {
    for (const Value element : elements()) n += element.exists() ? 1 : 0;
  } else {
    for (const Member& member : members()) n += member.key.exists() ? 1 : 0;
  }
  return n;
}

namespace {

char32_t hex4(std::string_view digits) {
  unsigned value = 0;
  std::from_chars(digits.data(), digits.data() + 4, value, 16);
  return value;
}

constexpr bool is_high(char32_t c) { return c >= 0xD800 && c < 0xDC00; }
constexpr bool is_low(char32_t c) { return c >= 0xDC00 && c < 0xE000; }

/// Decodes the \uXXXX at `pos` (just behind the `u`), and its low half when it is a pair.
std::size_t unescape_unicode(std::string_view inside, std::size_t pos, std::string& out) {
  const char32_t unit = hex4(inside.substr(pos, 4));
  pos += 4;
  if (is_high(unit) && inside.substr(pos, 2) == "\\u" && is_low(hex4(inside.substr(pos + 2, 4)))) {
    const char32_t low = hex4(inside.substr(pos + 2, 4));
    utf8::append(out, 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00));
    return pos + 6;
  }
  utf8::append(out, unit);
  return pos;
}

char control(char escape) {
  switch (escape) {
    case 'b': return '\b';
    case 'f': return '\f';
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    default: return escape;  // " \ /
  }
}

}  // namespace

void unescape(std::string_view inside, std::string& out) {
  for (std::size_t pos = 0; pos < inside.size();) {
    const std::size_t slash = std::min(inside.find('\\', pos), inside.size());
    out.append(inside, pos, slash - pos);
    if (slash == inside.size()) return;
    const char escape = inside[slash + 1];
    pos = slash + 2;
    if (escape == 'u') {
      pos = unescape_unicode(inside, pos, out);
    } else {
      out += control(escape);
    }
  }
}

}  // namespace rtm::record
