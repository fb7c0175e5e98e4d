#pragma once
#include <memory>
#include <string>
#include <vector>

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

/// An iCalendar file (RFC 5545), read by libical.
class IcsFile {
 public:
  /// Throws Error when the file cannot be read, is no calendar, or holds no event.
  explicit IcsFile(const std::string& path);
  ~IcsFile();

  const std::vector<IcsEvent>& events() const { return events_; }

  /// The occurrences that begin in [from, to) or last into it, by event: recurrence rules, extra and excluded dates and changed instances are heeded,
  /// cancelled ones left out. Times without a zone are taken as UTC. Throws Error for a rule that repeats more than
  /// kMostSteps times before `to`.
  std::vector<IcsOccurrence> between(Day from, Day to) const;

  static constexpr std::size_t kMostSteps = 1'000'000;

 private:
  struct Free {
    void operator()(icalcomponent_impl* component) const;
  };

  std::string path_;
  std::unique_ptr<icalcomponent_impl, Free> root_;
  std::vector<icalcomponent_impl*> components_;  // parallel to events_; owned by root_
  std::vector<IcsEvent> events_;
};

}  // namespace rtm::calendar
