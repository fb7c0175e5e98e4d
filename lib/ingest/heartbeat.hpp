#pragma once
#include <chrono>
#include <cstdint>
#include <string>

#include "base/time.hpp"
#include "ingest/desk.hpp"
#include "stage/refusals.hpp"
#include "stage/stage.hpp"

namespace rtm::ingest {

/// One heartbeat as a control record: what came since the one before, and the newest time of a post so far.
std::string heartbeat_record(Time at, std::uint64_t posts, std::uint64_t refused, const std::optional<Time>& newest);

/// Writes heartbeats by the clock, so that a stream in which nothing happens differs from one that is dead. It is the only thing in
/// rtm-ingest that looks at the clock.
class Heartbeat {
 public:
  /// All must outlive this.
  Heartbeat(Seconds every, stage::Output& out, const Counts& counts, const stage::Refusals& refusals);

  /// How long until the next is due; never negative.
  std::chrono::milliseconds left() const;
  /// Writes one when it is due.
  void beat();

 private:
  using Clock = std::chrono::steady_clock;

  Seconds every_;
  stage::Output& out_;
  const Counts& counts_;
  const stage::Refusals& refusals_;
  Clock::time_point due_;
  std::uint64_t posts_ = 0, refused_ = 0;  // told so far
};

}  // namespace rtm::ingest
