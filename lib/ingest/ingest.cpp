#include "ingest/ingest.hpp"

#include <fmt/format.h>

#include <optional>

#include "base/error.hpp"
#include "ingest/pieces.hpp"

namespace rtm::ingest {

namespace {

constexpr std::size_t kHead = std::size_t{1} << 16;
constexpr std::string_view kCalendar = "BEGIN:VCALENDAR";
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

std::string known_formats() {
  std::string names = "auto";
  for (const Format& format : formats()) (names += ", ") += format.name;
  return names;
}

bool comes_as(const Format& format, Framing framing) {
  return format.framing == framing || (framing == Framing::cut && format.cut != nullptr);
}

const Format* best_format(const Head& head, Framing framing) {
  const Format* best = nullptr;
  int most = 0;
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

/// Reads one input.
class File {
 public:
  File(const std::string& name, const Options& options, const Format* format, Desk& desk, const stage::Watch& watch, std::function<void()> before_wait)
      : name_(name), options_(options), format_(format), desk_(desk), watch_(watch), input_(name), buffer_(input_, std::move(before_wait)) {
    desk_.file(name_);
    if (format_ != nullptr) make_reader();
  }

  void read() {
    if (!first_bytes()) return;
    if (format_ != nullptr && format_->framing == Framing::document) return document();
    if (format_ != nullptr && format_->framing == Framing::cut) return cut();
    if (buffer_.view().front() == '<') {
      if (format_ == nullptr && choose(document_head(), Framing::document)) return document();
      return refuse_all(format_ == nullptr ? "HTML or XML, and no feed: an error page?" : "HTML or XML where JSON is expected: an error page, or a feed?");
    }
    while (kCalendar.starts_with(buffer_.view()) && buffer_.more()) {}
    if (buffer_.view().starts_with(kCalendar)) return refuse_all("a calendar, not posts: see rtm-calendar --calendar, or name it in the brand profile");
    if (format_ != nullptr && format_->cut != nullptr && !looks_like_json()) return cut();
    while (events_in(buffer_.view()) == Events::unsure && buffer_.more()) {}
    if (events_in(buffer_.view()) == Events::yes) {
      EventPieces pieces(buffer_);
      stream(pieces);
    } else if (format_ == nullptr && !looks_like_json() && choose(document_head(), Framing::cut)) {
      cut();
    } else {
      JsonPieces pieces(buffer_);
      stream(pieces);
    }
  }

  std::string_view format_name() const { return format_ == nullptr ? std::string_view{} : format_->name; }

 private:
  void make_reader() { reader_ = format_->make(Settings{options_.map, options_.style, name_}); }

  bool choose(const Head& head, Framing framing) {
    format_ = best_format(head, framing);
    if (format_ != nullptr) make_reader();
    return format_ != nullptr;
  }

  /// Skips a byte order mark and white space; false when there is nothing else.
  bool first_bytes() {
    while (buffer_.view().size() < 4 && buffer_.more()) {}
    if (options_.encoding != "auto") {
      buffer_.decode(options_.encoding);
    } else if (const std::string_view marked = marked_encoding(buffer_.view()); !marked.empty()) {
      buffer_.decode(std::string(marked));
    }
    while (buffer_.view().size() < 3 && kByteOrderMark.starts_with(buffer_.view()) && buffer_.more()) {}
    if (buffer_.view().starts_with(kByteOrderMark)) buffer_.consume(kByteOrderMark.size());
    const std::string_view blank = format_ != nullptr && format_->framing == Framing::cut ? "\r\n" : " \t\r\n";
    for (;;) {
      buffer_.consume(std::min(buffer_.view().find_first_not_of(blank), buffer_.view().size()));
      if (!buffer_.view().empty()) return true;
      if (!buffer_.more()) return false;
    }
  }

  /// The encoding that a byte order mark tells, but for UTF-8's; "" without one. (UTF-16's is the beginning of UTF-32's.)
  static std::string_view marked_encoding(std::string_view head) {
    constexpr std::string_view kUtf32Le("\xFF\xFE\0\0", 4), kUtf32Be("\0\0\xFE\xFF", 4);
    if (head.starts_with(kUtf32Le)) return "UTF-32LE";
    if (head.starts_with(kUtf32Be)) return "UTF-32BE";
    if (head.starts_with("\xFF\xFE")) return "UTF-16LE";
    return head.starts_with("\xFE\xFF") ? "UTF-16BE" : "";
  }

  bool looks_like_json() const {
    constexpr std::string_view kFirst = "{[\x1e";
    return kFirst.find(buffer_.view().front()) != std::string_view::npos;
  }

  void cut() {
    const std::unique_ptr<Pieces> pieces = format_->cut(buffer_, *reader_);
    understood_ = true;
    stream(*pieces);
  }

  Head document_head() {
    while (buffer_.view().size() < kHead && buffer_.more()) {}
    return {buffer_.view().substr(0, kHead), {}, {}};
  }

  void document() {
    while (buffer_.more()) {}
    item_ = Item{};
    item_.bytes = buffer_.view();
    item_.line = buffer_.line();
    item_.column = buffer_.column();
    desk_.piece(item_);
    if (buffer_.full()) return desk_.refuse(0, "the document is longer than 32 MiB");
    give();
  }

  void refuse_all(std::string_view why) {
    item_ = Item{};
    document_head();
    item_.bytes = buffer_.view().substr(0, kHead);
    item_.line = buffer_.line();
    item_.column = buffer_.column();
    desk_.piece(item_);
    desk_.refuse(0, why);
  }

  void stream(Pieces& pieces) {
    desk_.piece(item_);
    for (;;) {
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
  void fault() {
    if (!understood_ && item_.bytes.find('\0') != std::string_view::npos) throw Error(fmt::format("{}: not text, but a binary file", name_));
    desk_.refuse(item_.offset, item_.why);
  }

  void value() {
    understood_ = true;
    if (reader_ == nullptr && !choose(Head{item_.bytes.substr(0, kHead), item_.json, item_.event}, Framing::json)) {
      if (item_.bytes == "[]") return;
      return desk_.refuse(0, fmt::format("of no known format; say which with --from: {}", known_formats()));
    }
    give();
  }

  void give() {
    desk_.begin();
    reader_->read(Piece{item_.bytes, item_.json, item_.event}, desk_);
    desk_.end();
    if (watch_) watch_(desk_.counts().handled());
  }

  const std::string& name_;
  const Options& options_;
  const Format* format_;
  Desk& desk_;
  const stage::Watch& watch_;
  io::Input input_;
  Buffer buffer_;
  Item item_;
  bool understood_ = false;  // something was JSON
  std::unique_ptr<Reader> reader_;
};

}  // namespace

Report run(const std::vector<std::string>& files, const Options& options, io::Writer& writer,
           stage::Refusals& refusals, const stage::Watch& watch) {
  static const std::vector<std::string> standard_input{"-"};
  const Format* format = find_format(options.from);
  if (format == nullptr && options.from != "auto") {
    throw Error(fmt::format("--from {}: no such format; known are {}", options.from, known_formats()));
  }
  Report report;
  stage::Output output(writer, refusals);
  Desk desk(options.desk, output, refusals);
  const auto finish = [&] {
    desk.close();
    writer.flush();
    report.counts = desk.counts();
    report.totals.refused = refusals.count();
    report.totals.lines = report.counts.handled() + report.totals.refused;
    report.totals.known = report.totals.lines;
    report.totals.written = output.written();
  };
  try {
    for (const std::string& name : files.empty() ? standard_input : files) {
      File file(name, options, format, desk, watch, [&writer] { writer.flush(); });
      try {
        file.read();
      } catch (...) {
        desk.close();
        throw;
      }
      if (report.formats.size() < 100) report.formats.emplace_back(name, file.format_name());
    }
  } catch (const stage::Stopped&) {
    report.totals.stopped = true;
  } catch (const Error&) {
    finish();
    throw;
  }
  finish();
  return report;
}

}  // namespace rtm::ingest
