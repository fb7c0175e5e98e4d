#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/pieces.hpp"

/// Web archives: WARC 1.0 and 1.1 (ISO 28500), and the HTTP answers (RFC 9112) that are in them.
namespace rtm::ingest {

/// A first line and named fields, as WARC and HTTP have them, and what follows the empty line behind them. Views.
struct Message {
  std::string_view first;
  std::vector<std::pair<std::string_view, std::string_view>> fields;  // the first hundred
  std::string_view body;

  /// The first field of that name, without regard to case; "" when there is none.
  std::string_view field(std::string_view name) const;
};
Message read_message(std::string_view bytes);

/// A body in chunks put together; as it is when its first line is no chunk's size (archives often keep the field, and not the chunks).
std::string without_chunks(std::string_view body);

/// "text/html" in "Text/HTML; charset=x", and "x"; both in small letters, "" when they are not told.
std::string media_type(std::string_view content_type);
std::string media_charset(std::string_view content_type);

/// Cuts an archive into those of its records that may hold a page; all others pass by without being kept. A record that may and has
/// more than Buffer::kMax bytes is a fault; behind what is no record it goes on with the next line that begins one.
class WarcPieces : public Pieces {
 public:
  /// `buffer` must outlive this.
  explicit WarcPieces(Buffer& buffer) : buffer_(buffer) {}
  Got next(Item& item) override;

 private:
  bool skip_blank();
  std::size_t header_size();
  bool pass_by(std::uint64_t bytes);
  Got fault(Item& item, std::string_view why);
  Got resume(Item& item, std::string_view why);

  Buffer& buffer_;
  std::size_t pending_ = 0;
};

}  // namespace rtm::ingest
