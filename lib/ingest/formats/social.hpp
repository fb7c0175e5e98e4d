#pragma once
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ingest/format.hpp"
#include "ingest/formats/json.hpp"

/// What the readers of social platforms share. All take absent values and values of another type: they give nothing then.
namespace rtm::ingest {

/// More entities of one kind than this no honest post has; what is beyond is left out.
inline constexpr std::size_t kMostEntities = 100;

/// Objects by an id of theirs, for the references within one answer. Views: valid as long as their document.
class Index {
 public:
  void clear() { entries_.clear(); }
  /// Adds the elements of `list` that have the member `key`.
  void add(record::Value list, std::string_view key);
  void add_one(record::Value id, record::Value object);
  /// The first of those with that id (a string, or a number's digits), or absent.
  record::Value find(record::Value id) const;

 private:
  mutable std::vector<std::pair<std::string_view, record::Value>> entries_;
  mutable bool sorted_ = true;
};

/// One answer of a web site as the Zeeschuimer browser extension keeps it.
struct Capture {
  record::Value data;       // what the site sent
  std::string platform;     // "twitter.com", "tiktok.com", …
  std::optional<Time> at;   // when it was seen
};
std::optional<Capture> capture_of(record::Value value);
/// What the platform said: a capture's data, `seen` being when it was seen; else `value` itself.
record::Value opened(record::Value value, std::optional<Time>& seen);

/// Clears `post` and says where it is from.
void begin_post(Post& post, std::string_view platform, SourceKind kind = SourceKind::social);

/// What an API says instead of posts: "Rate limit exceeded"; "" when `value` is no error answer.
std::string error_of(record::Value value);

/// True when it says an error and has nothing that only a post has: id, time, author.
bool is_error_answer(record::Value value);

/// Refuses `value`: as the error answer that it is, else as "not `expected`".
void refuse_unknown(record::Value value, std::string_view expected, Sink& sink);

/// The sum of a count that each element of `list` has; nullopt when it is no list.
std::optional<std::int64_t> count_all(record::Value list, std::string_view key);

/// An id for what has none at its source, made from what it says: the same parts, the same id.
std::string id_from(std::string_view prefix, std::initializer_list<std::string_view> parts);

/// Text whose UTF-8 was taken for Latin-1 and encoded once more ("cittÃ "), as Meta's downloads have it: repaired when all of it
/// can have been so, else as it is.
std::string latin1_repaired(std::string text);

/// The page behind a redirect of Meta's sites (l.facebook.com/l.php?u=…); other addresses as they are.
std::string behind_redirect(std::string url);

/// Puts `target` in the place of the first `link` in `text`; an empty target takes the link out, with the blank before it.
void expand_link(std::string& text, std::string_view link, std::string_view target);

/// Sets the text from markup: plain, links that are shown cut short ("example.org/a/very…") in full. Its links and pictures are added,
/// relative ones as those of `host` ("" leaves them out); names of people and avatars, emoji and the like are neither.
void set_html_text(std::string_view html, std::string_view host, Post& post);
/// `url` as it stands on a page of `host`; "" for what leads to no page ("mailto:…", "#top", a relative one where the host is unknown).
std::string absolute_url(std::string_view url, std::string_view host);

/// The #words and @names of a plain text, for platforms that do not say them apart. Letters and digits of any script and
/// _ belong to them, dots inside a name too.
void add_hashtags(std::string_view text, std::vector<std::string>& hashtags);
void add_mentions(std::string_view text, std::vector<std::string>& mentions);

}  // namespace rtm::ingest
