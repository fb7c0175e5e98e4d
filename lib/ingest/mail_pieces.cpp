#include "ingest/mail_pieces.hpp"

#include <algorithm>
#include <utility>

namespace rtm::ingest {

namespace {

constexpr std::string_view kFrom = "\nFrom ";
constexpr std::size_t kLongestLine = 1000;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// "Name:" at the beginning of a line.
bool is_field(std::string_view line) {
  const std::size_t colon = line.find(':');
  if (colon == 0 || colon == std::string_view::npos || colon > 100) return false;
  return std::all_of(line.begin(), line.begin() + static_cast<std::ptrdiff_t>(colon), [](char c) { return c > 0x20 && c < 0x7F; });
}

/// Blank lines in front do no harm.
bool begins_with_field(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n\xEF\xBB\xBF"), text.size()));
  return text.starts_with("From ") || text.starts_with(">From ") || is_field(text.substr(0, text.find('\n')));
}

}  // namespace

bool begins_mail(std::string_view line) {
  if (!line.starts_with("From ")) return false;
  for (std::size_t at = line.find(':'); at != std::string_view::npos; at = line.find(':', at + 1)) {
    if (is_digit(line[at - 1]) && at + 2 < line.size() && is_digit(line[at + 1]) && is_digit(line[at + 2])) return true;
  }
  return false;
}

/// True when a mail begins at `at`; reads on as far as that takes to tell.
bool MailPieces::begins_at(std::size_t at) {
  while (buffer_.view().size() < at + 2 * kLongestLine && buffer_.more()) {}
  const std::string_view view = buffer_.view().substr(at, 2 * kLongestLine);
  const std::size_t feed = view.find('\n');
  if (feed == std::string_view::npos || feed > kLongestLine || !begins_mail(view.substr(0, feed))) return false;
  const std::string_view below = view.substr(feed + 1);
  return is_field(below.substr(0, below.find('\n'))) || below.starts_with(">From ");
}

MailPieces::Ends MailPieces::find_end(std::size_t& end) {
  for (std::size_t from = 0;;) {
    const std::size_t at = single_ ? std::string_view::npos : buffer_.view().find(kFrom, from);
    if (at != std::string_view::npos) {
      end = at + 1;
      if (begins_at(end)) return Ends::mail;
      from = end;
      continue;
    }
    end = buffer_.view().size();
    from = end < kFrom.size() ? 0 : end - kFrom.size();
    if (buffer_.full()) return Ends::too_long;
    if (!buffer_.more()) return Ends::input;
  }
}

Got MailPieces::next(Item& item) {
  for (;;) {
    buffer_.consume(pending_);
    pending_ = 0;
    if (buffer_.view().empty() && !buffer_.more()) return Got::end;
    const bool first = !std::exchange(any_, true);
    if (first) single_ = !begins_at(0);
    item = Item{};
    item.line = buffer_.line();
    item.column = buffer_.column();
    if (first && single_ && !begins_with_field(buffer_.view())) {
      item.bytes = buffer_.view().substr(0, kLongestLine);
      item.why = "no mail: it begins with neither a line \"From \" nor a field like \"Subject: \"";
      skipping_ = true;
      return Got::fault;
    }
    const Ends ends = find_end(pending_);
    item.bytes = buffer_.view().substr(0, pending_);
    const bool rest = skipping_;
    skipping_ = ends == Ends::too_long;
    // Where the next mail begins may lie over the end of what there is.
    if (skipping_) pending_ -= kFrom.size();
    if (rest) continue;
    if (!skipping_) return Got::value;
    item.why = "a mail longer than 32 MiB";
    return Got::fault;
  }
}

}  // namespace rtm::ingest
