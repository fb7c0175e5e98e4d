#pragma once
#include <cstdint>
#include <optional>

#include <tsl/robin_map.h>

#include "classify/story/background.hpp"

namespace rtm::classify {

/// Which story a recent id or link belongs to. Bounded: two halves; when the newer is full, the older is forgotten.
class Recall {
 public:
  void remember(std::uint64_t key, Handle story);
  std::optional<Handle> find(std::uint64_t key) const;

  static constexpr std::size_t kHalf = 150'000;

 private:
  struct Identity {  // keys are hashes
    std::size_t operator()(std::uint64_t key) const { return key; }
  };
  tsl::robin_map<std::uint64_t, Handle, Identity> recent_, older_;
};

}  // namespace rtm::classify
