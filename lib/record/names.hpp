#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "record/document.hpp"

namespace rtm::record {

/// Member names that are looked up together: one walk over an object instead of one for each name. N is at most 32, a
/// name shorter than 32 bytes.
template <std::size_t N>
class Names {
 public:
  static_assert(N <= 32);
  using Found = std::array<Value, N>;

  template <typename... Name>
  constexpr explicit Names(const Name&... names) : names_{std::string_view(names)...} {
    static_assert(sizeof...(Name) == N);
    for (std::size_t i = 0; i < N; ++i) of_length_.at(names_[i].size()) |= std::uint32_t{1} << i;
  }

  /// The i-th is what object[name i] gives.
  Found in(Value object) const {
    Found found;
    object.find(names_, of_length_, found);
    return found;
  }

 private:
  std::array<std::string_view, N> names_;
  NamesOfLength of_length_{};
};

template <typename... Name>
Names(const Name&...) -> Names<sizeof...(Name)>;

}  // namespace rtm::record
