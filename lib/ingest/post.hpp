#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "record/writer.hpp"

namespace rtm::ingest {

enum class SourceKind : std::uint8_t { social, forum, news, blog, video, review, other };
enum class TimeQuality : std::uint8_t { exact, date_only, assumed_zone, missing };

std::string_view name(SourceKind kind);
std::string_view name(TimeQuality quality);

/// An instant as a source gave it.
struct Stamp {
  Time at;
  TimeQuality quality;  // never `missing`
};

struct Author {
  std::string id, handle, name;  // "" unknown; a handle without its @
  std::optional<std::int64_t> followers;
  std::optional<bool> verified;

  void clear();
};

struct Metrics {
  std::optional<std::int64_t> likes, reposts, replies, quotes, views;

  /// Of all that are known; negative ones are none, and what is beyond 64 bits is the greatest number.
  std::int64_t sum() const;
};

struct Media {
  std::string type;  // image, video, audio, gif, document
  std::string url;
  std::string alt;
};

struct Geo {
  double lat, lon;  // degrees
};

/// How often the same post was there.
struct Copies {
  std::int64_t n;
  std::optional<Time> first_at, last_at;
};

/// One public utterance from any source, as plain values. "" and empty lists mean unknown: they are not written
/// (`text` always is). All text is plain UTF-8: HTML was decoded, links were expanded.
struct Post {
  std::string id;        // with the platform's prefix: "x:123"; required
  std::string platform;  // required
  std::string source;    // site, instance, subreddit, feed title
  SourceKind source_kind = SourceKind::other;
  std::string url;
  std::optional<Stamp> published_at;
  Author author;
  std::string title, text;
  std::string lang;  // BCP 47 as the source says it; "" asks for detection
  std::optional<double> lang_p;
  std::string reply_to, repost_of, quote_of, thread;  // ids, with prefix
  Metrics metrics;
  std::optional<Time> metrics_at;
  std::vector<std::string> hashtags;  // without #
  std::vector<std::string> tags;      // the source's own categories
  std::vector<std::string> mentions;  // without @
  std::vector<std::string> links;
  std::vector<Media> media;
  std::optional<Geo> geo;
  std::optional<Copies> copies;
  std::string copy_of;

  /// Everything back to unknown; keeps the memory.
  void clear();
};

/// Something that was deleted or withdrawn at its source.
struct Tombstone {
  std::string id;
  std::string platform;
  std::optional<Time> deleted_at;
};

/// Appends the record as one JSON object, in the fixed order of keys of DESIGN.md. Malformed UTF-8 becomes U+FFFD.
void write(const Post& post, record::Writer& out);
void write_copies(const Copies& copies, record::Writer& out);
void write(const Tombstone& tombstone, record::Writer& out);

}  // namespace rtm::ingest
