#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "record/value.hpp"

namespace rtm::record {

/// Where and why a text is not what it should be.
struct Fault {
  std::size_t column;  // 1-based byte
  std::string why;
};

/// Nesting beyond this is refused: it bounds every reader's stack.
inline constexpr std::size_t kMaxDepth = 256;

/// One JSON text, checked once against the whole grammar of RFC 8259 (UTF-8 included) and indexed, then read on demand.
/// Numbers may have any length and lone surrogate escapes are legal: no bytes are changed by looking at them.
///
/// Keeps a view of the text, not a copy: it must outlive the document and every Value taken from it; both end with the
/// next parse(). Reused from text to text, it allocates nothing in the steady state.
class Document {
 public:
  /// Checks and indexes `json`; a fault leaves the document empty. REQUIRES json.size() < 4 GiB.
  std::optional<Fault> parse(std::string_view json);

  /// The outermost value; absent before the first successful parse().
  Value root() const { return size_ == 0 ? Value{} : Value{this, 0}; }

  std::string_view text() const { return text_; }

 private:
  friend class Value;
  friend class Checker;

  /// One value or key, in document order; a subtree ends before `next`.
  struct Node {
    std::uint32_t start;
    std::uint32_t end;
    std::uint32_t next;
    Type type;
    bool escaped;  // a string with a backslash
  };

  std::string_view text_;
  std::vector<Node> nodes_;  // the first size_ of them; the others are room
  std::size_t size_ = 0;
};

}  // namespace rtm::record
