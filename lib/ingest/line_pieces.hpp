#pragma once
#include <cstddef>

#include "ingest/pieces.hpp"

namespace rtm::ingest {

/// Cuts an input into its lines, without their ends; empty ones are left out. Memory is bounded by Buffer::kMax: a longer line is a
/// fault. Time is linear.
class LinePieces : public Pieces {
 public:
  /// `buffer` must outlive this.
  explicit LinePieces(Buffer& buffer) : buffer_(buffer) {}
  Got next(Item& item) override;

 private:
  std::size_t find_end();

  Buffer& buffer_;
  std::size_t pending_ = 0;  // bytes of the line last given
  bool skipping_ = false;    // the rest of a line too long to keep
};

}  // namespace rtm::ingest
