#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "record/document.hpp"

namespace rtm::record {

/// Where a line came from, for messages: "posts.jsonl:17".
struct Place {
  std::string_view file = "-";  // "-" is the standard input
  std::uint64_t line = 0;       // 1-based
};

enum class Kind : std::uint8_t { post, opportunity, tombstone, control, unknown };

/// One line of the pipe: a JSON object, checked, read on demand, and carried on with the bytes it came with.
///
/// Keeps a view of the line; the record and all values taken from it are valid until the next parse() or until the
/// line goes. Reused from line to line.
class Record {
 public:
  /// Checks `line` (without its line feed; a carriage return is white space). A fault leaves the record empty.
  std::optional<Fault> parse(std::string_view line, Place place = {});

  Kind kind() const { return kind_; }
  bool is_post() const { return kind_ == Kind::post; }

  /// The line's bytes.
  std::string_view raw() const { return document_.text(); }
  const Place& place() const { return place_; }

  Value root() const { return document_.root(); }
  Value operator[](std::string_view key) const { return document_.root()[key]; }

 private:
  Document document_;
  Place place_;
  Kind kind_ = Kind::unknown;
};

/// Appends the record's bytes to `out` with the top-level member `key` set to `json`: spliced in as the last member, any
/// member of that name (spelled with escapes, or there twice) cut out, everything else byte for byte. Doing it twice
/// with the same arguments gives the same bytes. REQUIRES a key that needs no escapes.
void splice(const Record& record, std::string_view key, std::string_view json, std::string& out);

}  // namespace rtm::record
