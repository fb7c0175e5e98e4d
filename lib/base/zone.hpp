#pragma once
#include <chrono>
#include <string>

#include "base/time.hpp"

namespace date {
class time_zone;
}

namespace rtm {

/// A time zone of the IANA database, as the system has it. Cheap to copy, valid as long as the program runs.
class Zone {
 public:
  /// UTC.
  Zone();
  /// "Europe/Rome". Throws Error when the system knows no such zone.
  static Zone find(const std::string& name);

  std::chrono::local_seconds local(Time t) const;
  /// The instant of a local time; of two (clocks go back) the first, of none (clocks go forward) the moment of the change.
  Time instant(std::chrono::local_seconds local) const;

  std::string name() const;

 private:
  explicit Zone(const date::time_zone* zone) : zone_(zone) {}
  const date::time_zone* zone_;
};

}  // namespace rtm
