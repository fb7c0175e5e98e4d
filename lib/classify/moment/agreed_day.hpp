#pragma once
#include <cstdint>
#include <optional>

#include "base/time.hpp"
#include "classify/moment/counts.hpp"
#include "text/named_days.hpp"

namespace rtm::classify {

/// The one day that a story's posts speak of, to come or just over: a vote over the days they name (Boyer and Moore 1991). Days
/// beside each other are one: "tomorrow" is another day from one time zone to the next.
class AgreedDay {
 public:
  /// Adds a post that is no copy. `voice`: who speaks, hashed.
  void add(const std::optional<text::NamedDay>& day, std::uint64_t voice);
  /// Takes in the posts of another story.
  void absorb(const AgreedDay& other);

  /// The day; means nothing where voices() is 0.
  Day day() const { return Day(std::chrono::days(day_)); }
  /// 0..1: of the last posts, those that name it.
  double value() const { return named_.value(); }
  /// Different voices that name it, one of them with certainty at least; 0 where none is certain.
  std::size_t voices() const { return certain_ ? voices_.count() : 0; }

 private:
  bool is_same(std::int32_t day) const { return day >= day_ - 1 && day <= day_ + 1; }

  std::int32_t day_ = 0;     // since 1970
  std::uint32_t votes_ = 0, posts_ = 0;
  bool certain_ = false;
  Share named_;
  Distinct voices_;
};

}  // namespace rtm::classify
