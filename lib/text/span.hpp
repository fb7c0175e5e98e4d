#pragma once
#include <cstddef>

namespace rtm::text {

/// Bytes [start,end) of the analysed text.
struct Span {
  std::size_t start, end;
  bool operator==(const Span&) const = default;
};

}  // namespace rtm::text
