#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "text/lexicon.hpp"
#include "text/words.hpp"

namespace rtm::text {

/// A day that a text says is to come.
struct DayAhead {
  Day day;
  bool certain;  // false for a weekday by its name alone: what was on Monday is called so, too
};

/// Finds the days to come that a text names, relative to when it was written: "tomorrow", "in 3 days", "on 12 August", "next
/// Friday" (lib/data/days_ahead.tsv). Keeps scratch space: one thread at a time.
class DaysAhead {
 public:
  /// Throws Error when the table cannot be read.
  DaysAhead();

  /// The first that is certain, else the first; not further ahead than kFurthest days. The day of writing itself counts. `at` is
  /// in UTC, so where the writer's own day is another, the answer is one day off.
  std::optional<DayAhead> find(std::span<const Word> words, LangSet langs, Time at);

  static constexpr int kFurthest = 60;

 private:
  enum class Kind : std::uint8_t { in, count, weekday, month, coming, past, no_day };
  struct Entry {
    Kind kind;
    int number;
  };
  using Matches = std::vector<Lexicon::Match>;

  const Entry& entry_of(const Lexicon::Match& match) const { return entries_[match.entry]; }
  bool is_beside(const Lexicon::Match& day, Kind kind) const;
  bool is_void(const Lexicon::Match& match) const;
  std::optional<DayAhead> day_of(const Lexicon::Match& match, std::span<const Word> words, Day today) const;

  Lexicon lexicon_{Table::days_ahead};
  std::vector<Entry> entries_;
  Matches matches_;
};

}  // namespace rtm::text
