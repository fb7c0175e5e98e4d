/// Calendars: a file is refused with one line, or its occurrences of two years are found.
#include "base/error.hpp"
#include "calendar/ics.hpp"
#include "fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace std::chrono;
  const fuzz::MemoryFile file(fuzz::text(data, size));
  const rtm::Day from = sys_days{year{2026} / 1 / 1}, to = sys_days{year{2028} / 1 / 1};
  try {
    const rtm::calendar::IcsFile calendar(file.path());
    for (const auto& occurrence : calendar.between(from, to)) {
      fuzz::require(occurrence.event < calendar.events().size(), "an occurrence is one of an event");
    }
  } catch (const rtm::Error& error) {
    fuzz::require(std::string_view(error.what()).find('\n') == std::string_view::npos, "an error is one line");
  }
  return 0;
}
