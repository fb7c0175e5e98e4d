#include <algorithm>
#include <charconv>

#include "base/ascii.hpp"
#include "ingest/formats/warc.hpp"

namespace rtm::ingest {

namespace {

constexpr std::size_t kLongestHeader = std::size_t{1} << 16;

bool same(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return ascii::lower(x) == ascii::lower(y); });
}

std::string_view without_blanks(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r";
  const std::size_t from = std::min(text.find_first_not_of(kBlank), text.size());
  return text.substr(from, text.find_last_not_of(kBlank) + 1 - from);
}

/// The next line without its end; `text` is moved behind it.
std::string_view take_line(std::string_view& text) {
  const std::size_t feed = std::min(text.find('\n'), text.size());
  std::string_view line = text.substr(0, feed);
  text.remove_prefix(std::min(feed + 1, text.size()));
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

std::optional<std::uint64_t> number(std::string_view digits, int base) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, base);
  if (error != std::errc{} || end == digits.data()) return std::nullopt;
  return value;
}

std::string small(std::string_view text) { return ascii::lower(without_blanks(text)); }

}  // namespace

std::string_view Message::field(std::string_view name) const {
  const auto found = std::find_if(fields.begin(), fields.end(), [&](const auto& one) { return same(one.first, name); });
  return found == fields.end() ? std::string_view{} : found->second;
}

Message read_message(std::string_view bytes) {
  constexpr std::size_t kMostFields = 100;
  Message message;
  message.first = take_line(bytes);
  while (!bytes.empty()) {
    const std::string_view line = take_line(bytes);
    if (line.empty()) break;
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || message.fields.size() >= kMostFields) continue;
    message.fields.emplace_back(without_blanks(line.substr(0, colon)), without_blanks(line.substr(colon + 1)));
  }
  message.body = bytes;
  return message;
}

std::string without_chunks(std::string_view body) {
  std::string out;
  std::string_view rest = body;
  for (bool first = true;; first = false) {
    const std::string_view line = take_line(rest);
    const auto size = line.size() <= 200 ? number(line, 16) : std::nullopt;
    if (!size) return first ? std::string(body) : out;
    if (*size == 0) return out;
    out += rest.substr(0, *size);
    rest.remove_prefix(static_cast<std::size_t>(std::min<std::uint64_t>(*size, rest.size())));
    if (take_line(rest); rest.empty()) return out;
  }
}

std::string media_type(std::string_view content_type) { return small(content_type.substr(0, content_type.find(';'))); }

std::string media_charset(std::string_view content_type) {
  const std::string all = small(content_type);
  const std::size_t at = all.find("charset=");
  return at == std::string::npos ? std::string{} : all.substr(at + 8, all.find(';', at) - at - 8);
}

bool WarcPieces::skip_blank() {
  for (;;) {
    const std::string_view view = buffer_.view();
    buffer_.consume(std::min(view.find_first_not_of("\r\n"), view.size()));
    if (!buffer_.view().empty()) return true;
    if (!buffer_.more()) return false;
  }
}

/// With the empty line behind it; 0 when none comes within 64 KiB.
std::size_t WarcPieces::header_size() {
  for (std::size_t from = 0;;) {
    const std::string_view view = buffer_.view();
    const std::size_t ends = view.find("\n\r\n", from), bare = view.find("\n\n", from);
    if (ends < view.size() || bare < view.size()) return ends < bare ? ends + 3 : bare + 2;
    from = view.size() < 2 ? 0 : view.size() - 2;
    if (view.size() > kLongestHeader || !buffer_.more()) return 0;
  }
}

/// Leaves `bytes` out; false when the archive ends before.
bool WarcPieces::pass_by(std::uint64_t bytes) {
  while (bytes > 0) {
    const auto part = static_cast<std::size_t>(std::min<std::uint64_t>(bytes, buffer_.view().size()));
    buffer_.consume(part);
    bytes -= part;
    if (bytes > 0 && !buffer_.more()) return false;
  }
  return true;
}

Got WarcPieces::fault(Item& item, std::string_view why) {
  item.why = why;
  item.bytes = {};
  return Got::fault;
}

/// Goes to the next line that begins a record.
Got WarcPieces::resume(Item& item, std::string_view why) {
  constexpr std::string_view kBegins = "\nWARC/";
  for (;;) {
    const std::size_t at = buffer_.view().find(kBegins);
    if (at != std::string_view::npos) {
      buffer_.consume(at + 1);
      break;
    }
    if (buffer_.view().size() >= kBegins.size()) buffer_.consume(buffer_.view().size() - (kBegins.size() - 1));
    if (buffer_.more()) continue;
    buffer_.consume(buffer_.view().size());
    break;
  }
  return fault(item, why);
}

Got WarcPieces::next(Item& item) {
  for (;;) {
    buffer_.consume(pending_);
    pending_ = 0;
    if (!skip_blank()) return Got::end;
    item = Item{};
    item.line = buffer_.line();
    item.column = buffer_.column();
    const std::size_t header = header_size();
    const Message record = read_message(buffer_.view().substr(0, header));
    if (header == 0 || !record.first.starts_with("WARC/")) return resume(item, "no record of a web archive");
    const auto length = number(record.field("Content-Length"), 10);
    if (!length) return resume(item, "a record without its length");
    const std::string_view type = record.field("WARC-Type");
    if (type != "response" && type != "conversion" && type != "resource") {
      buffer_.consume(header);
      if (!pass_by(*length)) return fault(item, "the record ends too early");
      continue;
    }
    if (*length > Buffer::kMax - header) {
      buffer_.consume(header);
      pass_by(*length);
      return fault(item, "a record longer than 32 MiB");
    }
    const std::size_t whole = header + static_cast<std::size_t>(*length);
    while (buffer_.view().size() < whole && buffer_.more()) {}
    const bool ends = buffer_.view().size() >= whole;
    pending_ = std::min(whole, buffer_.view().size());
    if (!ends) return fault(item, "the record ends too early");
    item.bytes = buffer_.view().substr(0, whole);
    return Got::value;
  }
}

}  // namespace rtm::ingest
