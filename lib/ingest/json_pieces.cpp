#include <algorithm>
#include <utility>

#include "ingest/pieces.hpp"
#include "record/space.hpp"

namespace rtm::ingest {

namespace {

constexpr std::string_view kEmptyArray = "[]";
constexpr std::size_t kLongestScalar = 1 << 16;

using record::is_space;
constexpr bool is_separator(char c) { return is_space(c) || c == '\x1e'; }  // RFC 7464 sets off values by 1E
/// The characters of what a script assigns to: a name, its members and indices.
constexpr bool is_name(char c) {
  constexpr std::string_view kOthers = "_$.[]'\"";
  return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || kOthers.find(c) != std::string_view::npos;
}

/// How much of a script stands before the value it assigns or hands over: "name = ", "var name = ", "name(". 0 when it is none,
/// npos when that cannot be told yet.
std::size_t script_prefix(std::string_view text) {
  constexpr std::size_t kLongest = 256;
  std::size_t at = 0;
  const auto pass = [&](auto&& belongs) {
    while (at < text.size() && belongs(text[at])) ++at;
  };
  for (const std::string_view word : {"var ", "let ", "const "}) {
    if (text.starts_with(word)) at = word.size();
  }
  pass(is_name);
  pass(is_space);
  if (at < text.size() && text[at] != '=' && text[at] != '(') return 0;
  at += at < text.size() ? 1 : 0;
  pass(is_space);
  if (at > kLongest) return 0;
  if (at == text.size()) return std::string_view::npos;
  return text[at] == '[' || text[at] == '{' ? at : 0;
}

}  // namespace

bool JsonPieces::may_begin(std::string_view line) {
  line.remove_prefix(std::min(static_cast<std::size_t>(std::find_if_not(line.begin(), line.end(), is_separator) - line.begin()), line.size()));
  if (line.starts_with('{') || line.starts_with('[')) return true;
  const std::size_t script = script_prefix(line);
  return script != 0 && (script != std::string_view::npos || line.find_first_of("=(") != std::string_view::npos);
}

void JsonPieces::place(Item& item) const {
  item = Item{};
  item.line = buffer_.line();
  item.column = buffer_.column();
  item.event = script_;
}

/// Goes to the next byte that is no white space; false at the end of the input.
bool JsonPieces::skip_space() {
  for (;;) {
    const std::string_view view = buffer_.view();
    const bool ends = !script_.empty() && mode_ == Mode::top;
    const auto between = [ends](char c) { return is_separator(c) || (ends && (c == ';' || c == ')')); };
    const auto* found = std::find_if_not(view.begin(), view.end(), between);
    buffer_.consume(static_cast<std::size_t>(found - view.begin()));
    if (found != view.end()) return true;
    if (!buffer_.more()) return false;
  }
}

/// Passes what a script says before a value; false when none begins here.
bool JsonPieces::script() {
  const char first = static_cast<char>(buffer_.view().front() | 0x20);
  if (first < 'a' || first > 'z') return false;
  std::size_t size = script_prefix(buffer_.view());
  while (size == std::string_view::npos && buffer_.more()) size = script_prefix(buffer_.view());
  if (size == std::string_view::npos || size == 0) return false;
  std::string_view name = buffer_.view().substr(0, buffer_.view().find_first_of("=("));
  while (is_space(name.back())) name.remove_suffix(1);
  script_ = name.substr(name.find_last_of(' ') + 1);
  buffer_.consume(size);
  return true;
}

Got JsonPieces::next(Item& item) {
  buffer_.consume(pending_);
  pending_ = 0;
  while (skipping_) {
    const std::size_t feed = buffer_.view().find('\n');
    buffer_.consume(std::min(feed, buffer_.view().size()));
    skipping_ = feed == std::string_view::npos && buffer_.more();
  }
  if (long_) return long_part(item);
  if (mode_ == Mode::leaving) {
    mode_ = Mode::top;
    return Got::close;
  }
  if (mode_ != Mode::top) return in_array(item);
  if (!skip_space()) return Got::end;
  script();
  place(item);
  const char c = buffer_.view().front();
  if (c == '[') {
    buffer_.consume(1);
    mode_ = Mode::first_element;
    return Got::open;
  }
  if (c != '{') return skip_line(item, 0, "not a JSON object or array");
  if (item.column == 1 && whole_line(item)) return Got::value;
  return value(item);
}

/// The common case: the line that begins here is one value.
bool JsonPieces::whole_line(Item& item) {
  const std::size_t feed = buffer_.view().find('\n');
  if (feed == std::string_view::npos) return false;
  const std::string_view line = buffer_.view().substr(0, feed);
  if (document_.parse(line)) return false;
  item.bytes = line;
  item.json = document_.root();
  pending_ = feed + 1;
  lines_ = true;
  return true;
}

Got JsonPieces::in_array(Item& item) {
  const bool there = skip_space();
  place(item);
  if (!there) return leave_array(item, "the array has no end");
  char c = buffer_.view().front();
  if (c == ']' && mode_ == Mode::first_element) {
    document_.parse(kEmptyArray);
    item.bytes = kEmptyArray;
    item.json = document_.root();
    mode_ = Mode::after_element;
    return Got::value;
  }
  if (mode_ == Mode::after_element) {
    if (c != ',' && c != ']') return leave_array(item, "',' or ']' expected");
    buffer_.consume(1);
    mode_ = c == ']' ? Mode::top : Mode::element;
    return c == ']' ? Got::close : in_array(item);
  }
  mode_ = Mode::after_element;
  return c == '{' || c == '[' || c == '"' ? value(item) : scalar(item);
}

Got JsonPieces::leave_array(Item& item, std::string_view why) {
  mode_ = Mode::leaving;
  return skip_line(item, 0, why);
}

/// Looks for the end of the value that begins here, as far as its bytes have come.
Got JsonPieces::value(Item& item) {
  scan_ = Scan{};
  for (;;) {
    const Scanned result = scan();
    if (result == Scanned::whole) return finish(item, scan_.at);
    if (result == Scanned::partial) {
      if (buffer_.more()) continue;
      if (buffer_.full() && open_long()) return Got::open;
      why_ = buffer_.full() ? "longer than 32 MiB" : scan_.in_string ? "a string has no end" : "the text ends too early";
    }
    if (mode_ != Mode::top) mode_ = Mode::leaving;
    const std::size_t from = scan_.line_start;
    if (result == Scanned::partial || from == 0) return skip_line(item, scan_.at, why_);
    item.bytes = buffer_.view().substr(0, from);
    item.offset = std::min(scan_.at, from);
    item.why = why_;
    pending_ = from;
    return Got::fault;
  }
}

/// False when the object that fills the buffer cannot be given in parts.
bool JsonPieces::open_long() {
  if (buffer_.view().front() != '{') return false;
  long_.emplace(buffer_);
  long_got_ = long_->next(long_bytes_, long_used_);
  long_ready_ = long_got_ == LongObject::Got::part;
  if (!long_ready_) long_.reset();
  return long_ready_;
}

/// The next part of a long object, of which the first has been cut off when it was opened.
Got JsonPieces::long_part(Item& item) {
  using Cut = LongObject::Got;
  if (!std::exchange(long_ready_, false)) {
    if (long_got_ != Cut::part) {
      long_.reset();
      return Got::close;
    }
    long_got_ = long_->next(long_bytes_, long_used_);
  }
  place(item);
  if (long_got_ == Cut::ended) {
    skip_line(item, 0, "the text ends too early");
    pending_ = buffer_.view().size();  // none of its lines is a value
    return Got::fault;
  }
  if (long_got_ == Cut::uncut) return skip_line(item, 0, "longer than 32 MiB");
  item.bytes = long_bytes_;
  pending_ = long_used_;
  const auto fault = document_.parse(item.bytes);
  if (!fault) {
    item.json = document_.root();
    return Got::value;
  }
  item.bytes = buffer_.view().substr(0, long_used_);
  item.offset = std::min(long_->place(fault->column - 1), item.bytes.size());
  item.why = fault_text_ = fault->why;
  return Got::fault;
}

Got JsonPieces::scalar(Item& item) {
  constexpr std::string_view kEnds = ",] \t\r\n";
  for (;;) {
    const std::string_view view = buffer_.view();
    const std::size_t size = view.find_first_of(kEnds);
    if (size == 0) return leave_array(item, "not a JSON value");
    if (size != std::string_view::npos) return finish(item, size);
    if (view.size() > kLongestScalar || !buffer_.more()) return leave_array(item, "the array has no end");
  }
}

/// Checks the value of `size` bytes that begins here against the whole grammar.
Got JsonPieces::finish(Item& item, std::size_t size) {
  item.bytes = buffer_.view().substr(0, size);
  const auto fault = document_.parse(item.bytes);
  if (fault && mode_ == Mode::top) return skip_line(item, fault->column - 1, (fault_text_ = fault->why));
  pending_ = size;
  if (!fault) {
    item.json = document_.root();
    const std::string_view behind = buffer_.view().substr(size, 1);
    lines_ = lines_ || (item.column == 1 && behind == "\n" && item.bytes.find('\n') == std::string_view::npos);
    return Got::value;
  }
  item.offset = fault->column - 1;
  item.why = fault_text_ = fault->why;
  return Got::fault;
}

/// Leaves out everything up to the end of the line in which `offset` lies.
Got JsonPieces::skip_line(Item& item, std::size_t offset, std::string_view why) {
  std::size_t feed = buffer_.view().find('\n', offset);
  while (feed == std::string_view::npos && buffer_.more()) feed = buffer_.view().find('\n', offset);
  skipping_ = feed == std::string_view::npos;
  item.bytes = buffer_.view().substr(0, feed);
  item.offset = std::min(offset, item.bytes.size());
  item.why = why;
  pending_ = item.bytes.size();
  return Got::fault;
}

JsonPieces::Scanned JsonPieces::scan() {
  const std::string_view bytes = buffer_.view();
  while (scan_.at < bytes.size()) {
    const Scanned result = scan_.in_string ? scan_string(bytes) : scan_byte(bytes[scan_.at]);
    if (result != Scanned::partial) return result;
  }
  return Scanned::partial;
}

JsonPieces::Scanned JsonPieces::scan_string(std::string_view bytes) {
  for (; scan_.at < bytes.size(); ++scan_.at) {
    const char c = bytes[scan_.at];
    if (scan_.escaped) {
      scan_.escaped = false;
    } else if (c == '\\') {
      scan_.escaped = true;
    } else if (c == '"') {
      ++scan_.at;
      scan_.in_string = false;
      return scan_.depth == 0 ? Scanned::whole : Scanned::partial;
    } else if (c == '\n') {
      why_ = "a line end in a string";
      return Scanned::broken;
    }
  }
  return Scanned::partial;
}

JsonPieces::Scanned JsonPieces::scan_byte(char c) {
  const auto broken = [this](std::string_view why) {
    why_ = why;
    return Scanned::broken;
  };
  if (c == '\n') {
    if (lines_ && mode_ == Mode::top) return broken("the text ends too early");
    scan_.line_start = scan_.at + 1;
  } else if (c == '{' || c == '[') {
    constexpr std::string_view kMayPrecede = "[,:";
    if (scan_.before != 0 && kMayPrecede.find(scan_.before) == std::string_view::npos) return broken("',' expected");
    if (++scan_.depth > record::kMaxDepth) return broken("nested too deeply");
  } else if (c == '"') {
    scan_.in_string = true;
  }
  ++scan_.at;
  if (!is_space(c)) scan_.before = c;
  if ((c == '}' || c == ']') && --scan_.depth == 0) return Scanned::whole;
  return Scanned::partial;
}

}  // namespace rtm::ingest
