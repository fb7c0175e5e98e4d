#include "classify/moment/agreed_day.hpp"

namespace rtm::classify {

void AgreedDay::add(const std::optional<text::NamedDay>& day, std::uint64_t voice) {
  ++posts_;
  if (!day) return named_.add(0, posts_);
  const auto number = static_cast<std::int32_t>(day->day.time_since_epoch().count());
  if (votes_ == 0 || (!is_same(number) && --votes_ == 0)) {
    day_ = number;
    certain_ = false;
    named_ = {};
    voices_ = {};
  }
  const bool same = is_same(number);
  named_.add(same ? 1 : 0, posts_);
  if (!same) return;
  ++votes_;
  certain_ = certain_ || day->certain;
  voices_.add(voice);
}

void AgreedDay::absorb(const AgreedDay& other) {
  if (other.votes_ > 0 && (votes_ == 0 || is_same(other.day_))) {
    if (votes_ == 0) day_ = other.day_;
    named_.absorb(other.named_, posts_, other.posts_);
    votes_ += other.votes_;
    certain_ = certain_ || other.certain_;
    voices_.absorb(other.voices_);
  } else {
    named_.absorb({}, posts_, other.posts_);
  }
  posts_ += other.posts_;
}

}  // namespace rtm::classify
