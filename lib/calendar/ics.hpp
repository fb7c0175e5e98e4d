#pragma once
#include <memory>
#include <string>
#include <vector>

#include "base/zone.hpp"
#include "calendar/rule.hpp"

struct icalcomponent_impl;

namespace rtm::calendar {

/// A VEVENT. Events of one UID (a series and its changed instances) stand each for themselves.
struct IcsEvent {
  std::string id;     // its UID
  std::string title;  // its SUMMARY
  std::vector<std::string> categories;  // CATEGORIES, in small letters
  std::vector<std::string> aliases;     // X-RTM-ALIASES: other names, as posts write them
};

struct IcsOccurrence {
  std::size_t event;  // in IcsFile::events()
  Dates dates;        // the hours are there unless the event lasts whole days
};

/// An iCalendar file (RFC 5545), read by libical; the recurrences are ours, see Recurrence.
class IcsFile {
 public:
  /// Times without a zone are meant in `floating`. Throws Error when the file cannot be read, is no calendar, holds no
  /// event, or one whose start or rule cannot be read.
  explicit IcsFile(const std::string& path, const Zone& floating = Zone());
  ~IcsFile();

  const std::vector<IcsEvent>& events() const { return events_; }

  /// The occurrences that begin in [from, to) or last into it, by event: recurrence rules, extra and excluded dates and
  /// changed instances are heeded (RANGE=THISANDFUTURE changes that one instance only), cancelled ones left out. Throws
  /// Error for a rule that repeats more than Recurrence::kMostSteps times before `to`.
  std::vector<IcsOccurrence> between(Day from, Day to) const;

 private:
  struct Free {
    void operator()(icalcomponent_impl* component) const;
  };

  std::string path_;
  Zone floating_;
  std::unique_ptr<icalcomponent_impl, Free> root_;
  std::vector<icalcomponent_impl*> components_;  // parallel to events_; owned by root_
  std::vector<IcsEvent> events_;
};

}  // namespace rtm::calendar
