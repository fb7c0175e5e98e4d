#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/buffer.hpp"

namespace rtm::ingest {

/// A JSON object that is longer than the buffer, given in parts that are objects of their own. A part ends behind an element of an array, the
/// outermost that is open far enough on, and the next begins with the element behind it; what stands around that array is repeated: its keys, the
/// scalars beside them that have been seen, and of the outermost object's small members all but what their arrays hold. So each part says
/// whose messages it has, and no element comes twice. What stands behind the array comes with the last part.
///
/// Memory is that of a part: a 32nd of Buffer::most() where that has a place to cut, else no more than all of it, and what is repeated. Of an
/// object that breaks off what can be cut off before is given. Looks at brackets, strings and commas only: a part is to be checked
/// against the grammar.
class LongObject {
 public:
  enum class Got : std::uint8_t {
    part,
    last,
    uncut,  // neither its end nor a place to cut it is in what the buffer holds; or it is nested too deeply
    ended,  // the input, before the object
  };

  /// `buffer`, which must outlive this, begins with the object.
  explicit LongObject(Buffer& buffer) : buffer_(buffer) {}

  /// Reads on as far as the buffer goes. `part` is valid until the next call; the `used` bytes that it was made of are to be consumed before that.
  Got next(std::string_view& part, std::size_t& used);
  /// Where in the buffer byte `at` of the last part stands; the first of its own for what is repeated.
  std::size_t place(std::size_t at) const { return begin_ + (at > framed_ ? at - framed_ : 0); }

 private:
  static constexpr std::size_t kNowhere = static_cast<std::size_t>(-1);

  /// An open array or object. Places are those in the bytes at hand.
  struct Level {
    bool object = false;
    bool in_value = false;            // of a member: behind its colon
    std::string key;                  // of the member at hand, in its quotes
    std::string kept;                 // members to repeat: "key":value, commas between
    std::size_t value_at = kNowhere;  // where the value at hand began, unless that was in an earlier part
    std::size_t cut_at = kNowhere;    // behind the last element of an array, or the last long member of an object
    std::size_t kept_at_cut = 0;      // how long `kept` was there
  };
  enum class Walked : std::uint8_t { end, on, too_deep };

  Walked walk(std::string_view bytes);
  std::size_t passed(std::string_view bytes, std::size_t at);
  void end_value(std::string_view bytes, std::size_t end);
  void keep(Level& level, std::string_view value) const;
  std::size_t cut_level(std::size_t size) const;
  void frame();
  void leave(std::size_t level);

  Buffer& buffer_;
  std::vector<Level> levels_;
  std::string part_;
  std::size_t begin_ = 0, framed_ = 0;  // of what the last part was made of, and of the part what is repeated
  std::size_t end_ = 0;  // of the object, once walk() has found it
};

}  // namespace rtm::ingest
