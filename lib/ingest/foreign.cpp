#include "ingest/foreign.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <utility>

#include "ingest/pieces.hpp"

namespace rtm::ingest {

namespace {

/// The first bytes of files, and what to do with them.
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

/// Takes one figure of one to four digits off the front of `text`.
bool take_figure(std::string_view& text) {
  constexpr std::size_t kMost = 4;
  const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
  text.remove_prefix(digits);
  return digits > 0 && digits <= kMost;
}

/// Takes "04/11/26" off the front of `text`.
bool take_date(std::string_view& text) {
  constexpr std::string_view kMarks = "/.-";
  for (int i = 0; i < 2; ++i) {
    if (!take_figure(text) || text.empty() || kMarks.find(text.front()) == std::string_view::npos) return false;
    text.remove_prefix(1);
  }
  return take_figure(text);
}

/// How a line of a chat begins, and whether a name with a colon follows.
struct ChatLine {
  enum class Begins : std::uint8_t { no, bracket, dash };
  Begins begins = Begins::no;
  bool named = false;
};

/// "[04/11/26, 10:15:02] Name: ...", "04/11/26, 10:15 - Name: ..."
ChatLine chat_line(std::string_view line) {
  constexpr std::string_view kMark = "\xE2\x80\x8E";  // left to right
  constexpr std::size_t kLongestClock = 24, kLongestName = 80;
  ChatLine found;
  if (line.starts_with(kMark)) line.remove_prefix(kMark.size());
  const bool bracket = line.starts_with('[');
  if (bracket) line.remove_prefix(1);
  const bool year_first = line.find_first_not_of("0123456789") > 2;  // a log
  if (year_first || !take_date(line)) return found;
  if (line.starts_with(',')) line.remove_prefix(1);
  else if (!bracket) return found;
  if (!line.starts_with(' ')) return found;
  const std::string_view close = bracket ? "] " : " - ";
  const std::size_t clock = line.substr(0, kLongestClock).find(close);
  const std::size_t colon = line.find_first_of(":.");
  if (clock == std::string_view::npos || colon == std::string_view::npos || colon > clock || colon > 3) return found;
  found.begins = bracket ? ChatLine::Begins::bracket : ChatLine::Begins::dash;
  line.remove_prefix(clock + close.size());
  const std::size_t name = line.substr(0, kLongestName).find(": ");
  found.named = name != std::string_view::npos && name > 0;
  return found;
}

}  // namespace

bool may_be_foreign(std::string_view head) {
  const auto begins = [head](const auto& one) { return one.first.starts_with(head.substr(0, one.first.size())); };
  return std::any_of(kForeign.begin(), kForeign.end(), begins);
}

std::string_view foreign(std::string_view head) {
  for (const auto& [magic, what] : kForeign) {
    if (head.starts_with(magic)) return what;
  }
  return {};
}

HttpHead http_head(std::string_view text) {
  static const RE2 kStatus(R"(HTTP/[0-9](?:\.[0-9])? ([0-9]{3})(?: [^\r\n]*)?\r?\n)", RE2::Latin1);
  static const RE2 kField(R"([!#$%&'*+.^_`|~0-9A-Za-z-]+:[^\r\n]*\r?\n)", RE2::Latin1), kBlank(R"(\r?\n)", RE2::Latin1);
  HttpHead head;
  std::string_view left = text;
  const auto take = [&left](const RE2& what, auto*... captured) {
    re2::StringPiece piece(left.data(), left.size());
    if (!RE2::Consume(&piece, what, captured...)) return false;
    left.remove_prefix(left.size() - piece.size());
    return true;
  };
  if (!take(kStatus, &head.status)) return {};
  while (take(kField)) {}
  if (!take(kBlank)) return {};
  head.size = text.size() - left.size();
  return head;
}

bool begins_with_date(std::string_view line) {
  if (!line.starts_with('[')) return false;
  line.remove_prefix(1);
  return take_date(line);
}

bool is_chat(std::string_view head) {
  constexpr std::size_t kMostLines = 200;
  std::size_t lines = 0, bracketed = 0, dashed = 0, said = 0;
  while (!head.empty() && lines < kMostLines) {
    const std::size_t end = std::min(head.find('\n'), head.size());
    const ChatLine line = chat_line(head.substr(0, end));
    if (lines == 0 && line.begins == ChatLine::Begins::no) return false;
    head.remove_prefix(std::min(end + 1, head.size()));
    ++lines;
    if (line.begins == ChatLine::Begins::no) continue;  // a message goes on
    ++(line.begins == ChatLine::Begins::bracket ? bracketed : dashed);
    said += line.named ? 1 : 0;
  }
  const bool most = said * 2 > bracketed + dashed;
  return most && (said >= 2 || (lines == 1 && bracketed == 1));
}

bool may_hold_json(std::string_view head) {
  if (head.find('\0') != std::string_view::npos) return true;
  while (!head.empty()) {
    const std::size_t end = std::min(head.find('\n'), head.size());
    if (JsonPieces::may_begin(head.substr(0, end)) && !begins_with_date(head)) return true;
    head.remove_prefix(std::min(end + 1, head.size()));
  }
  return false;
}

bool is_empty_page(record::Value json) {
  constexpr std::array<std::string_view, 12> kLists{"data", "items", "results", "posts", "articles", "statuses", "entries", "records", "hits", "documents", "rows", "tweets"};
  constexpr std::array<std::string_view, 15> kWords{"status", "kind", "type", "object", "etag", "next", "previous", "next_page", "cursor", "nextPageToken", "href", "url", "version", "requestId", "request_id"};
  bool list = false;
  std::string name;
  for (const auto& [key, value] : json.members()) {
    name = key.text();
    const auto is_one_of = [&name](auto names) { return std::find(names.begin(), names.end(), name) != names.end(); };
    if (value.is_array()) {
      if (value.size() > 0 || !is_one_of(kLists)) return false;
      list = true;
    } else if (value.is_string()) {
      if (!is_one_of(kWords)) return false;
    } else if (value.boolean() == false && (name == "ok" || name == "success")) {
      return false;
    }
  }
  return list;
}

}  // namespace rtm::ingest
