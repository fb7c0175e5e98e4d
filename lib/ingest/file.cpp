#include "ingest/file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/error.hpp"
#include "ingest/formats/social.hpp"
#include "io/charset.hpp"

namespace rtm::ingest {

namespace {

constexpr std::size_t kHead = std::size_t{1} << 16;
constexpr std::string_view kCalendar = "BEGIN:VCALENDAR";
using io::kByteOrderMark;
/// Below it a format takes what looks like nothing else: any table, any object.
constexpr int kSure = 50;

bool comes_as(const Format& format, Framing framing) {
  return format.framing == framing || (framing == Framing::cut && format.cut != nullptr);
}

const Format* best_format(const Head& head, Framing framing, int least) {
  const Format* best = nullptr;
  int most = least - 1;
  for (const Format& format : formats()) {
    if (!comes_as(format, framing)) continue;
    const int score = format.sniff(head);
    if (score > most) {
      best = &format;
      most = score;
    }
  }
  return best;
}

bool is_binary(const Head& head) { return head.bytes.find('\0') != std::string_view::npos; }

/// Files that hold posts now and then, and what to do with them. By their first bytes.
constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kForeign{{
    {"\xD0\xCF\x11\xE0", "a file of Excel or Word: save it as CSV (UTF-8) and read that"},
    {"%PDF-", "a PDF: export the data as CSV or JSON instead"},
    {"7z\xBC\xAF\x27\x1C", "packed with 7-Zip: unpack it first"},
    {"Rar!\x1A", "packed with RAR: unpack it first"},
    {"BZh", "packed with bzip2: bzcat it into rtm-ingest"},
    {"\xFD" "7zXZ", "packed with xz: xzcat it into rtm-ingest"},
    {"SQLite format 3", "an SQLite database: export the table as CSV"},
    {"PAR1", "a Parquet file: export it as JSON Lines or CSV"},
}};

std::string_view foreign(std::string_view head) {
  for (const auto& [magic, what] : kForeign) {
    if (head.starts_with(magic)) return what;
  }
  return {};
}

/// Formats that have no signs of their own.
bool is_of_any_make(const Format& format) { return format.name == "jsonl" || format.name == "csv" || format.name == "tsv"; }

}  // namespace

std::string known_formats() {
  std::string names = "auto";
  for (const Format& format : formats()) (names += ", ") += format.name;
  return names;
}

File::File(io::Input& input, Origin origin, const Options& options, const Format* format, Desk& desk, const stage::Watch& watch,
           std::function<void()> before_wait)
    : name_(input.name()), origin_(origin), options_(options), format_(format), desk_(desk), watch_(watch), buffer_(input, std::move(before_wait)) {
  desk_.file(name_);
  if (format_ != nullptr) make_reader();
}

Outcome File::read() {
  if (first_bytes()) read_any();
  return outcome_;
}

void File::read_any() {
  constexpr std::size_t kLongestMagic = 16;
  const auto begins = [this](const auto& one) { return one.first.starts_with(buffer_.view().substr(0, one.first.size())); };
  while (buffer_.view().size() < kLongestMagic && std::any_of(kForeign.begin(), kForeign.end(), begins) && buffer_.more()) {}
  if (const std::string_view what = foreign(buffer_.view()); !what.empty()) {
    if (archived()) return leave();
    throw Error(fmt::format("{}: {}", name_, what));
  }
  if (format_ != nullptr && format_->framing != Framing::json) {
    if (archived() && !fits(document_head())) return leave();
    return format_->framing == Framing::document ? document() : cut();
  }
  if (buffer_.view().front() == '<') {
    if (format_ == nullptr && choose(document_head(), Framing::document)) return document();
    return refuse_all(format_ == nullptr ? "HTML or XML, and no feed: an error page, or an export that is to be had as JSON?" : "HTML or XML where JSON is expected: an error page, or a feed?");
  }
  while (kCalendar.starts_with(buffer_.view()) && buffer_.more()) {}
  if (buffer_.view().starts_with(kCalendar)) return refuse_all("a calendar, not posts: see rtm-calendar --calendar, or name it in the brand profile");
  if (format_ != nullptr && format_->cut != nullptr && !looks_like_json()) return cut();
  read_json();
}

void File::read_json() {
  while (events_in(buffer_.view()) == Events::unsure && buffer_.more()) {}
  if (events_in(buffer_.view()) == Events::yes) {
    EventPieces pieces(buffer_);
    stream(pieces);
  } else if (format_ == nullptr && !looks_like_json() && choose(document_head(), Framing::cut)) {
    cut();
  } else if (archived() && !looks_like_json() && is_binary(document_head())) {
    leave();
  } else if (format_ == nullptr && document_head().bytes.find_first_of(std::string_view("{[\0", 3)) == std::string_view::npos) {
    refuse_all("neither JSON nor a feed, mail or table with a heading that is known; of a table say where the text is: --from csv --map text=HEADING, or text=#3");
  } else {
    JsonPieces pieces(buffer_);
    stream(pieces);
  }
}

void File::make_reader() { reader_ = format_->make(Settings{options_.map, options_.style, name_}); }

bool File::choose(const Head& head, Framing framing) {
  format_ = best_format(head, framing, archived() ? kSure : 1);
  if (format_ != nullptr) make_reader();
  return format_ != nullptr;
}

/// True when a file of an archive may be of the format that was named. With a map, one that has no signs takes any text.
bool File::fits(const Head& head) const {
  const bool fit = format_->sniff(head) > 0;
  if (!is_of_any_make(*format_)) return fit;
  if (best_format(head, format_->framing, kSure) != nullptr) return false;
  const bool text = head.json.exists() || !(is_binary(head) || looks_like_json() || head.bytes.starts_with('<') || head.bytes.starts_with(kCalendar));
  return fit || (!options_.map.empty() && text);
}

/// Skips byte order marks (programs that put one before what has one already are not rare) and white space; false when there is nothing else.
bool File::first_bytes() {
  while (buffer_.view().size() < 4 && buffer_.more()) {}
  if (options_.encoding != "auto") {
    buffer_.decode(options_.encoding);
  } else if (const std::string_view marked = marked_encoding(buffer_.view()); !marked.empty()) {
    buffer_.decode(std::string(marked));
  }
  const std::string_view blank = format_ != nullptr && format_->framing == Framing::cut ? "\r\n" : " \t\r\n";
  for (;;) {
    buffer_.consume(std::min(buffer_.view().find_first_not_of(blank), buffer_.view().size()));
    const std::string_view begin = buffer_.view().substr(0, kByteOrderMark.size());
    if (begin == kByteOrderMark) {
      buffer_.consume(kByteOrderMark.size());
    } else if (!kByteOrderMark.starts_with(begin)) {
      return true;
    } else if (!buffer_.more()) {
      return !buffer_.view().empty();
    }
  }
}

/// The encoding that a byte order mark tells, but for UTF-8's; "" without one. (UTF-16's is the beginning of UTF-32's.)
std::string_view File::marked_encoding(std::string_view head) {
  constexpr std::string_view kUtf32Le("\xFF\xFE\0\0", 4), kUtf32Be("\0\0\xFE\xFF", 4);
  if (head.starts_with(kUtf32Le)) return "UTF-32LE";
  if (head.starts_with(kUtf32Be)) return "UTF-32BE";
  if (head.starts_with("\xFF\xFE")) return "UTF-16LE";
  return head.starts_with("\xFE\xFF") ? "UTF-16BE" : "";
}

bool File::looks_like_json() const {
  constexpr std::string_view kFirst = "{[\x1e";
  return kFirst.find(buffer_.view().front()) != std::string_view::npos;
}

Head File::document_head() {
  while (buffer_.view().size() < kHead && buffer_.more()) {}
  return {buffer_.view().substr(0, kHead), {}, {}};
}

Head File::piece_head() const { return {item_.bytes.substr(0, kHead), item_.json, item_.event}; }

void File::cut() {
  const std::unique_ptr<Pieces> pieces = format_->cut(buffer_, *reader_);
  understood_ = true;
  stream(*pieces);
}

void File::document() {
  while (buffer_.more()) {}
  item_ = Item{};
  item_.bytes = buffer_.view();
  item_.line = buffer_.line();
  item_.column = buffer_.column();
  desk_.piece(item_);
  if (buffer_.full()) return desk_.refuse(0, "the document is longer than 32 MiB");
  give();
}

void File::refuse_all(std::string_view why) {
  if (archived()) return leave();
  item_ = Item{};
  document_head();
  item_.bytes = buffer_.view().substr(0, kHead);
  item_.line = buffer_.line();
  item_.column = buffer_.column();
  desk_.piece(item_);
  desk_.refuse(0, why);
}

/// Lets go of a file of an archive.
void File::leave() {
  desk_.close();
  outcome_ = buffer_.view().starts_with('<') ? Outcome::left_out_markup : Outcome::left_out;
}

void File::stream(Pieces& pieces) {
  desk_.piece(item_);
  while (outcome_ == Outcome::read) {
    switch (pieces.next(item_)) {
      case Got::end: return;
      case Got::open: desk_.begin(); break;
      case Got::close: desk_.end(); break;
      case Got::fault: fault(); break;
      case Got::value: value(); break;
    }
  }
}

/// No text has NUL bytes: what begins with some is no broken stream of posts, but something else altogether.
void File::fault() {
  if (archived() && !understood_) return leave();
  if (!understood_ && item_.bytes.find('\0') != std::string_view::npos) throw Error(fmt::format("{}: not text, but a binary file", name_));
  desk_.refuse(item_.offset, item_.why);
}

void File::value() {
  const bool first = !std::exchange(understood_, true);
  if (reader_ == nullptr && !choose(piece_head(), Framing::json)) {
    if (item_.bytes == "[]") return;
    if (archived()) return leave();
    if (is_error_answer(item_.json)) return refuse_unknown(item_.json, "", desk_);
    if (!std::exchange(listed_, true)) return desk_.refuse(0, fmt::format("of no known format; say which with --from: {}", known_formats()));
    return desk_.refuse(0, "of no known format");
  }
  if (first && archived() && !fits(piece_head())) return leave();
  give();
}

void File::give() {
  desk_.begin();
  reader_->read(Piece{item_.bytes, item_.json, item_.event}, desk_);
  desk_.end();
  if (watch_) watch_(desk_.counts().handled());
}

}  // namespace rtm::ingest
