#pragma once
#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "classify/moment/axes.hpp"

namespace rtm::classify {

/// A running share of posts: the mean at first, then weighted towards the last kMemory posts.
class Share {
 public:
  /// `n` counts the posts so far, this one included.
  void add(double x, std::uint32_t n) { value_ += (x - value_) / static_cast<double>(std::min(n, kMemory)); }
  double value() const { return value_; }

 private:
  static constexpr std::uint32_t kMemory = 25;
  double value_ = 0;
};

/// Distinct things by hash, counted exactly up to kMost.
class Distinct {
 public:
  void add(std::uint64_t hash) {
    if (seen_.size() < kMost && std::find(seen_.begin(), seen_.end(), hash) == seen_.end()) seen_.push_back(hash);
  }
  std::size_t count() const { return seen_.size(); }

 private:
  static constexpr std::size_t kMost = 32;
  std::vector<std::uint64_t> seen_;
};

/// Of a few candidates the one named most often (Misra and Gries 1982: what makes up more than a fifth of all is kept).
class Majority {
 public:
  static constexpr int kNone = -1;

  void add(int candidate) {
    Slot* free = nullptr;
    for (Slot& slot : slots_) {
      if (slot.candidate == candidate) {
        ++slot.count;
        return;
      }
      if (slot.count == 0) free = &slot;
    }
    if (free) {
      *free = {candidate, 1};
    } else {
      for (Slot& slot : slots_) --slot.count;
    }
  }
  int winner() const {
    const auto best = std::max_element(slots_.begin(), slots_.end(), [](const Slot& a, const Slot& b) { return a.count < b.count; });
    return best->count > 0 ? best->candidate : kNone;
  }

 private:
  struct Slot {
    int candidate = kNone;
    std::uint32_t count = 0;
  };
  std::array<Slot, 4> slots_;
};

/// How a story's posts speak, folded one by one.
struct Tally {
  Share contained;  // named an occasion that is near
  Share ahead;      // spoke of something awaited
  Share templated;  // filled in a template
  Share addressed;  // spoke to the brand
  Share asking;     // asked or complained
  Share own;        // came from the brand's own accounts
  Share business;   // came from other firms' accounts
  Share placed;     // came from a place of the brand's
  Majority occasions;
  Distinct authors, brands;

  Axes held;                       // as last emitted
  Label pending = Label::ambient;  // what the last post spoke for, where that was another
};

}  // namespace rtm::classify
