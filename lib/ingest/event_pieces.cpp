#include <algorithm>

#include "io/lines.hpp"
#include "ingest/pieces.hpp"

namespace rtm::ingest {

Events events_in(std::string_view head) {
  head.remove_prefix(std::min(head.find_first_not_of(" \t\r\n"), head.size()));
  bool unsure = false;
  for (const std::string_view field : {":", "event:", "data:", "id:", "retry:"}) {
    if (head.starts_with(field)) return Events::yes;
    unsure = unsure || field.starts_with(head);
  }
  return unsure ? Events::unsure : Events::no;
}

/// Sets `line` to the next line, valid until the next call; false at the end. What is longer than a record may be is
/// given in parts.
bool EventPieces::line(std::string_view& line) {
  buffer_.consume(pending_);
  pending_ = 0;
  std::size_t feed = buffer_.view().find('\n');
  while (feed == std::string_view::npos) {
    const std::size_t searched = buffer_.view().size();
    if (!buffer_.more()) break;
    feed = buffer_.view().find('\n', searched);
  }
  line = buffer_.view().substr(0, feed);
  pending_ = line.size() + (feed == std::string_view::npos ? 0 : 1);
  if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
  return pending_ > 0;
}

void EventPieces::field(std::string_view line) {
  const std::size_t colon = std::min(line.find(':'), line.size());
  const std::string_view name = line.substr(0, colon);
  std::string_view value = line.substr(std::min(colon + 1, line.size()));
  if (value.starts_with(' ')) value.remove_prefix(1);
  if (name == "event") {
    event_ = value.substr(0, 64);
  } else if (name == "data") {
    if (has_data_) data_ += '\n';
    if (data_.size() + value.size() > io::Lines::kMaxLine) too_long_ = true;
    if (!too_long_) data_ += value;
    has_data_ = true;
  }
}

Got EventPieces::next(Item& item) {
  event_.clear();
  data_.clear();
  has_data_ = too_long_ = false;
  std::string_view text;
  for (bool more = true; more;) {
    more = line(text);
    if (more && !text.empty()) {
      if (!has_data_) begins_ = buffer_.line();
      field(text);
    } else if (has_data_) {
      item = Item{data_, {}, event_, begins_, 1, 0, {}};
      if (too_long_) item.why = "longer than 16 MiB";
      if (too_long_) return Got::fault;
      if (!document_.parse(data_)) item.json = document_.root();
      return Got::value;
    } else {
      event_.clear();
    }
  }
  return Got::end;
}

}  // namespace rtm::ingest
