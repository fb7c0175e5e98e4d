/// Times as sources write them: what is read is a possible time, and is read again from what is written.
#include "base/time.hpp"
#include "fuzz.hpp"
#include "ingest/time.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = fuzz::text(data, size);
  for (const auto& at : {rtm::parse_time(text), [&] {
         const auto stamp = rtm::ingest::read_time(text);
         return stamp ? std::optional(stamp->at) : std::nullopt;
       }()}) {
    if (at) fuzz::require(rtm::parse_time(rtm::format_time(*at)) == at, "a time that was written is read again");
  }
  if (const auto day = rtm::parse_day(text)) fuzz::require(rtm::format_day(*day) == text, "a day is written as it was read");
  if (const auto duration = rtm::parse_duration(text)) fuzz::require(duration->count() >= 0, "a length of time is none below zero");
  return 0;
}
