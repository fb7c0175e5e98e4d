#pragma once
#include <cstddef>
#include <string_view>

#include "ingest/pieces.hpp"

namespace rtm::ingest {

/// True for the line that begins a mail in an mbox: "From ada@example.org Fri Nov 20 10:00:00 2026".
bool begins_mail(std::string_view line);

/// Cuts an mbox (RFC 4155) into its mails, each with its "From " line; an input that does not begin with one is a single mail. A line
/// "From …" inside a mail counts when it has a time of day and a field of a header follows. A mail of more than Buffer::kMax bytes is a
/// fault. Time is linear.
class MailPieces : public Pieces {
 public:
  /// `buffer` must outlive this.
  explicit MailPieces(Buffer& buffer) : buffer_(buffer) {}
  Got next(Item& item) override;

 private:
  enum class Ends : std::uint8_t { mail, input, too_long };
  Ends find_end(std::size_t& end);
  bool begins_at(std::size_t at);

  Buffer& buffer_;
  std::size_t pending_ = 0;
  bool any_ = false;
  bool single_ = false;
  bool skipping_ = false;  // the rest of a mail too long to keep
};

}  // namespace rtm::ingest
