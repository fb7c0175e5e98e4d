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

/// A day that a text names.
struct NamedDay {
  Day day;
  bool certain;  // false for a weekday by its name alone: what comes each week is called so, too
};

/// Finds the days that a text names, relative to when it was written: "tomorrow", "in 3 days", "on 12 August", "next Friday",
/// "yesterday" (lib/data/named_days.tsv). Keeps scratch space: one thread at a time.
class NamedDays {
 public:
  /// Throws Error when the table cannot be read.
  NamedDays();

  /// The first that is certain and to come; else the first to come, the day of writing among them; else the first that is over. Days
  /// further ahead than kFurthest and further back than kOldest are none: they are history. `at` is in UTC, so where the
  /// writer's own day is another, the answer is one day off.
  std::optional<NamedDay> find(std::span<const Word> words, LangSet langs, Time at);

  static constexpr int kFurthest = 60, kOldest = 7;

 private:
  enum class Kind : std::uint8_t { in, count, weekday, month, coming, near, past, told, no_day };
  struct Entry {
    Kind kind;
    int number;
  };
  using Matches = std::vector<Lexicon::Match>;

  const Entry& entry_of(const Lexicon::Match& match) const { return entries_[match.entry]; }
  bool is_beside(const Lexicon::Match& day, Kind kind) const;
  bool is_void(const Lexicon::Match& match) const;
  bool tells() const;
  std::optional<NamedDay> day_of(const Lexicon::Match& match, std::span<const Word> words, Day today) const;

  Lexicon lexicon_{Table::named_days};
  std::vector<Entry> entries_;
  Matches matches_;
};

}  // namespace rtm::text
