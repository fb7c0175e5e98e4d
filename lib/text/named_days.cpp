#include "text/named_days.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>

#include "base/error.hpp"
#include "data/table.hpp"

namespace rtm::text {

namespace {

constexpr int kHalfYear = 183;
constexpr int kFirstYear = 1, kLastYear = 9999;  // days of these and beyond cannot all be written (RFC 3339)

/// The number that a word begins with, "12" of "12th"; -1 for none, and for what is no number of a day or a year.
int number_of(const Word& word) {
  int number = -1;
  const char* end = word.folded.data() + word.folded.size();
  const auto [rest, error] = std::from_chars(word.folded.data(), end, number);
  const std::string_view ending(rest, static_cast<std::size_t>(end - rest));
  constexpr std::array<std::string_view, 9> kEndings{"", "st", "nd", "rd", "th", "er", "º", "ª", "°"};
  if (error != std::errc() || std::find(kEndings.begin(), kEndings.end(), ending) == kEndings.end()) return -1;
  return number;
}

bool is_day(int number) { return number >= 1 && number <= 31; }

/// Between a day and its month: "12 de agosto", "the 12th of August", "June the 3rd".
bool is_link(const Word& word) { return word.folded == "of" || word.folded == "de" || word.folded == "d'" || word.folded == "the"; }

/// The number of the day beside the month that is words first..last; -1 for none.
int day_beside(std::span<const Word> words, std::size_t first, std::size_t last) {
  const auto at = [&words](std::size_t i) { return i < words.size() ? number_of(words[i]) : -1; };
  if (first > 0 && is_day(at(first - 1))) return at(first - 1);
  if (first > 1 && is_link(words[first - 1]) && is_day(at(first - 2))) return at(first - 2);
  if (is_day(at(last + 1))) return at(last + 1);
  if (last + 1 < words.size() && is_link(words[last + 1]) && is_day(at(last + 2))) return at(last + 2);
  return -1;
}

/// The year that is given within two words after the month; 0 for none.
int year_behind(std::span<const Word> words, std::size_t last) {
  for (std::size_t i = last + 1; i < words.size() && i <= last + 3; ++i) {
    if (const int number = number_of(words[i]); number >= 1000 && number < 3000) return number;
  }
  return 0;
}

}  // namespace

NamedDays::NamedDays() {
  constexpr std::array<std::string_view, 9> kinds{"in", "count", "weekday", "month", "coming", "this", "past", "told", "not"};
  for (const auto& row : data::rows("named_days", 4)) {
    const auto kind = std::find(kinds.begin(), kinds.end(), row[0]);
    if (kind == kinds.end()) throw Error("named_days: unknown kind '" + std::string(row[0]) + "'");
    lexicon_.add(row[3], static_cast<std::uint32_t>(entries_.size()), lang_cell(row[2]));
    entries_.push_back({static_cast<Kind>(kind - kinds.begin()), static_cast<int>(data::number("named_days", row[1]))});
  }
}

bool NamedDays::is_beside(const Lexicon::Match& day, Kind kind) const {
  return std::any_of(matches_.begin(), matches_.end(), [&](const Lexicon::Match& other) {
    return entry_of(other).kind == kind && (other.last + 1 == day.first || day.last + 1 == other.first);
  });
}

bool NamedDays::is_void(const Lexicon::Match& match) const {
  return std::any_of(matches_.begin(), matches_.end(), [&](const Lexicon::Match& other) {
    return entry_of(other).kind == Kind::no_day && other.first <= match.first && match.last <= other.last;
  });
}

/// True when the text is told in the past tense.
bool NamedDays::tells() const {
  return std::any_of(matches_.begin(), matches_.end(), [&](const Lexicon::Match& match) { return entry_of(match).kind == Kind::told; });
}

std::optional<NamedDay> NamedDays::day_of(const Lexicon::Match& match, std::span<const Word> words, Day today) const {
  using std::chrono::days;
  const Entry& entry = entry_of(match);
  switch (entry.kind) {
    case Kind::in: return NamedDay{today + days{entry.number}, true};
    case Kind::count: {
      int number = match.first > 0 ? number_of(words[match.first - 1]) : -1;
      for (std::size_t i = match.first; i <= match.last; ++i) number = std::max(number, number_of(words[i]));
      if (number < 1 || number > kFurthest) return std::nullopt;
      return NamedDay{today + days{number * entry.number}, true};
    }
    case Kind::weekday: {
      const std::chrono::weekday wanted(static_cast<unsigned>(entry.number)), now(today);
      const bool past = is_beside(match, Kind::past), coming = is_beside(match, Kind::coming), near = is_beside(match, Kind::near);
      if (past) return NamedDay{today - (now == wanted ? days{7} : now - wanted), true};
      if (!coming && tells()) return NamedDay{today - (now - wanted), true};
      return NamedDay{today + (wanted - now), coming || near};
    }
    case Kind::month: {
      const int day = day_beside(words, match.first, match.last);
      if (day < 0) return std::nullopt;
      const std::chrono::year_month_day now(today);
      const int given = year_behind(words, match.last);
      const auto in = [&](int year) {
        return std::chrono::year_month_day(std::chrono::year(year), std::chrono::month(static_cast<unsigned>(entry.number)), std::chrono::day(static_cast<unsigned>(day)));
      };
      std::chrono::year_month_day date = in(given > 0 ? given : static_cast<int>(now.year()));
      if (!date.ok()) return std::nullopt;
      if (given == 0 && Day(date) + days{kHalfYear} < today) date = in(static_cast<int>(now.year()) + 1);
      if (!date.ok()) return std::nullopt;
      return NamedDay{Day(date), true};
    }
    default: return std::nullopt;
  }
}

std::optional<NamedDay> NamedDays::find(std::span<const Word> words, LangSet langs, Time at) {
  using std::chrono::days;
  lexicon_.find(words, langs, matches_);
  const Day today = std::chrono::floor<std::chrono::days>(at);
  const int year = static_cast<int>(std::chrono::year_month_day(today).year());
  if (year <= kFirstYear || year >= kLastYear) return std::nullopt;
  std::optional<NamedDay> found;
  for (const Lexicon::Match& match : matches_) {
    const std::optional<NamedDay> day = day_of(match, words, today);
    if (!day || day->day < today - days{kOldest} || day->day > today + days{kFurthest} || is_void(match)) continue;
    const bool ahead = day->day >= today;
    if (ahead && day->certain) return day;
    if (!found || (ahead && found->day < today)) found = day;
  }
  return found;
}

}  // namespace rtm::text
