#pragma once
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ingest/mapping.hpp"
#include "ingest/pieces.hpp"
#include "ingest/post.hpp"
#include "record/record.hpp"

namespace rtm::ingest {

/// Why something that was understood is not written.
enum class Skip : std::uint8_t {
  private_post,  // followers only, direct, personal
  no_post,       // a heartbeat, a like, a profile: neither a post nor an error
};

/// A record that is canonical already, with what its reader has seen of it.
struct Canonical {
  record::Value value;
  record::Kind kind = record::Kind::unknown;
  std::string_view id;  // of a post
  std::optional<Time> at;
  record::Value text, title, lang, metrics;
};

/// Where a reader puts what it understood. Fills in what no source says (language, the user's --source), folds
/// duplicates, orders what is one document, writes.
class Sink {
 public:
  virtual ~Sink() = default;
  /// May move from `post`.
  virtual void post(Post& post) = 0;
  virtual void tombstone(const Tombstone& tombstone) = 0;
  /// To be written with the bytes it came with.
  virtual void pass(const Canonical& record) = 0;
  virtual void skip(Skip why) = 0;
  /// Refuses (part of) the piece being read; `offset` is a byte in Piece::bytes.
  virtual void refuse(std::size_t offset, std::string_view why) = 0;
  /// False when a private post is to be skipped: sink.skip(Skip::private_post).
  virtual bool wants_private() const = 0;
};

/// What a reader is given at a time, valid until read() returns.
/// For a JSON format: one value, already checked, `bytes` being its text: a line, an element of an outermost array, a
/// whole object that wraps posts (a REST page), the data of one server-sent event. An outermost array has been opened.
/// For a document format: all bytes of the file. For a format that cuts: what it has cut.
struct Piece {
  std::string_view bytes;
  record::Value json;      // absent for a document
  std::string_view event;  // the server-sent event's name, or what a script assigns the value to, if any
};

/// Reads one format. Made anew for each input file; sees its pieces in order.
class Reader {
 public:
  virtual ~Reader() = default;
  /// Gives what is in `piece` to `sink` at once, so that the first post of a stream is out before the second came.
  /// Faults go to sink.refuse(); nothing is thrown but what `sink` throws.
  virtual void read(const Piece& piece, Sink& sink) = 0;
};

/// What the user asked for and a reader may need.
struct Settings {
  std::vector<MapRule> map;
  CellStyle style;   // of tables
  std::string file;  // the input's name
};

/// What --from auto decides by.
struct Head {
  std::string_view bytes;  // the first bytes of a document (64 KiB or all), or of the first JSON piece
  record::Value json;      // the first piece; absent when the input is not JSON
  std::string_view event;  // as in Piece
};

enum class Framing : std::uint8_t {
  json,
  document,
  cut,  // a stream that the format itself cuts into pieces
};

/// One row of the table of formats.
struct Format {
  std::string_view name;  // as typed after --from
  std::string_view description;
  Framing framing;
  /// 0 no; 1 could be; 50 looks like it; 100 certainly.
  int (*sniff)(const Head& head);
  std::unique_ptr<Reader> (*make)(const Settings& settings);
  /// Cuts `buffer` into pieces for `reader`, which `make` has made. Both outlive the result. Framing::cut has it; a JSON format, too, that
  /// comes in another shape as well: its reader is given pieces without `json` then.
  std::unique_ptr<Pieces> (*cut)(Buffer& buffer, Reader& reader) = nullptr;
};

/// Every format, in the order of the help.
std::span<const Format> formats();
/// nullptr when there is none of that name.
const Format* find_format(std::string_view name);

// One file each.
extern const Format kPostFormat;
extern const Format kJsonlFormat;
extern const Format kRedditFormat;
extern const Format kMastodonFormat;
extern const Format kXFormat;
extern const Format kBlueskyFormat;
extern const Format kXArchiveFormat;
extern const Format kActivityPubFormat;
extern const Format kFacebookFormat;
extern const Format kYoutubeFormat;
extern const Format kTelegramFormat;
extern const Format kTiktokFormat;
extern const Format kInstagramFormat;
extern const Format kThreadsFormat;
extern const Format kLinkedinFormat;
extern const Format kHackerNewsFormat;
extern const Format kStackExchangeFormat;
extern const Format kDiscourseFormat;
extern const Format kGdeltFormat;
extern const Format kNewsApiFormat;
extern const Format kEventRegistryFormat;
extern const Format kWarcFormat;
extern const Format kMboxFormat;
extern const Format kFeedFormat;
extern const Format kJsonFeedFormat;
extern const Format kCsvFormat;
extern const Format kTsvFormat;
extern const Format kBrandwatchFormat;
extern const Format kMeltwaterFormat;
extern const Format kTalkwalkerFormat;
extern const Format kCrowdTangleFormat;

}  // namespace rtm::ingest
