#pragma once
#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

namespace rtm::classify {

/// A running mean over posts: of all at first, then weighted towards the last kMemory.
template <std::uint32_t kMemory>
class RunningMean {
 public:
  /// `n` counts the posts so far, this one included.
  void add(double x, std::uint32_t n) { value_ += (x - value_) / static_cast<double>(std::min(n, kMemory)); }
  double value() const { return value_; }

 private:
  double value_ = 0;
};

using Share = RunningMean<25>;

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

}  // namespace rtm::classify
