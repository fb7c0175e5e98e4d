#include "base/time.hpp"

#include <fmt/format.h>

#include <charconv>
#include <iterator>
#include <utility>

namespace rtm {

namespace {

namespace chr = std::chrono;

/// Reads exactly `digits` digits off the front of `text`.
std::optional<int> number(std::string_view& text, std::size_t digits) {
  if (text.size() < digits) return std::nullopt;
  int value = 0;
  for (std::size_t i = 0; i < digits; ++i) {
    if (text[i] < '0' || text[i] > '9') return std::nullopt;
    value = value * 10 + (text[i] - '0');
  }
  text.remove_prefix(digits);
  return value;
}

bool skip(std::string_view& text, char c) {
  if (text.empty() || text.front() != c) return false;
  text.remove_prefix(1);
  return true;
}

std::optional<Day> day(std::string_view& text) {
  const auto year = number(text, 4);
  if (!year || !skip(text, '-')) return std::nullopt;
  const auto month = number(text, 2);
  if (!month || !skip(text, '-')) return std::nullopt;
  const auto dom = number(text, 2);
  if (!dom) return std::nullopt;
  const chr::year_month_day ymd{chr::year{*year}, chr::month(static_cast<unsigned>(*month)),
                                chr::day(static_cast<unsigned>(*dom))};
  if (!ymd.ok()) return std::nullopt;
  return Day{ymd};
}

std::optional<Seconds> clock(std::string_view& text) {
  const auto h = number(text, 2);
  if (!h || !skip(text, ':')) return std::nullopt;
  const auto m = number(text, 2);
  if (!m || *h > 24 || *m > 59) return std::nullopt;
  int s = 0;
  if (skip(text, ':')) {
    const auto seconds = number(text, 2);
    if (!seconds || *seconds > 60) return std::nullopt;  // 60: a leap second
    s = *seconds;
  }
  if (skip(text, '.') || skip(text, ',')) {
    if (!number(text, 1)) return std::nullopt;
    while (number(text, 1)) {}
  }
  return Seconds{*h * 3600 + *m * 60 + s};
}

std::optional<Seconds> offset(std::string_view& text) {
  if (skip(text, 'Z') || skip(text, 'z')) return Seconds{0};
  const bool minus = !text.empty() && text.front() == '-';
  if (!skip(text, '+') && !skip(text, '-')) return std::nullopt;
  const auto h = number(text, 2);
  if (!h) return std::nullopt;
  skip(text, ':');
  const auto m = number(text, 2);
  if (!m || *h > 23 || *m > 59) return std::nullopt;
  const Seconds length{*h * 3600 + *m * 60};
  return minus ? -length : length;
}

}  // namespace

std::optional<Time> parse_time(std::string_view text) {
  const auto date = day(text);
  if (!date) return std::nullopt;
  if (text.empty()) return Time{*date};
  if (!skip(text, 'T') && !skip(text, 't') && !skip(text, ' ')) return std::nullopt;
  const auto of_day = clock(text);
  if (!of_day) return std::nullopt;
  const auto shift = offset(text);
  if (!shift || !text.empty()) return std::nullopt;
  return Time{*date} + *of_day - *shift;
}

std::optional<Day> parse_day(std::string_view text) {
  const auto result = day(text);
  return text.empty() ? result : std::nullopt;
}

std::optional<Seconds> parse_duration(std::string_view text) {
  long long value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || value < 0 || value > 4'000'000'000LL) return std::nullopt;
  const std::string_view unit(end, static_cast<std::size_t>(text.data() + text.size() - end));
  if (unit.empty() || unit == "s") return Seconds{value};
  if (unit == "m") return chr::minutes{value};
  if (unit == "h") return chr::hours{value};
  if (unit == "d") return chr::days{value};
  if (unit == "w") return chr::weeks{value};
  return std::nullopt;
}

namespace {

/// The last `digits` digits of `value`.
void append_number(unsigned value, unsigned digits, std::string& out) {
  unsigned unit = 1;
  for (unsigned i = 1; i < digits; ++i) unit *= 10;
  for (; unit > 0; unit /= 10) out += static_cast<char>('0' + value / unit % 10);
}

void append_day(Day d, std::string& out) {
  const chr::year_month_day ymd{d};
  const int year = static_cast<int>(ymd.year());
  if (year < 0 || year > 9999) {
    fmt::format_to(std::back_inserter(out), "{:04}", year);
  } else {
    append_number(static_cast<unsigned>(year), 4, out);
  }
  out += '-';
  append_number(static_cast<unsigned>(ymd.month()), 2, out);
  out += '-';
  append_number(static_cast<unsigned>(ymd.day()), 2, out);
}

}  // namespace

std::string format_day(Day d) {
  std::string out;
  append_day(d, out);
  return out;
}

std::string format_time(Time t) {
  const Day d = chr::floor<chr::days>(t);
  const auto second = static_cast<unsigned>((t - d).count());
  std::string out;
  out.reserve(20);
  append_day(d, out);
  for (const auto& [sign, value] : {std::pair{'T', second / 3600}, {':', second / 60 % 60}, {':', second % 60}}) {
    out += sign;
    append_number(value, 2, out);
  }
  return out += 'Z';
}

}  // namespace rtm
