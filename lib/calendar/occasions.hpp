#pragma once
#include <deque>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "calendar/ics.hpp"
#include "calendar/rule.hpp"

namespace rtm::calendar {

/// Something that has a date: what lib/data/occasions.tsv lists, a date of the brand's own, or an event of an .ics file.
struct Occasion {
  std::string id;
  std::string kind;  // feast, world_day, fun, sales, mourning, event, sport, award, politics; own
  std::vector<std::string> countries;  // ISO 3166, small letters; empty means everywhere
  std::string title_en, title_it;
  std::vector<std::string> aliases;     // other names, as posts write them
  std::vector<std::string> attributes;  // protected_marks, mourning, minors, politics, religion, health, debated
};

/// The kinds of occasions, "own" last.
std::span<const std::string_view> kinds();

/// One time at which an occasion falls.
struct Occurrence {
  const Occasion* occasion;  // lives as long as the Occasions it came from
  Dates dates;
};

/// A set of occasions. Moving it keeps the occasions where they are.
class Occasions {
 public:
  Occasions() = default;
  Occasions(Occasions&&) = default;
  Occasions& operator=(Occasions&&) = default;

  /// Those that ship. Throws Error when the table cannot be read.
  static Occasions shipped();

  /// One date of the brand's own, both days inclusive.
  void add_own(std::string id, std::string title, std::vector<std::string> aliases, Day first, Day last);
  /// The events of an .ics file: of kind "own" unless their CATEGORIES name another kind; all categories are attributes;
  /// times without a zone are meant in `floating`. Throws Error when it is no calendar, or has no events.
  void add_file(const std::string& path, const Zone& floating = Zone());

  const std::deque<Occasion>& all() const { return occasions_; }
  /// The countries that any of them names, in order of the alphabet.
  std::set<std::string> countries() const;

  /// What touches [from, to), in order of the first day, then as added. `countries` empty: of everywhere.
  std::vector<Occurrence> between(Day from, Day to, const std::vector<std::string>& countries) const;

 private:
  struct File {
    std::unique_ptr<IcsFile> events;
    std::size_t first;  // the occasion of its first event
  };

  std::deque<Occasion> occasions_;
  std::deque<std::optional<Rule>> rules_;  // parallel; none for an event of a file
  std::vector<File> files_;
};

}  // namespace rtm::calendar
