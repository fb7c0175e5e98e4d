#pragma once
#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace rtm::classify {

/// A running mean over posts: of all at first, then weighted towards the last kMemory.
template <std::uint32_t kMemory>
class RunningMean {
 public:
  /// `n` counts the posts so far, this one included.
  void add(double x, std::uint32_t n) { value_ += (x - value_) / static_cast<double>(std::min(n, kMemory)); }
  /// Takes in the mean of other posts; `n` and `other_n` count both.
  void absorb(const RunningMean& other, std::uint32_t n, std::uint32_t other_n) {
    const double mine = std::min(n, kMemory), others = std::min(other_n, kMemory);
    if (mine + others > 0) value_ += (other.value_ - value_) * others / (mine + others);
  }
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
  void absorb(const Distinct& other) {
    for (const std::uint64_t hash : other.seen_) add(hash);
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

  void add(int candidate, std::uint32_t times = 1) {
    if (Slot* slot = place_of(candidate)) {
      *slot = {candidate, slot->count + times};
      return;
    }
    std::uint32_t taken = times;
    for (const Slot& slot : slots_) taken = std::min(taken, slot.count);
    for (Slot& slot : slots_) slot.count -= taken;
    if (taken < times) add(candidate, times - taken);
  }
  /// The other's counts on top (mergeable summaries, Agarwal et al. 2012).
  void absorb(const Majority& other) {
    for (const Slot& slot : other.slots_) {
      if (slot.count > 0) add(slot.candidate, slot.count);
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

  /// The candidate's slot or a free one, nullptr when there is none.
  Slot* place_of(int candidate) {
    Slot* free = nullptr;
    for (Slot& slot : slots_) {
      if (slot.candidate == candidate) return &slot;
      if (slot.count == 0) free = &slot;
    }
    return free;
  }

  std::array<Slot, 4> slots_;
};

/// Of a few names the one given most often; where there are more names than places, all lose one (as Majority). "" stands for what
/// nobody named.
class Names {
 public:
  struct Given {
    std::string name;
    std::uint32_t times = 0;
  };

  void add(std::string_view name, std::uint32_t times = 1) {
    Given* free = nullptr;
    for (Given& given : given_) {
      if (given.times == 0) {
        free = &given;
      } else if (given.name == name) {
        given.times += times;
        return;
      }
    }
    if (free) {
      *free = {std::string(name), times};
    } else {
      for (Given& given : given_) given.times -= std::min(given.times, times);
    }
  }
  void absorb(const Names& other) {
    for (const Given& given : other.given_) {
      if (given.times > 0) add(given.name, given.times);
    }
  }
  /// "" only where no name was given.
  const Given& most() const {
    return *std::max_element(given_.begin(), given_.end(), [](const Given& a, const Given& b) {
      const auto key = [](const Given& given) { return given.name.empty() ? 0 : given.times; };
      return key(a) < key(b);
    });
  }
  /// That names are remembered to have been given, "" included.
  std::uint32_t times() const {
    std::uint32_t all = 0;
    for (const Given& given : given_) all += given.times;
    return all;
  }

 private:
  std::array<Given, 3> given_;
};

}  // namespace rtm::classify
