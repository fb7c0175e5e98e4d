#include "record/document.hpp"

#include <array>
#include <cstring>

#include "base/utf8.hpp"
#include "record/scan.hpp"

namespace rtm::record {

namespace {

constexpr bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_hex(char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

}  // namespace

/// One pass over a text: the grammar, by an explicit stack, and the index of nodes.
class Checker {
 public:
  Checker(std::string_view text, std::vector<Document::Node>& nodes)
      : begin_(text.data()), p_(text.data()), end_(text.data() + text.size()), nodes_(nodes) {}

  bool run() {
    skip_space();
    if (!value()) return false;
    while (depth_ > 0) {
      if (!step()) return false;
    }
    skip_space();
    return p_ == end_ || fail("something follows the JSON value");
  }

  Fault fault() const { return {static_cast<std::size_t>(p_ - begin_) + 1, why_}; }

 private:
  bool fail(const char* why) {
    why_ = why;
    return false;
  }

  void skip_space() {
    while (p_ != end_ && is_space(*p_)) ++p_;
  }

  std::uint32_t here() const { return static_cast<std::uint32_t>(p_ - begin_); }

  void add(Type type) { nodes_.push_back({here(), 0, 0, type, false}); }

  void finish_leaf() {
    nodes_.back().end = here();
    nodes_.back().next = static_cast<std::uint32_t>(nodes_.size());
  }

  /// What follows inside the innermost open array or object: its end, or one more entry.
  bool step() {
    skip_space();
    if (p_ == end_) return fail("the text ends too early");
    const bool object = nodes_[stack_[depth_ - 1]].type == Type::object;
    const bool fresh = nodes_.size() == stack_[depth_ - 1] + std::size_t{1};
    if (*p_ == (object ? '}' : ']')) return close();
    if (!fresh) {
      if (*p_ != ',') return fail(object ? "',' or '}' expected" : "',' or ']' expected");
      ++p_;
      skip_space();
    }
    return object ? key() && value() : value();
  }

  bool close() {
    ++p_;
    Document::Node& node = nodes_[stack_[--depth_]];
    node.end = here();
    node.next = static_cast<std::uint32_t>(nodes_.size());
    return true;
  }

  bool key() {
    if (p_ == end_ || *p_ != '"') return fail("a key in double quotes expected");
    if (!string()) return false;
    skip_space();
    if (p_ == end_ || *p_ != ':') return fail("':' expected");
    ++p_;
    skip_space();
    return true;
  }

  bool value() {
    if (p_ == end_) return fail("the text ends too early");
    switch (*p_) {
      case '{': return open(Type::object);
      case '[': return open(Type::array);
      case '"': return string();
      case 't': return word("true", Type::boolean);
      case 'f': return word("false", Type::boolean);
      case 'n': return word("null", Type::null);
      default: return number();
    }
  }

  bool open(Type type) {
    if (depth_ == kMaxDepth) return fail("nested too deeply");
    stack_[depth_++] = static_cast<std::uint32_t>(nodes_.size());
    add(type);
    ++p_;
    return true;
  }

  bool word(std::string_view expected, Type type) {
    if (std::string_view(p_, static_cast<std::size_t>(end_ - p_)).substr(0, expected.size()) != expected) {
      return fail("not a JSON value");
    }
    add(type);
    p_ += expected.size();
    finish_leaf();
    return true;
  }

  bool digits() {
    if (p_ == end_ || !is_digit(*p_)) return fail("a digit expected");
    while (p_ != end_ && is_digit(*p_)) ++p_;
    return true;
  }

  bool number() {
    if (*p_ != '-' && !is_digit(*p_)) return fail("not a JSON value");
    add(Type::number);
    if (*p_ == '-') ++p_;
    if (p_ != end_ && *p_ == '0') {
      ++p_;
      if (p_ != end_ && is_digit(*p_)) return fail("a number starts with 0");
    } else if (!digits()) {
      return false;
    }
    if (p_ != end_ && *p_ == '.') {
      ++p_;
      if (!digits()) return false;
    }
    if (p_ != end_ && (*p_ == 'e' || *p_ == 'E')) {
      ++p_;
      if (p_ != end_ && (*p_ == '+' || *p_ == '-')) ++p_;
      if (!digits()) return false;
    }
    finish_leaf();
    return true;
  }

  bool escape() {
    nodes_.back().escaped = true;
    ++p_;
    if (p_ == end_) return fail("a string has no end");
    if (std::strchr("\"\\/bfnrt", *p_) != nullptr && *p_ != '\0') {
      ++p_;
      return true;
    }
    if (*p_ != 'u') return fail("an unknown escape");
    ++p_;
    for (int i = 0; i < 4; ++i, ++p_) {
      if (p_ == end_ || !is_hex(*p_)) return fail("four hexadecimal digits expected");
    }
    return true;
  }

  void skip_plain() {
    while (end_ - p_ >= 8 && !has_special(block_at(p_))) p_ += 8;
  }

  bool string() {
    add(Type::string);
    ++p_;
    for (;;) {
      skip_plain();
      while (p_ != end_ && *p_ != '"' && *p_ != '\\' && static_cast<unsigned char>(*p_) >= 0x20) ++p_;
      if (p_ == end_) return fail("a string has no end");
      if (*p_ == '"') break;
      if (*p_ != '\\') return fail("a control character in a string");
      if (!escape()) return false;
    }
    ++p_;
    finish_leaf();
    return true;
  }

  const char* begin_;
  const char* p_;
  const char* end_;
  const char* why_ = "";
  std::vector<Document::Node>& nodes_;
  std::size_t depth_ = 0;
  std::array<std::uint32_t, kMaxDepth> stack_;
};

std::optional<Fault> Document::parse(std::string_view json) {
  nodes_.clear();
  text_ = json;
  if (const std::size_t bad = utf8::first_invalid(json); bad != std::string_view::npos) {
    return Fault{bad + 1, "not UTF-8"};
  }
  Checker checker(json, nodes_);
  if (checker.run()) return std::nullopt;
  nodes_.clear();
  return checker.fault();
}

}  // namespace rtm::record
