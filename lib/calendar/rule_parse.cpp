#include "calendar/rule_parse.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "base/error.hpp"

namespace rtm::calendar {

namespace {

constexpr std::array<std::string_view, 7> kWeekdays{"sun", "mon", "tue", "wed", "thu", "fri", "sat"};
constexpr std::array<std::string_view, 12> kMonths{"jan", "feb", "mar", "apr", "may", "jun",
                                                   "jul", "aug", "sep", "oct", "nov", "dec"};
constexpr std::array<std::string_view, 6> kNth{"last", "1st", "2nd", "3rd", "4th", "5th"};

template <std::size_t N>
std::optional<unsigned> index_of(const std::array<std::string_view, N>& names, std::string_view name) {
  const auto it = std::find(names.begin(), names.end(), name);
  if (it == names.end()) return std::nullopt;
  return static_cast<unsigned>(it - names.begin());
}

std::optional<int> integer(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || std::abs(value) > 9999) return std::nullopt;
  return value;
}

std::optional<std::chrono::month_day> month_day(std::string_view text) {
  if (text.size() != 5 || text[2] != '-') return std::nullopt;
  const auto m = integer(text.substr(0, 2)), d = integer(text.substr(3));
  if (!m || !d || *m < 1 || *d < 1) return std::nullopt;
  const std::chrono::month_day result{std::chrono::month(static_cast<unsigned>(*m)),
                                      std::chrono::day(static_cast<unsigned>(*d))};
  return result.ok() ? std::optional(result) : std::nullopt;
}

/// The words of one term, read from left to right.
class TermReader {
 public:
  explicit TermReader(std::string_view term) : term_(term), rest_(term) { next(); }

  Yearly yearly() {
    Yearly result;
    result.day = day();
    if (take("unless")) {
      result.unless = day();
      if (!take("then")) fail();
      result.otherwise = day();
    }
    if (take("for")) result.length = number(1, 366);
    if (word_.find("..") != std::string_view::npos) years(result);
    if (!word_.empty()) fail();
    return result;
  }

 private:
  [[noreturn]] void fail() const {
    throw Error(fmt::format("'{}' is not a date rule{}", term_,
                            word_.empty() ? "" : fmt::format(" (at '{}')", word_)));
  }

  void next() {
    const std::size_t start = rest_.find_first_not_of(' ');
    rest_.remove_prefix(start == std::string_view::npos ? rest_.size() : start);
    const std::size_t end = std::min(rest_.find(' '), rest_.size());
    word_ = rest_.substr(0, end);
    rest_.remove_prefix(end);
  }

  bool take(std::string_view word) {
    if (word_ != word) return false;
    next();
    return true;
  }

  int number(int least, int most) {
    const auto value = integer(word_);
    if (!value || *value < least || *value > most) fail();
    next();
    return *value;
  }

  std::chrono::month_day fixed() {
    const auto result = month_day(word_);
    if (!result) fail();
    next();
    return *result;
  }

  YearlyDay day() {
    YearlyDay result;
    if (const auto nth = index_of(kNth, word_)) {
      next();
      weekday(result, static_cast<int>(*nth));
    } else if (word_.starts_with("easter") || word_.starts_with("orthodox")) {
      moving(result);
    } else {
      result.day = fixed();
    }
    if (word_.starts_with('+') || word_.starts_with('-'))
      result.shift += std::chrono::days{number(-366, 366)};
    return result;
  }

  /// "easter", "easter-47", "orthodox+1"
  void moving(YearlyDay& result) {
    const bool east = word_.starts_with("orthodox");
    result.anchor = east ? YearlyDay::Anchor::orthodox : YearlyDay::Anchor::easter;
    word_.remove_prefix(east ? 8 : 6);
    if (word_.empty()) {
      next();
    } else {
      result.shift = std::chrono::days{number(-366, 366)};
    }
  }

  /// "sun may", "fri from 11-23", "mon to 05-24"
  void weekday(YearlyDay& result, int nth) {
    const auto name = index_of(kWeekdays, word_);
    if (!name) fail();
    next();
    result.nth = nth;
    result.weekday = std::chrono::weekday{*name};
    if (take("from")) {
      result.anchor = YearlyDay::Anchor::weekday_from;
      if (nth == 0) fail();
      result.day = fixed();
    } else if (take("to")) {
      result.anchor = YearlyDay::Anchor::weekday_to;
      if (nth != 0) fail();
      result.day = fixed();
    } else {
      const auto month = index_of(kMonths, word_);
      if (!month) fail();
      next();
      result.anchor = YearlyDay::Anchor::weekday_of_month;
      result.day = std::chrono::month{*month + 1} / std::chrono::day{1};
    }
  }

  /// "2005..", "..2019", "2004..2024/4"
  void years(Yearly& result) {
    std::string_view text = word_;
    if (const std::size_t slash = text.find('/'); slash != std::string_view::npos) {
      const auto every = integer(text.substr(slash + 1));
      if (!every || *every < 1) fail();
      result.every = *every;
      text = text.substr(0, slash);
    }
    const std::size_t dots = text.find("..");
    if (dots > 0) result.from_year = year(text.substr(0, dots));
    if (dots + 2 < text.size()) result.to_year = year(text.substr(dots + 2));
    next();
  }

  int year(std::string_view text) const {
    const auto value = integer(text);
    if (!value || *value < 1583 || *value > 9998) fail();
    return *value;
  }

  std::string_view term_, rest_, word_;
};

[[noreturn]] void not_dates(std::string_view term) {
  throw Error(fmt::format("'{}' is not a date, two dates or two instants in order", term));
}

/// "2013-02-03", "2016-08-05/2016-08-21", "2013-02-03T23:30Z/2013-02-04T04:00Z"
Dates dated(std::string_view term) {
  const std::size_t slash = std::min(term.find('/'), term.size());
  const std::string_view head = term.substr(0, slash);
  const std::string_view tail = slash == term.size() ? head : term.substr(slash + 1);
  const auto first = parse_day(head), last = parse_day(tail);
  if (first && last && *first <= *last) return {*first, *last, std::nullopt, std::nullopt};
  const auto starts = parse_time(head), ends = parse_time(tail);
  if (first || last || !starts || !ends || *starts >= *ends) not_dates(term);
  return {std::chrono::floor<std::chrono::days>(*starts),
          std::chrono::floor<std::chrono::days>(*ends - Seconds{1}), starts, ends};
}

}  // namespace

std::variant<Dates, Yearly> parse_term(std::string_view term) {
  if (term.size() >= 10 && term[4] == '-' && term[7] == '-') return dated(term);
  return TermReader(term).yearly();
}

}  // namespace rtm::calendar
