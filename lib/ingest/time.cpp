#include "ingest/time.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <string>

#include "base/ascii.hpp"
#include "ingest/date_words.hpp"

namespace rtm::ingest {

namespace {

namespace chr = std::chrono;

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// The parts of a time, as far as they were found.
struct Parts {
  std::optional<int> year, month, day, hour, minute, second, zone;  // zone: minutes east of UTC
  bool pm = false, am = false;
  bool full_year = false;      // of four figures
  bool led = false;            // the last word was one that leads to something
  bool perhaps_a_day = false;  // the month was said by "mar"
};

std::optional<Stamp> assemble(const Parts& parts) {
  if (!parts.year || *parts.year < 1900 || *parts.year > 2199) return std::nullopt;
  const chr::year_month_day date{chr::year{*parts.year}, chr::month(static_cast<unsigned>(parts.month.value_or(1))),
                                 chr::day(static_cast<unsigned>(parts.day.value_or(1)))};
  if (!date.ok()) return std::nullopt;
  const Time midnight = chr::sys_days{date};
  if (!parts.hour) return Stamp{midnight, TimeQuality::date_only};
  int hour = *parts.hour;
  if (parts.pm && hour < 12) hour += 12;
  if (parts.am && hour == 12) hour = 0;
  const int minute = parts.minute.value_or(0);
  const int second = parts.second.value_or(0);
  if (hour > 24 || minute > 59 || second > 60) return std::nullopt;
  const Time at = midnight + chr::hours{hour} + chr::minutes{minute - parts.zone.value_or(0)} + chr::seconds{second};
  return Stamp{at, parts.zone ? TimeQuality::exact : TimeQuality::assumed_zone};
}

/// Takes up to `most` digits off the front.
std::optional<int> digits(std::string_view& text, std::size_t most) {
  std::size_t n = 0;
  int value = 0;
  for (; n < most && n < text.size() && is_digit(text[n]); ++n) value = value * 10 + (text[n] - '0');
  text.remove_prefix(n);
  return n == 0 ? std::nullopt : std::optional(value);
}

bool skip(std::string_view& text, char c) {
  if (!text.starts_with(c)) return false;
  text.remove_prefix(1);
  return true;
}

void skip_blanks(std::string_view& text) {
  while (skip(text, ' ') || skip(text, '\t')) {}
}

/// "+02:00", "-0500", "+2"
std::optional<int> offset(std::string_view& text) {
  const bool minus = text.starts_with('-');
  if (!skip(text, '+') && !skip(text, '-')) return std::nullopt;
  const auto hours = digits(text, 2);
  if (!hours || *hours > 23) return std::nullopt;
  skip(text, ':');
  const int minutes = digits(text, 2).value_or(0);
  if (minutes > 59) return std::nullopt;
  return (minus ? -1 : 1) * (*hours * 60 + minutes);
}

struct NamedZone {
  std::string_view name;
  int minutes;
};

/// The zones of RFC 822, and those that feeds use besides; names that mean several zones (IST) are left out.
constexpr std::array kZones{
    NamedZone{"z", 0},      NamedZone{"ut", 0},     NamedZone{"utc", 0},    NamedZone{"gmt", 0},    NamedZone{"wet", 0},
    NamedZone{"est", -300}, NamedZone{"edt", -240}, NamedZone{"cst", -360}, NamedZone{"cdt", -300}, NamedZone{"mst", -420},
    NamedZone{"mdt", -360}, NamedZone{"pst", -480}, NamedZone{"pdt", -420}, NamedZone{"akst", -540}, NamedZone{"akdt", -480},
    NamedZone{"hst", -600}, NamedZone{"cet", 60},   NamedZone{"cest", 120}, NamedZone{"bst", 60},   NamedZone{"west", 60},
    NamedZone{"eet", 120},  NamedZone{"eest", 180}, NamedZone{"msk", 180},  NamedZone{"jst", 540},  NamedZone{"kst", 540},
    NamedZone{"aest", 600}, NamedZone{"aedt", 660}, NamedZone{"nzst", 720}, NamedZone{"nzdt", 780},
};

/// "20:19[:24[.5]]", "20h19"
bool clock(std::string_view& text, Parts& parts) {
  parts.hour = digits(text, 2);
  if (!parts.hour || (!skip(text, ':') && !skip(text, 'h') && !skip(text, 'H'))) return false;
  parts.minute = digits(text, 2);
  if (!parts.minute) return false;
  if (skip(text, ':')) parts.second = digits(text, 2);
  if (skip(text, '.') || skip(text, ',')) {
    while (!text.empty() && is_digit(text.front())) text.remove_prefix(1);
  }
  return true;
}

/// Takes a word off the front: letters of any script, with the dots and hyphens in it.
std::string_view take_word(std::string_view& text) {
  std::size_t n = 0;
  const auto belongs = [](char c) { return ascii::is_letter(c) || c == '.' || static_cast<unsigned char>(c) >= 0x80; };
  while (n < text.size() && (belongs(text[n]) || (text[n] == '-' && n > 0 && n + 1 < text.size() && ascii::is_letter(text[n + 1])))) ++n;
  const std::string_view word = text.substr(0, n);
  text.remove_prefix(n);
  return word;
}

bool zone(std::string_view word, std::string_view& text, Parts& parts) {
  std::string lower;
  for (const char c : word) {
    if (c != '.') lower += ascii::lower(c);
  }
  for (const NamedZone& named : kZones) {
    if (lower != named.name) continue;
    parts.zone = named.minutes;
    if (text.starts_with('+') || text.starts_with('-')) parts.zone = offset(text);  // GMT+0200
    return true;
  }
  return lower == "t" && !parts.hour;
}

/// Of two months the first can only have been the day "mar".
bool month(int number, std::string_view word, Parts& parts) {
  if (parts.month && !parts.perhaps_a_day) return false;
  parts.perhaps_a_day = !parts.month && word.size() <= 4 && number == 3;
  parts.month = number;
  return true;
}

/// A month, a day of the week, am or pm, a zone, a word between; false for any other before the time of day. Behind it, what is
/// unknown is a zone that is unknown.
bool word(std::string_view& text, Parts& parts) {
  const std::string_view said = take_word(text);
  if (said == "\xC2\xBA" || said == "\xC2\xB0") return true;  // 1º
  if (zone(said, text, parts)) return true;
  const auto known = date_word(said);
  parts.led = known && known->kind == DateWord::Kind::link;
  if (!known) return parts.hour.has_value() && !said.empty();
  switch (known->kind) {
    case DateWord::Kind::month: return month(known->number, said, parts);
    case DateWord::Kind::half: (known->number == 1 ? parts.pm : parts.am) = true; break;
    case DateWord::Kind::day:
    case DateWord::Kind::link: break;
  }
  return true;
}

/// True when the next word is of the kind: " pm", as behind a full hour.
bool said_behind(std::string_view text, DateWord::Kind kind) {
  skip_blanks(text);
  const auto known = date_word(take_word(text));
  return known && known->kind == kind;
}

/// "18.30[.15]" behind a whole date; takes nothing of what is no time of day.
bool dotted_clock(std::string_view& text, Parts& parts) {
  constexpr int kHours = 24, kMinutes = 60;
  std::string_view rest = text;
  const auto hour = digits(rest, 2);
  if (!hour || *hour >= kHours || !skip(rest, '.')) return false;
  const auto minute = digits(rest, 2);
  if (!minute || *minute >= kMinutes || rest.data() - text.data() < 4 || (!rest.empty() && is_digit(rest.front()))) return false;
  parts.hour = hour;
  parts.minute = minute;
  if (skip(rest, '.')) parts.second = digits(rest, 2);
  text = rest;
  return true;
}

bool number(std::string_view& text, Parts& parts) {
  std::size_t n = 0;
  while (n < text.size() && is_digit(text[n])) ++n;
  if (n <= 2 && !parts.hour && said_behind(text.substr(n), DateWord::Kind::half)) {
    parts.hour = digits(text, n);
    return true;
  }
  const bool french = n + 1 < text.size() && (text[n] | 0x20) == 'h' && is_digit(text[n + 1]);
  if (n <= 2 && n < text.size() && (text[n] == ':' || french) && !parts.hour) return clock(text, parts);
  if (parts.day && parts.year && !parts.hour && dotted_clock(text, parts)) return true;
  if (n > 4) return false;
  const int value = *digits(text, n);
  if (n <= 2 && !parts.day) {
    parts.day = value;
  } else if (!parts.year) {
    parts.full_year = n == 4;
    parts.year = n == 4 ? value : n == 3 || value >= 50 ? 1900 + value : 2000 + value;
  } else if (n <= 2 && value < 24 && parts.month && !parts.hour && (parts.led || said_behind(text, DateWord::Kind::link))) {
    parts.hour = value;  // alle 9, 9 Uhr
  } else {
    return false;
  }
  return true;
}

/// RFC 822 and all its relatives: words and numbers in any order that leaves no doubt. False when something is in the way.
bool all_words(std::string_view text, Parts& parts) {
  while (!text.empty()) {
    const char c = text.front();
    if (c == ' ' || c == ',' || c == '\t' || c == '(' || c == ')' || c == '\n' || c == '\r') {
      text.remove_prefix(1);
    } else if (is_digit(c)) {
      if (!number(text, parts)) return false;
    } else if (ascii::is_letter(c) || static_cast<unsigned char>(c) >= 0x80) {
      if (!word(text, parts)) return false;
    } else if ((c == '+' || c == '-') && parts.hour) {
      parts.zone = offset(text);
      if (!parts.zone) return false;
    } else if ((c == '-' || c == '.') && !parts.year) {
      text.remove_prefix(1);  // 06-Nov-94, 6. November
    } else {
      return false;
    }
  }
  return true;
}

/// Behind a whole date a time of day that is not understood takes the day not away.
std::optional<Stamp> read_words(std::string_view text) {
  Parts parts;
  const bool all = all_words(text, parts);
  const bool day_only = parts.full_year && !parts.hour;
  if ((!all && !day_only) || !parts.month || !parts.day) return std::nullopt;
  return assemble(parts);
}

/// "2024[-01[-31[T20:19[:24[.5]][Z]]]]"
std::optional<Stamp> read_iso(std::string_view text) {
  Parts parts;
  parts.year = digits(text, 4);
  const char between = text.empty() ? '-' : text.front();
  if (skip(text, between)) parts.month = digits(text, 2);
  if (parts.month && skip(text, between)) parts.day = digits(text, 2);
  if (text.empty()) return assemble(parts);
  if (!parts.day) return std::nullopt;
  const bool blank = text.starts_with(' ');
  if (!skip(text, 'T') && !skip(text, 't') && !skip(text, ' ')) return std::nullopt;
  skip_blanks(text);
  if (!clock(text, parts)) {
    if (!blank) return std::nullopt;
    parts.hour.reset();  // the day is known at least
    return assemble(parts);
  }
  skip_blanks(text);
  if (text.starts_with('+') || text.starts_with('-')) {
    parts.zone = offset(text);
    if (!parts.zone) return std::nullopt;
  }
  for (int i = 0; i < 2 && !text.empty() && !parts.zone; ++i) {  // PM EST
    if (!word(text, parts)) return std::nullopt;
    skip_blanks(text);
  }
  return text.empty() ? assemble(parts) : std::nullopt;
}

/// Digits alone: a year, 20240131, 20240131201924, or a number since 1970.
std::optional<Stamp> read_digits(std::string_view text) {
  if (text.size() == 4 || text.size() == 8 || text.size() == 14) {
    Parts parts;
    parts.year = digits(text, 4);
    if (!text.empty()) {
      parts.month = digits(text, 2);
      parts.day = digits(text, 2);
    }
    if (!text.empty()) {
      parts.hour = digits(text, 2);
      parts.minute = digits(text, 2);
      parts.second = digits(text, 2);
    }
    return assemble(parts);
  }
  double value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return epoch_time(value);
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r\n";
  const std::size_t first = text.find_first_not_of(kBlank);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

}  // namespace

std::optional<Stamp> epoch_time(double since_1970) {
  constexpr double kFirst = 31536000;     // 1971
  constexpr double kLast = 7258118400.0;  // 2200
  if (!(since_1970 >= kFirst)) return std::nullopt;
  double seconds = since_1970;
  for (int i = 0; i < 3 && seconds >= kLast; ++i) seconds /= 1000;  // milli-, micro-, nanoseconds
  if (!(seconds < kLast) || seconds < kFirst) return std::nullopt;
  return Stamp{Time{Seconds{static_cast<std::int64_t>(std::floor(seconds))}}, TimeQuality::exact};
}

namespace {

std::optional<Stamp> read_any(std::string_view text) {
  const std::size_t other = text.find_first_not_of("0123456789");
  if (other == std::string_view::npos || (text[other] == '.' && other > 8)) return read_digits(text);
  if (other == 4 && (text[4] == '-' || text[4] == '/')) return read_iso(text);
  return read_words(text);
}

}  // namespace

std::optional<Stamp> read_time(std::string_view text) {
  text = trimmed(text);
  if (text.empty() || text.size() > 64) return std::nullopt;
  std::string scratch;
  const auto stamp = read_any(with_plain_halves(text, scratch));
  return stamp && stamp->at == Time{} ? std::nullopt : stamp;  // zero seconds since 1970: what a program writes that knows no time
}

}  // namespace rtm::ingest
