#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "ingest/buffer.hpp"
#include "ingest/long_object.hpp"
#include "record/document.hpp"

namespace rtm::ingest {

/// What comes next in a stream of JSON values.
enum class Got : std::uint8_t {
  value,   // one value
  open,    // an outermost array begins: its elements follow
  close,   // it ends
  fault,   // something was not JSON and is left out
  end,
};

/// The value or fault last given; valid until the next one.
struct Item {
  std::string_view bytes;   // the value's text, or the raw bytes left out
  record::Value json;       // absent for a fault, and for an event whose data is not JSON
  std::string_view event;   // a server-sent event's name, or that to which a script assigns the value
  std::uint64_t line = 0;   // where bytes begin, 1-based
  std::uint64_t column = 0;
  std::size_t offset = 0;   // of the fault in bytes
  std::string_view why;     // of the fault
};

/// Cuts a stream into JSON values.
class Pieces {
 public:
  virtual ~Pieces() = default;
  virtual Got next(Item& item) = 0;
};

/// JSON Lines, concatenated or pretty-printed values, RFC 7464 sequences; outermost arrays are opened. Each value is out
/// as soon as its last byte has come; an object of more than Buffer::kMax is opened, too, and given in parts (see LongObject). A script that assigns values ("window.YTD.tweets.part0 = [...];") or hands them over
/// ("callback({...});") is read as these values. After a fault it goes on with the next line that can begin a value. Memory
/// is bounded by Buffer::kMax, time is linear.
class JsonPieces : public Pieces {
 public:
  /// `buffer` must outlive this.
  explicit JsonPieces(Buffer& buffer) : buffer_(buffer) {}
  Got next(Item& item) override;

  /// False for a line with which no value and no script can begin.
  static bool may_begin(std::string_view line);

 private:
  /// How far the value that begins the buffer has been looked at.
  struct Scan {
    std::size_t at = 0;
    std::size_t depth = 0;
    std::size_t line_start = 0;
    char before = 0;  // the last byte that was no white space
    bool in_string = false;
    bool escaped = false;
  };
  enum class Scanned : std::uint8_t { whole, partial, broken };

  /// Outside, or where in an outermost array.
  enum class Mode : std::uint8_t { top, first_element, element, after_element, leaving };

  bool skip_space();
  bool script();
  bool whole_line(Item& item);
  Got in_array(Item& item);
  Got leave_array(Item& item, std::string_view why);
  bool open_long();
  Got long_part(Item& item);
  Got value(Item& item);
  Got scalar(Item& item);
  Got finish(Item& item, std::size_t size);
  Scanned scan();
  Scanned scan_string(std::string_view bytes);
  Scanned scan_byte(char c);
  Got skip_line(Item& item, std::size_t offset, std::string_view why);
  void place(Item& item) const;

  Buffer& buffer_;
  record::Document document_;
  std::optional<LongObject> long_;
  LongObject::Got long_got_{};   // with its part
  std::string_view long_bytes_;  // the part
  std::size_t long_used_ = 0;
  bool long_ready_ = false;      // the part has not been given yet
  Scan scan_;
  std::string_view why_;
  std::string fault_text_;
  std::string script_;       // what the script at hand assigns to
  std::size_t pending_ = 0;  // bytes of the item last given, consumed with the next call
  Mode mode_ = Mode::top;
  bool skipping_ = false;    // the rest of a line too long to keep
  bool lines_ = false;       // a value that was a whole line has been seen: a line that does not end its value is broken
};

/// The data of server-sent events (text/event-stream of the HTML standard).
class EventPieces : public Pieces {
 public:
  /// `buffer` must outlive this.
  explicit EventPieces(Buffer& buffer) : buffer_(buffer) {}
  Got next(Item& item) override;

 private:
  bool line(std::string_view& line);
  void field(std::string_view line);

  Buffer& buffer_;
  record::Document document_;
  std::string event_, data_;
  std::size_t pending_ = 0;
  std::uint64_t begins_ = 0;
  bool has_data_ = false;
  bool too_long_ = false;
};

/// What the first bytes of an input say of server-sent events; unsure while more bytes could still make a field's name.
enum class Events { no, unsure, yes };
Events events_in(std::string_view head);

}  // namespace rtm::ingest
