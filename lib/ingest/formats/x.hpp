#pragma once
#include <string_view>

#include "ingest/formats/social.hpp"

/// The shapes in which posts of X (Twitter) come, read into one. Values are valid as long as their document.
namespace rtm::ingest {

inline constexpr std::string_view kXPlatform = "x";

/// A post of API v1.1 or of what grew from it (archive, streaming, the site's own GraphQL), its parts laid side by side.
struct XLegacy {
  record::Value id;
  record::Value body;       // full_text, entities, counts, …
  record::Value user;       // an object of v1.1, or a result of GraphQL
  record::Value note;       // GraphQL's text beyond 280 characters, with its entities
  record::Value views;      // GraphQL's count of views
  record::Value original;   // what this is a repost of, in the same shape as this
  enum class Shape : std::uint8_t { v1, graphql } shape = Shape::v1;
};

/// `tweet` as API v1.1 gives it.
XLegacy x_from_v1(record::Value tweet);
/// `result` as GraphQL gives it ("tweet_results": {"result": …}), unwrapped from a notice of limited visibility. Without an id
/// when it is a tombstone or unavailable.
XLegacy x_from_graphql(record::Value result);

bool is_x_v1(record::Value tweet);
/// A tweet_results' result, or what Zeeschuimer keeps.
bool is_x_graphql(record::Value result);
/// Sets all members of `post`. Returns false when the account is protected.
bool read_x(const XLegacy& tweet, Post& post);

/// What a page of API v2 says of what its posts refer to.
struct XIncludes {
  Index users, tweets, media;

  void set(record::Value includes);
};
bool is_x_v2(record::Value tweet);
/// The same for a post of API v2, also a flattened one (with its author, media and original inside).
bool read_x_v2(record::Value tweet, const XIncludes& includes, Post& post);

// What both share.

/// A text while its short links (t.co) are expanded.
class XText {
 public:
  /// `own_id` is the id of the post that has the text, `quoted` that of what it quotes, "" for nothing. `post` gets the links;
  /// it must outlive this.
  XText(std::string_view text, record::Value own_id, std::string quoted, Post& post);
  /// An entity with url, expanded_url, and perhaps unwound_url: expanded in the text, and kept among links unless it leads
  /// to the post's own media, its own page or what it quotes.
  void url(record::Value entity);
  /// The text, HTML decoded and links expanded.
  std::string take() const;

 private:
  std::string text_, own_id_, quoted_;
  std::size_t expanded_ = 0;
  Post& post_;
};

/// The best address of a video: of its variants in MP4, that with the most bits a second; "" without any.
std::string x_video(record::Value variants);
std::string x_url(std::string_view handle, record::Value id);
/// The time that an id has in itself (since November 2010).
std::optional<Stamp> x_time(record::Value written, record::Value id);

}  // namespace rtm::ingest
