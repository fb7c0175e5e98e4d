#pragma once
#include <libical/ical.h>

#include <set>
#include <vector>

#include "calendar/ics_time.hpp"
#include "calendar/rule.hpp"

namespace rtm::calendar {

/// Times that a series leaves out: instants, and whole days.
class Excluded {
 public:
  void add(const IcsTime& time, const Zone& floating);
  bool has(const IcsTime& time, const Zone& floating) const;

 private:
  std::set<Time> times_;
  std::set<Day> days_;
};

/// The times that an event gives for one property (EXDATE, RDATE, RECURRENCE-ID).
std::vector<IcsTime> times_of(icalcomponent* event, icalproperty_kind kind);

/// When an event takes place within a window.
class Expansion {
 public:
  /// `excluded`: instances that stand elsewhere. Times without a zone are meant in `floating`.
  Expansion(icalcomponent* event, Excluded excluded, const Zone& floating, Day from, Day to);

  /// In order, each once. Throws Error for a rule without an end in sight; see Recurrence.
  std::vector<Dates> all();

 private:
  void exclude();
  std::vector<IcsTime> repeated(icalproperty_kind kind) const;
  std::vector<IcsTime> by_libical(const icalrecurrencetype& rule) const;
  void take(const IcsTime& time);

  icalcomponent* event_;
  const Zone& floating_;
  Excluded excluded_;
  Day from_, to_;
  std::optional<IcsTime> start_;
  Seconds length_{0};
  std::vector<Dates> dates_;
};

}  // namespace rtm::calendar
