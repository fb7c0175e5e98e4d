#pragma once
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "ingest/buffer.hpp"
#include "ingest/desk.hpp"
#include "ingest/format.hpp"
#include "ingest/ingest.hpp"
#include "ingest/pieces.hpp"
#include "io/input.hpp"
#include "stage/run.hpp"

namespace rtm::ingest {

/// How a file has come. One that was named is read, and what cannot be read is refused; in an archive much is no posts, and only what is
/// surely of a known format, or may be of the one that was named, is read.
enum class Origin : std::uint8_t { named, archived };

/// What became of a file.
enum class Outcome : std::uint8_t { read, left_out, left_out_markup };

/// Reads one file: finds its format, cuts it into pieces, has them read.
class File {
 public:
  /// `format` is nullptr when it is to be found. All must outlive this.
  File(io::Input& input, Origin origin, const Options& options, const Format* format, Desk& desk, const stage::Watch& watch,
       std::function<void()> before_wait);

  Outcome read();

  /// "" when nothing was recognised.
  std::string_view format_name() const { return format_ == nullptr ? std::string_view{} : format_->name; }

 private:
  bool archived() const { return origin_ == Origin::archived; }
  bool first_bytes();
  bool skip_marks();
  int pass_http_heads();
  static std::string_view marked_encoding(std::string_view head);
  bool looks_like_json() const;
  void make_reader();
  bool choose(const Head& head, Framing framing);
  bool fits(const Head& head) const;
  Head document_head();
  Head piece_head();

  void read_any();
  void read_json();
  void document();
  void cut();
  void stream(Pieces& pieces);
  void value();
  void fault();
  void give();
  void refuse_all(std::string_view why);
  void leave();

  const std::string& name_;
  Origin origin_;
  const Options& options_;
  const Format* format_;
  Desk& desk_;
  const stage::Watch& watch_;
  Buffer buffer_;
  Item item_;
  std::string first_members_;
  record::Document first_document_;
  bool understood_ = false;  // something was JSON
  bool listed_ = false;      // the formats have been told
  Outcome outcome_ = Outcome::read;
  std::unique_ptr<Reader> reader_;
};

/// "auto, post, feed, …"
std::string known_formats();

}  // namespace rtm::ingest
