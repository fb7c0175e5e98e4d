#include "ingest/heartbeat.hpp"

#include <algorithm>

#include "record/writer.hpp"

namespace rtm::ingest {

std::string heartbeat_record(Time at, std::uint64_t posts, std::uint64_t refused, const std::optional<Time>& newest) {
  record::Writer out;
  out.begin_object().member("kind", "control").member("event", "heartbeat").member("at", format_time(at));
  out.member("posts", static_cast<std::int64_t>(posts)).member("refused", static_cast<std::int64_t>(refused));
  if (newest) out.member("newest_at", format_time(*newest));
  out.end_object();
  return std::string(out.text());
}

Heartbeat::Heartbeat(Seconds every, stage::Output& out, const Counts& counts, const stage::Refusals& refusals)
    : every_(every), out_(out), counts_(counts), refusals_(refusals), due_(Clock::now() + every) {}

std::chrono::milliseconds Heartbeat::left() const {
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(due_ - Clock::now());
  return std::max(left, std::chrono::milliseconds{0});
}

/// After a long time without a chance to write, one heartbeat stands for all.
void Heartbeat::beat() {
  const auto now = Clock::now();
  if (now < due_) return;
  due_ += every_;
  if (due_ <= now) due_ = now + every_;
  const Time at = std::chrono::floor<Seconds>(std::chrono::system_clock::now());
  out_.emit(heartbeat_record(at, counts_.posts - posts_, refusals_.count() - refused_, counts_.last_at));
  posts_ = counts_.posts;
  refused_ = refusals_.count();
}

}  // namespace rtm::ingest
