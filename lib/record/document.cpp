#include "record/document.hpp"

#include <algorithm>
#include <array>

#include "base/utf8.hpp"
#include "record/scan.hpp"
#include "record/space.hpp"

namespace rtm::record {

namespace {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_hex(char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

}  // namespace

/// One pass over a text: the grammar, by an explicit stack, and the index of nodes. Every step takes the place it begins
/// at and gives the one where it ended, nullptr after a fault: places stay in registers.
class Checker {
 public:
  Checker(std::string_view text, std::vector<Document::Node>& nodes) : begin_(text.data()), end_(text.data() + text.size()), nodes_(nodes), room_(nodes.size()) {}

  /// How many nodes there are; none after a fault.
  std::size_t run() {
    const char* p = value(skip_space(begin_));
    while (p && depth_ > 0) p = entry(p);
    if (p && (p = skip_space(p)) != end_) p = fail(p, "something follows the JSON value");
    return p ? used_ : 0;
  }

  Fault fault() const { return {static_cast<std::size_t>(at_ - begin_) + 1, why_}; }

 private:
  using Node = Document::Node;

  const char* fail(const char* p, const char* why) {
    at_ = p;
    why_ = why;
    return nullptr;
  }

  const char* skip_space(const char* p) const {
    while (p != end_ && static_cast<unsigned char>(*p) <= ' ' && is_space(*p)) ++p;
    return p;
  }

  std::uint32_t offset(const char* p) const { return static_cast<std::uint32_t>(p - begin_); }

  Node& add() {
    if (used_ == room_) {
      room_ = std::max<std::size_t>(kFirstNodes, 2 * used_);
      nodes_.resize(room_);
    }
    return nodes_[used_++];
  }

  const char* leaf(const char* start, const char* end, Type type, bool escaped = false) {
    Node& node = add();
    node = {offset(start), offset(end), static_cast<std::uint32_t>(used_), type, escaped};
    return end;
  }

  /// What follows inside the innermost open array or object: its end, or one more entry.
  const char* entry(const char* p) {
    p = skip_space(p);
    if (p == end_) return fail(p, "the text ends too early");
    if (*p == bracket_) return close(p);
    const bool object = bracket_ == '}';
    if (!fresh_) {
      if (*p != ',') return fail(p, object ? "',' or '}' expected" : "',' or ']' expected");
      p = skip_space(p + 1);
    }
    fresh_ = false;
    if (object) p = key(p);
    return p ? value(p) : nullptr;
  }

  const char* open(const char* p, Type type) {
    if (depth_ == kMaxDepth) return fail(p, "nested too deeply");
    stack_[depth_++] = static_cast<std::uint32_t>(used_);
    fresh_ = true;
    bracket_ = type == Type::object ? '}' : ']';
    return leaf(p, p + 1, type);
  }

  const char* close(const char* p) {
    Node& node = nodes_[stack_[--depth_]];
    node.end = offset(++p);
    node.next = static_cast<std::uint32_t>(used_);
    fresh_ = false;
    if (depth_ > 0) bracket_ = nodes_[stack_[depth_ - 1]].type == Type::object ? '}' : ']';
    return p;
  }

  const char* key(const char* p) {
    if (p == end_ || *p != '"') return fail(p, "a key in double quotes expected");
    p = string(p);
    if (!p) return nullptr;
    p = skip_space(p);
    if (p == end_ || *p != ':') return fail(p, "':' expected");
    return skip_space(p + 1);
  }

  const char* value(const char* p) {
    if (p == end_) return fail(p, "the text ends too early");
    switch (*p) {
      case '{': return open(p, Type::object);
      case '[': return open(p, Type::array);
      case '"': return string(p);
      case 't': return word(p, "true", Type::boolean);
      case 'f': return word(p, "false", Type::boolean);
      case 'n': return word(p, "null", Type::null);
      default: return number(p);
    }
  }

  const char* word(const char* p, std::string_view expected, Type type) {
    if (!std::string_view(p, static_cast<std::size_t>(end_ - p)).starts_with(expected)) return fail(p, "not a JSON value");
    return leaf(p, p + expected.size(), type);
  }

  const char* digits(const char* p) {
    if (p == end_ || !is_digit(*p)) return fail(p, "a digit expected");
    while (p != end_ && is_digit(*p)) ++p;
    return p;
  }

  const char* number(const char* p) {
    if (*p != '-' && !is_digit(*p)) return fail(p, "not a JSON value");
    const char* const start = p;
    if (*p == '-') ++p;
    if (p != end_ && *p == '0') {
      if (++p != end_ && is_digit(*p)) return fail(p, "a number starts with 0");
    } else {
      p = digits(p);
    }
    if (p && p != end_ && *p == '.') p = digits(p + 1);
    if (p && p != end_ && (*p == 'e' || *p == 'E')) {
      if (++p != end_ && (*p == '+' || *p == '-')) ++p;
      p = digits(p);
    }
    return p ? leaf(start, p, Type::number) : nullptr;
  }

  const char* string(const char* p) {
    const char* const start = p++;
    bool escaped = false;
    for (;;) {
      p = special_from(p, end_);
      if (p == end_) return fail(p, "a string has no end");
      if (*p == '"') return leaf(start, p + 1, Type::string, escaped);
      if (*p != '\\') return fail(p, "a control character in a string");
      escaped = true;
      p = escape(p + 1);
      if (!p) return nullptr;
    }
  }

  const char* escape(const char* p) {
    if (p == end_) return fail(p, "a string has no end");
    if (*p != 'u') return std::string_view("\"\\/bfnrt").find(*p) != std::string_view::npos ? p + 1 : fail(p, "an unknown escape");
    ++p;
    for (int i = 0; i < 4; ++i, ++p) {
      if (p == end_ || !is_hex(*p)) return fail(p, "four hexadecimal digits expected");
    }
    return p;
  }

  static constexpr std::size_t kFirstNodes = 256;

  const char* begin_;
  const char* end_;
  const char* at_ = nullptr;  // the fault
  const char* why_ = "";
  std::vector<Node>& nodes_;
  std::size_t used_ = 0, room_;
  std::size_t depth_ = 0;
  char bracket_ = 0;    // that closes the innermost
  bool fresh_ = false;  // it has no entry yet
  std::array<std::uint32_t, kMaxDepth> stack_;
};

std::optional<Fault> Document::parse(std::string_view json) {
  size_ = 0;
  text_ = json;
  if (const std::size_t bad = utf8::first_invalid(json); bad != std::string_view::npos) return Fault{bad + 1, "not UTF-8"};
  Checker checker(json, nodes_);
  size_ = checker.run();
  return size_ > 0 ? std::nullopt : std::optional(checker.fault());
}

}  // namespace rtm::record
