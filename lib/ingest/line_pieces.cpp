#include "ingest/line_pieces.hpp"

namespace rtm::ingest {

/// Where the line that begins the buffer ends: at a line feed, or behind all that can be had.
std::size_t LinePieces::find_end() {
  std::size_t searched = 0;
  for (;;) {
    const std::size_t feed = buffer_.view().find('\n', searched);
    if (feed != std::string_view::npos) return feed;
    searched = buffer_.view().size();
    if (!buffer_.more()) return searched;
  }
}

Got LinePieces::next(Item& item) {
  for (;;) {
    buffer_.consume(pending_);
    pending_ = 0;
    if (buffer_.view().empty() && !buffer_.more()) return Got::end;
    const std::size_t end = find_end();
    const bool whole = end < buffer_.view().size();
    item = Item{};
    item.bytes = buffer_.view().substr(0, end);
    item.line = buffer_.line();
    item.column = buffer_.column();
    pending_ = end + (whole ? 1 : 0);
    const bool rest = skipping_;
    skipping_ = !whole && buffer_.full();
    if (rest) continue;
    if (skipping_) {
      item.why = "longer than 32 MiB";
      return Got::fault;
    }
    if (item.bytes.ends_with('\r')) item.bytes.remove_suffix(1);
    if (!item.bytes.empty()) return Got::value;
  }
}

}  // namespace rtm::ingest
