#pragma once
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "record/record.hpp"

namespace rtm::score {

/// The opportunities that came in, to be valued anew at the end. Bounded by their bytes: when there are too many, a
/// quarter is let go, first what is not about the brand, of that the stories of the fewest posts.
class Given {
 public:
  static constexpr std::size_t kMost = std::size_t{64} << 20;  // bytes, for one as for all

  struct Opportunity {
    std::string title, lang;
    std::string story;  // as JSON, as it came
    std::int64_t posts = 0;
    bool about_brand = false;
  };

  explicit Given(std::size_t most = kMost) : most_(most) {}

  /// The last of an id stands. REQUIRES an opportunity.
  void add(const record::Record& in);

  const std::unordered_map<std::string, Opportunity>& all() const { return all_; }

  /// How many were let go.
  std::uint64_t dropped() const { return dropped_; }

 private:
  void make_room();

  std::size_t most_;
  std::size_t bytes_ = 0;
  std::uint64_t dropped_ = 0;
  std::unordered_map<std::string, Opportunity> all_;
};

}  // namespace rtm::score
