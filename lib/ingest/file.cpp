#include "ingest/file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/error.hpp"
#include "ingest/foreign.hpp"
#include "ingest/formats/social.hpp"
#include "io/charset.hpp"

namespace rtm::ingest {

namespace {

constexpr std::size_t kHead = std::size_t{1} << 16;
constexpr std::string_view kCalendar = "BEGIN:VCALENDAR";
using io::kByteOrderMark;
/// Below it a format takes what looks like nothing else: any table, any object.
constexpr int kSure = 50;
constexpr int kHttpError = 400;

bool comes_as(const Format& format, Framing framing) {
  return format.framing == framing || (framing == Framing::cut && format.cut != nullptr);
}

const Format* best_format(const Head& head, Framing framing, int least) {
  if (head.json.is_object() && head.json.members().begin() == head.json.members().end()) return nullptr;
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
  if (!first_bytes()) return outcome_;
  const int status = pass_http_heads();
  if (buffer_.view().empty()) return outcome_;
  if (status >= kHttpError) {
    refuse_all(fmt::format("an answer of HTTP {}, not posts", status));
  } else {
    read_any();
  }
  return outcome_;
}

/// Passes what `curl -i` prints before a body: the heads of an answer, of several where it was led on. The status of the last.
int File::pass_http_heads() {
  constexpr std::string_view kBegin = "HTTP/";
  for (int status = 0;;) {
    while (buffer_.view().size() < kBegin.size() && kBegin.starts_with(buffer_.view()) && buffer_.more()) {}
    if (!buffer_.view().starts_with(kBegin)) return status;
    HttpHead head = http_head(buffer_.view());
    while (head.size == 0 && buffer_.view().size() < kHead && buffer_.more()) head = http_head(buffer_.view());
    if (head.size == 0) return status;
    status = head.status;
    buffer_.consume(head.size);
    if (options_.encoding == "auto" ? !first_bytes() : !skip_marks()) return status;
  }
}

void File::read_any() {
  constexpr std::size_t kLongestMagic = 16;
  while (buffer_.view().size() < kLongestMagic && may_be_foreign(buffer_.view()) && buffer_.more()) {}
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
    return refuse_all(format_ == nullptr ? "HTML or XML, and no feed: an error page, or an export that is to be had as JSON or CSV?" : "HTML or XML where JSON is expected: an error page, or a feed?");
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
  } else if (format_ == nullptr && !looks_like_json() && is_chat(document_head().bytes)) {
    refuse_all("a chat of WhatsApp: what people say to each other is private, and no posts");
  } else if (format_ == nullptr && !looks_like_json() && choose(document_head(), Framing::cut)) {
    cut();
  } else if (archived() && !looks_like_json() && is_binary(document_head())) {
    leave();
  } else if (format_ == nullptr && !looks_like_json() && !may_hold_json(document_head().bytes)) {
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

/// Finds the encoding out, and skips what stands before the content; false when there is none.
bool File::first_bytes() {
  while (buffer_.view().size() < 4 && buffer_.more()) {}
  if (options_.encoding != "auto") {
    buffer_.decode(options_.encoding);
  } else if (const std::string_view marked = marked_encoding(buffer_.view()); !marked.empty()) {
    buffer_.decode(std::string(marked));
  }
  return skip_marks();
}

/// Skips byte order marks (programs that put one before what has one already are not rare) and white space; false when there is nothing else.
bool File::skip_marks() {
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

/// The encoding that a byte order mark tells, but for UTF-8's, or NUL bytes beside letters; "" without. (UTF-16's mark is the beginning of UTF-32's.)
std::string_view File::marked_encoding(std::string_view head) {
  constexpr std::string_view kUtf32Le("\xFF\xFE\0\0", 4), kUtf32Be("\0\0\xFE\xFF", 4);
  if (head.starts_with(kUtf32Le)) return "UTF-32LE";
  if (head.starts_with(kUtf32Be)) return "UTF-32BE";
  const auto letter = [head](std::size_t at) { return at < head.size() && ((head[at] >= ' ' && head[at] < '\x7F') || head[at] == '\n' || head[at] == '\r'); };
  const auto nul = [head](std::size_t at) { return at < head.size() && head[at] == '\0'; };
  if (head.starts_with("\xFF\xFE") || (letter(0) && nul(1) && letter(2) && nul(3))) return "UTF-16LE";
  return head.starts_with("\xFE\xFF") || (nul(0) && letter(1) && nul(2) && letter(3)) ? "UTF-16BE" : "";
}

bool File::looks_like_json() const {
  constexpr std::string_view kFirst = "{[\x1e";
  return kFirst.find(buffer_.view().front()) != std::string_view::npos && !begins_with_date(buffer_.view());
}

Head File::document_head() {
  while (buffer_.view().size() < kHead && buffer_.more()) {}
  return {buffer_.view().substr(0, kHead), {}, {}};
}

/// Formats are told by members that are looked for one by one: of an object that has more than any format's the first will do.
Head File::piece_head() {
  constexpr int kMostMembers = 10'000;
  Head head{item_.bytes.substr(0, kHead), item_.json, item_.event};
  int members = 0;
  for (const auto& [key, value] : item_.json.members()) {
    if (++members < kMostMembers || !key.exists()) continue;
    first_members_.assign(item_.bytes, 0, value.offset() + value.raw().size()).append("}");
    first_document_.parse(first_members_);
    head.json = first_document_.root();
    break;
  }
  return head;
}

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
    if (is_empty_page(item_.json)) return;
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
