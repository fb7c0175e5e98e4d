#include "ingest/formats/table.hpp"

#include <algorithm>
#include <utility>

#include "base/ascii.hpp"
#include "io/charset.hpp"

namespace rtm::ingest {

namespace {

constexpr std::size_t kLongestCell = std::size_t{1} << 20;
constexpr std::size_t kLongestRow = std::size_t{16} << 20;

/// Puts the quoted cell that begins at `at` into `cell` and moves `at` behind the closing quote.
void unquote(std::string_view row, std::size_t& at, std::string& cell) {
  for (++at; at < row.size(); ++at) {
    if (row[at] == '"') {
      if (at + 1 >= row.size() || row[at + 1] != '"') {
        ++at;
        return;
      }
      ++at;
    }
    cell += row[at];
  }
}

/// False when the cell that begins at `at` has no closing quote: then it is none.
bool closes(std::string_view row, std::size_t at) {
  for (++at; at < row.size(); ++at) {
    if (row[at] != '"') continue;
    if (at + 1 >= row.size() || row[at + 1] != '"') return true;
    ++at;
  }
  return false;
}

}  // namespace

void split_row(std::string_view row, char delimiter, std::vector<std::string>& cells) {
  std::size_t n = 0;
  bool quotes = true;  // once a cell does not close, no later one does
  for (std::size_t at = 0;; ++at) {
    if (n == cells.size()) cells.emplace_back();
    std::string& cell = cells[n++];
    cell.clear();
    if (at < row.size() && row[at] == '"' && quotes && (quotes = closes(row, at))) unquote(row, at, cell);
    const std::size_t end = std::min(row.find(delimiter, at), row.size());
    cell.append(row, at, end - at);
    at = end;
    if (at >= row.size()) break;
  }
  cells.resize(n);
}

std::string plain_heading(std::string_view heading) {
  while (heading.starts_with(io::kByteOrderMark)) heading.remove_prefix(io::kByteOrderMark.size());  // inside the quotes of the first
  std::string out;
  for (const char c : heading) {
    if (ascii::is_letter(c) || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80) {
      out += ascii::lower(c);
    } else if (!out.empty() && out.back() != '_') {
      out += '_';
    }
  }
  while (out.ends_with('_')) out.pop_back();
  return out;
}

std::optional<TableShape> heading_row(std::string_view row, const std::vector<std::string>& wanted, char delimiter) {
  constexpr std::size_t kLongestHeading = std::size_t{1} << 20;
  if (row.size() > kLongestHeading) return std::nullopt;
  std::optional<TableShape> best;
  std::size_t most = 0;
  const std::string_view candidates = delimiter == 0 ? kDelimiters : std::string_view(&delimiter, 1);
  std::vector<std::string> cells;
  for (const char candidate : candidates) {
    split_row(row, candidate, cells);
    for (std::string& cell : cells) cell = plain_heading(cell);
    const auto there = [&](const std::string& name) { return std::find(cells.begin(), cells.end(), name) != cells.end(); };
    const auto found = static_cast<std::size_t>(std::count_if(wanted.begin(), wanted.end(), there));
    if (found > most) {
      most = found;
      best = TableShape{candidate, cells};
    }
  }
  return best;
}

/// True when there is a byte at `at` of the buffer, read now if need be.
bool TablePieces::see(std::size_t at) {
  while (at >= buffer_.view().size()) {
    if (!buffer_.more()) return false;
  }
  return true;
}

/// At an opening quote; goes behind the closing one.
TablePieces::Ends TablePieces::quoted(std::size_t& at) {
  const std::size_t start = at++;
  for (;;) {
    if (!see(at) || at - start > kLongestCell) return Ends::unclosed;
    const std::string_view view = buffer_.view();
    const std::size_t quote = view.find('"', at);
    at = std::min(quote, view.size());
    if (quote == std::string_view::npos) continue;
    if (!see(++at) || buffer_.view()[at] != '"') return Ends::row;
    ++at;
  }
}

/// Sets end_ to the end of the line that goes on at `from`, in which a quote is a plain sign.
TablePieces::Ends TablePieces::line_end(std::size_t from) {
  for (;;) {
    end_ = std::min(buffer_.view().find('\n', from), buffer_.view().size());
    from = buffer_.view().size();
    if (end_ > kLongestRow) return Ends::too_long;
    if (end_ < from || !see(from)) return Ends::unclosed;
  }
}

/// Sets end_ to where the row at the buffer's begin ends: a line end outside quotes.
TablePieces::Ends TablePieces::find_end() {
  const std::string_view delimiters = reader_.delimiters();
  std::string stops = "\n";
  stops += delimiters;
  bool may_quote = true;
  for (std::size_t at = 0; see(at);) {
    end_ = at;
    if (may_quote && buffer_.view()[at] == '"') {
      const std::size_t start = at;
      if (quoted(at) == Ends::unclosed) return line_end(start);
      may_quote = false;
      continue;
    }
    const std::size_t stop = buffer_.view().find_first_of(stops, at);
    if (stop == std::string_view::npos) {
      at = buffer_.view().size();
      may_quote = false;
      end_ = at;
      if (at > kLongestRow) return Ends::too_long;
      continue;
    }
    end_ = stop;
    if (buffer_.view()[stop] == '\n') return Ends::row;
    at = stop + 1;
    may_quote = true;
    if (at > kLongestRow) return Ends::too_long;
  }
  end_ = buffer_.view().size();
  return Ends::input;
}

Got TablePieces::next(Item& item) {
  buffer_.consume(pending_);
  pending_ = 0;
  while (skipping_) {
    const std::size_t feed = buffer_.view().find('\n');
    buffer_.consume(std::min(feed, buffer_.view().size()));
    skipping_ = feed == std::string_view::npos && buffer_.more();
  }
  item = Item{};
  const Ends ends = find_end();
  item.line = buffer_.line();
  item.column = buffer_.column();
  if (ends == Ends::input && buffer_.view().empty()) {
    item.why = reader_.complaint();
    if (std::exchange(ended_, true) || item.why.empty()) return Got::end;
    return Got::fault;
  }
  item.bytes = buffer_.view().substr(0, end_);
  pending_ = std::min(end_ + 1, buffer_.view().size());
  if (ends == Ends::too_long) {
    skipping_ = true;
    item.bytes = item.bytes.substr(0, 1 << 16);
    item.why = "a row of more than 16 MiB";
    return Got::fault;
  }
  if (item.bytes.ends_with('\r')) item.bytes.remove_suffix(1);
  if (ends != Ends::unclosed || told_) return Got::value;
  told_ = true;
  item.why = "a quote that nothing closes; from here on it is read as a plain sign";
  return Got::fault;
}

}  // namespace rtm::ingest
