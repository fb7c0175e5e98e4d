#include "ingest/written.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>

#include "base/ascii.hpp"
#include "ingest/date_words.hpp"

namespace rtm::ingest {

namespace {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Without what only groups digits: blanks (also the narrow and the unbroken one) and apostrophes.
std::string ungrouped(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == ' ' || text[i] == '\'') continue;
    bool skipped = false;
    for (const std::string_view blank : {"\xC2\xA0", "\xE2\x80\xAF", "\xE2\x80\x89", "\xE2\x80\x99"}) {
      if (!text.substr(i).starts_with(blank)) continue;
      i += blank.size() - 1;
      skipped = true;
      break;
    }
    if (!skipped) out += text[i];
  }
  return out;
}

bool is_figure(std::string_view text) {
  constexpr std::string_view kMay = "0123456789.,";
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  return !text.empty() && text.find_first_not_of(kMay) == std::string_view::npos && std::any_of(text.begin(), text.end(), is_digit);
}

/// Which of the marks in `figure` is the decimal one; 0 for none.
char decimal_mark(std::string_view figure) {
  const std::size_t last = figure.find_last_of(".,");
  if (last == std::string_view::npos) return 0;
  const char mark = figure[last];
  const bool alone = std::count(figure.begin(), figure.end(), mark) == 1;
  const bool other = figure.find(mark == '.' ? ',' : '.') != std::string_view::npos;
  if (other) return alone ? mark : '\0';
  return alone && figure.size() - last != 4 ? mark : '\0';
}

struct Cursor {
  std::string_view text;

  int figure(std::size_t most) {
    int value = 0;
    std::size_t n = 0;
    for (; n < most && n < text.size() && is_digit(text[n]); ++n) value = value * 10 + (text[n] - '0');
    text.remove_prefix(n);
    return n == 0 ? -1 : value;
  }
};

/// Both in order: day and month, or 0 and 0 when it cannot be told.
std::pair<int, int> day_and_month(int first, int second, char mark, DateOrder dates) {
  const bool day_first = dates == DateOrder::dmy || (dates == DateOrder::unknown && (mark == '.' || first > 12));
  const bool month_first = dates == DateOrder::mdy || (dates == DateOrder::unknown && !day_first && second > 12);
  if (day_first) return {first, second};
  return month_first ? std::pair{second, first} : std::pair{0, 0};
}

/// True when what stands between a date and a time of day only leads to it: ", alle ore ", " - ", " h. ".
bool leads_to_clock(std::string_view between) {
  constexpr std::string_view kMarks = " ,-";
  while (!between.empty()) {
    const std::size_t first = between.find_first_not_of(kMarks);
    if (first == std::string_view::npos) return true;
    between.remove_prefix(first);
    const std::string_view word = between.substr(0, between.find_first_of(kMarks));
    const auto known = date_word(word);
    if (word != "h" && word != "h." && (!known || known->kind != DateWord::Kind::link)) return false;
    between.remove_prefix(word.size());
  }
  return true;
}

/// True when a word before an hour, or behind it, says that it is one: " alle 9", " 9 Uhr", " 9 pm".
bool is_full_hour(std::string_view between, std::string_view behind) {
  if (!behind.empty() && behind.front() != ' ' && !ascii::is_letter(behind.front())) return false;
  if (std::any_of(between.begin(), between.end(), ascii::is_letter)) return !ascii::begins_with(behind, "h");
  behind.remove_prefix(std::min(behind.find_first_not_of(' '), behind.size()));
  const auto known = date_word(behind.substr(0, behind.find(' ')));
  return known && (known->kind == DateWord::Kind::half || known->kind == DateWord::Kind::link);
}

/// " alle ore 9.45" -> " 9:45", " alle 9" -> " 9:00"
std::string with_colons(std::string_view rest) {
  const auto* digit = std::find_if(rest.begin(), rest.end(), is_digit);
  const std::string_view between = rest.substr(0, static_cast<std::size_t>(digit - rest.begin()));
  if (between.empty() || digit == rest.end() || !leads_to_clock(between)) return std::string(rest);
  std::string out(" ");
  out.append(rest.substr(between.size()));
  const std::size_t figures = std::min(out.find_first_not_of("0123456789", 1), out.size());
  if (figures <= 3 && is_full_hour(between, std::string_view(out).substr(figures))) out.insert(figures, ":00");
  std::size_t mark = out[2] == '.' ? 2 : 3;
  for (; mark + 2 < out.size() && out[mark] == '.' && is_digit(out[mark + 1]) && is_digit(out[mark + 2]); mark += 3) out[mark] = ':';
  return out;
}

/// " 9:45 PM CET", " 9.45 PM CET" -> " 21:45 CET"
std::string plain_clock(std::string_view rest) {
  std::string out = with_colons(rest);
  std::string lower = out;
  for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
  const std::size_t colon = lower.find(':');
  std::size_t half = lower.find("pm");
  const bool pm = half != std::string::npos;
  if (!pm) half = lower.find("am");
  if (half == std::string::npos || colon == std::string::npos || half < colon || !is_digit(lower[half - 1 - (lower[half - 1] == ' ')])) return out;
  std::size_t start = colon;
  while (start > 0 && is_digit(lower[start - 1])) --start;
  Cursor hour{std::string_view(lower).substr(start)};
  const int value = hour.figure(2) % 12 + (pm ? 12 : 0);
  std::string clock = lower.substr(colon, half - colon);
  while (!clock.empty() && clock.back() == ' ') clock.pop_back();
  return fmt::format("{}{:02}{}{}", out.substr(0, start), value, clock, out.substr(half + 2));
}

/// A date as spreadsheets count it, in days since 30 December 1899, of this century or the end of the last; "" for other texts.
std::string date_of_serial(std::string_view text) {
  namespace chr = std::chrono;
  constexpr std::size_t kFigures = 5;
  constexpr int kFirst = 32874, kLast = 73050;  // 1990, 2099
  constexpr double kSecondsOfDay = 86400;
  int days = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + std::min(text.size(), kFigures), days);
  const auto used = static_cast<std::size_t>(end - text.data());
  if (error != std::errc{} || used != kFigures || days < kFirst || days > kLast) return {};
  const chr::year_month_day date{chr::sys_days{chr::year{1899} / 12 / 30} + chr::days{days}};
  std::string out = fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  if (used == text.size()) return out;
  if ((text[used] != '.' && text[used] != ',') || used + 1 == text.size()) return {};
  const std::string fraction = std::string("0.").append(text.substr(used + 1));
  double part = 0;
  if (std::from_chars(fraction.data(), fraction.data() + fraction.size(), part).ptr != fraction.data() + fraction.size()) return {};
  const auto seconds = std::min(std::lround(part * kSecondsOfDay), std::lround(kSecondsOfDay) - 1);
  return out + fmt::format(" {:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
}

}  // namespace

std::string plain_number(std::string_view text, char decimal) {
  const std::string figure = ungrouped(text);
  if (!is_figure(figure)) return std::string(text);
  const char mark = decimal != 0 ? decimal : decimal_mark(figure);
  std::string out;
  for (const char c : figure) {
    if (c == mark) out += '.';
    if (c != '.' && c != ',' && c != '+') out += c;
  }
  return out;
}

std::string plain_date(std::string_view written, DateOrder dates) {
  std::string scratch;
  const std::string_view text = with_plain_halves(written, scratch);
  if (const std::string date = date_of_serial(text); !date.empty()) return date;
  Cursor cursor{text};
  const int first = cursor.figure(4);
  if (first < 0 || cursor.text.empty()) return std::string(text);
  const char mark = cursor.text.front();
  if (mark != '/' && mark != '.' && mark != '-') return std::string(text);
  if (first > 31) {  // a year: ISO's own order
    const std::size_t date = std::min(text.find(' '), text.size());
    return std::string(text.substr(0, date)).append(plain_clock(text.substr(date)));
  }
  cursor.text.remove_prefix(1);
  const int second = cursor.figure(2);
  if (second < 0 || !cursor.text.starts_with(mark)) return plain_clock(text);
  cursor.text.remove_prefix(1);
  int year = cursor.figure(4);
  if (year < 0) return std::string(text);
  auto [day, month] = day_and_month(first, second, mark, dates);
  if (dates == DateOrder::ymd) {
    day = year;
    month = second;
    year = first;
  }
  if (year < 100) year += year < 70 ? 2000 : 1900;
  if (day < 1 || day > 31 || month < 1 || month > 12) return std::string(text);
  while (cursor.text.starts_with(',')) cursor.text.remove_prefix(1);
  return fmt::format("{:04}-{:02}-{:02}{}", year, month, day, plain_clock(cursor.text));
}

DateOrder order_told_by(std::string_view text) {
  Cursor cursor{text.substr(std::min(text.find_first_not_of(' '), text.size()))};
  const int first = cursor.figure(2);
  const char mark = cursor.text.empty() ? '\0' : cursor.text.front();
  if (first < 1 || first > 31 || (mark != '/' && mark != '.' && mark != '-')) return DateOrder::unknown;
  cursor.text.remove_prefix(1);
  const int second = cursor.figure(2);
  if (second < 1 || second > 31 || !cursor.text.starts_with(mark) || (first > 12) == (second > 12)) return DateOrder::unknown;
  return first > 12 ? DateOrder::dmy : DateOrder::mdy;
}

}  // namespace rtm::ingest
