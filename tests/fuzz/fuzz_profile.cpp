/// Brand profiles: any text is read without an exception; what has no faults is described, and read again as the same.
#include "brand/conflicts.hpp"
#include "brand/describe.hpp"
#include "brand/load.hpp"
#include "brand/readiness.hpp"
#include "fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const rtm::brand::Loaded loaded = rtm::brand::read(fuzz::text(data, size), "brand.json");
  for (const auto& problem : loaded.problems) fuzz::require(!problem.what.empty(), "a fault says what");
  if (!loaded.problems.empty()) return 0;
  rtm::brand::conflicts(loaded.profile);
  rtm::brand::readiness(rtm::brand::lacks(loaded.profile));
  const rtm::brand::Loaded again = rtm::brand::read(rtm::brand::describe(loaded.profile), "brand.json");
  fuzz::require(again.problems.empty(), "a profile as understood is a profile");
  return 0;
}
