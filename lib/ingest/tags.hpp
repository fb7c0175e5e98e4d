#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace rtm::ingest {

/// One tag of an HTML text. Views into that text.
struct Tag {
  std::string name;             // in small letters, its first 16 bytes
  std::string_view attributes;
  std::size_t begin = 0;        // of the tag
  std::size_t end = 0;          // behind it
  bool closing = false;
};

/// Finds where the tags of an HTML text end. Linear in time over all of them: a quote that never ends is no quote, each kind is looked
/// for in vain once at most, and so is the end of a tag from where none comes any more.
class TagEnds {
 public:
  /// `html` must outlive this.
  explicit TagEnds(std::string_view html) : html_(html) {}
  /// The '>' that ends the tag whose name begins at `name`; one inside quotes does not count. npos when none does.
  std::size_t end_of(std::size_t name);

 private:
  enum class Trace : std::uint8_t { none, endless };

  std::size_t walk(std::size_t name, Trace trace);

  std::string_view html_;
  std::vector<bool> endless_;  // places outside quotes from which no tag ends; empty as long as all ended
  bool no_double_ = false;     // no quote of that kind is left
  bool no_single_ = false;
};

/// Goes through the tags of an HTML text in order, outside comments and scripts. Linear in time, no tree.
class Tags {
 public:
  /// `html` must outlive this.
  explicit Tags(std::string_view html) : html_(html), ends_(html) {}
  /// False at the end.
  bool next(Tag& tag);
  /// What stands from `tag`, just given, to the next tag that closes one of its name; goes there.
  std::string_view content(const Tag& tag);

 private:
  std::string_view html_;
  TagEnds ends_;
  std::size_t at_ = 0;
};

/// An attribute's value, character references decoded; "" when it is not there.
std::string attribute_of(const Tag& tag, std::string_view name);

}  // namespace rtm::ingest
