#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/error.hpp"
#include "ingest/format.hpp"
#include "ingest/formats/json.hpp"
#include "ingest/member_map.hpp"

namespace rtm::ingest {

namespace {

using record::Type;
using record::Value;

constexpr std::string_view kPlatform = "jsonl";

/// Where a member is looked for when the user does not say, most telling first.
struct Guess {
  std::string_view member;
  std::initializer_list<std::string_view> paths;
};

const Guess kGuesses[]{
    {"id", {"id", "_id", "id_str", "post_id", "uuid", "guid", "uri"}},
    {"platform", {"platform"}},
    {"source", {"source", "site", "source_name", "source.name", "domain"}},
    {"source_kind", {"source_kind"}},
    {"url", {"url", "link", "permalink", "href"}},
    {"published_at",
     {"published_at", "created_at", "publishedAt", "createdAt", "timestamp", "date", "datetime", "time", "published", "pubDate",
      "created", "created_utc"}},
    {"author.id", {"author.id", "user.id", "author_id", "user_id"}},
    {"author.handle",
     {"author.handle", "author.username", "author.screen_name", "user.screen_name", "user.username", "username", "screen_name",
      "handle", "author", "user"}},
    {"author.name", {"author.name", "user.name", "author_name", "name"}},
    {"author.followers", {"author.followers", "author.followers_count", "user.followers_count", "followers"}},
    {"title", {"title", "headline", "subject"}},
    {"text",
     {"text", "full_text", "body", "content", "message", "caption", "description", "selftext", "summary", "comment", "reviewText"}},
    {"lang", {"lang", "language", "lang_code"}},
    {"reply_to", {"reply_to", "in_reply_to", "in_reply_to_id", "parent_id"}},
    {"thread", {"thread", "thread_id", "conversation_id"}},
    {"metrics.likes", {"metrics.likes", "likes", "like_count", "likes_count", "favorite_count", "score", "upvotes"}},
    {"metrics.reposts", {"metrics.reposts", "reposts", "shares", "share_count", "retweet_count"}},
    {"metrics.replies", {"metrics.replies", "replies", "reply_count", "num_comments", "comments_count", "comment_count"}},
    {"metrics.views", {"metrics.views", "views", "view_count", "impressions"}},
    {"hashtags", {"hashtags"}},
    {"tags", {"tags", "categories"}},
    {"links", {"links", "urls"}},
};

/// The value at a dotted path; a number is an index into a list. A member whose own name has the dots goes first.
Value at_path(Value value, std::string_view path) {
  if (const Value whole = value[path]; whole.exists()) return whole;
  while (!path.empty() && value.exists()) {
    const std::size_t dot = std::min(path.find('.'), path.size());
    const std::string_view key = path.substr(0, dot);
    path.remove_prefix(std::min(dot + 1, path.size()));
    std::size_t index = 0;
    const bool number = std::from_chars(key.data(), key.data() + key.size(), index).ptr == key.data() + key.size();
    value = value.is_array() && number ? value[index] : value[key];
  }
  return value;
}

bool is_plain(Value value) {
  return value.is_string() || value.type() == Type::number || value.type() == Type::boolean || value.is_array();
}

void set_from(Post& post, std::string_view member, Value value) {
  std::string scratch;
  if (value.is_string()) {
    set_member(post, member, value.string(scratch));
  } else if (value.is_array()) {
    for (const Value one : value.elements()) {
      if (!one.is_array()) set_from(post, member, one);
    }
  } else if (value.type() == Type::number || value.type() == Type::boolean) {
    set_member(post, member, value.raw());
  }
}

/// JSON objects of any make: members by --map, else by names that are in use for them.
class JsonlReader : public Reader {
 public:
  explicit JsonlReader(const Settings& settings) : settings_(settings) {
    for (const auto& [member, path] : settings_.map) {
      if (is_member(member)) continue;
      throw Error(fmt::format("--map {}={}: a post has no member \"{}\"; known are {}", member, path, member,
                              fmt::join(member_names(), ", ")));
    }
  }

  void read(const Piece& piece, Sink& sink) override {
    const Value value = piece.json;
    if (value.is_array() && value.size() == 0) return sink.skip(Skip::no_post);
    if (!value.is_object()) return sink.refuse(value.offset(), "not a JSON object");
    post_.clear();
    for (const auto& [member, path] : settings_.map) set_from(post_, member, at_path(value, path));
    for (const Guess& guess : kGuesses) {
      if (!mapped(guess.member)) set_guess(guess, value);
    }
    if (post_.text.empty() && post_.title.empty()) {
      return sink.refuse(value.offset(), "no text in it; say where it is with --map text=PATH");
    }
    complete();
    sink.post(post_);
  }

 private:
  bool mapped(std::string_view member) const {
    return std::any_of(settings_.map.begin(), settings_.map.end(), [&](const auto& one) { return one.first == member; });
  }

  void set_guess(const Guess& guess, Value value) {
    for (const std::string_view path : guess.paths) {
      const Value found = at_path(value, path);
      if (is_plain(found)) return set_from(post_, guess.member, found);
    }
  }

  /// What every post needs: an id (made from its content where the source has none) and a platform.
  void complete() {
    if (post_.geo && (std::isnan(post_.geo->lat) || std::isnan(post_.geo->lon))) post_.geo.reset();
    if (post_.platform.empty()) post_.platform = kPlatform;
    if (post_.id.empty()) {
      const std::string content = fmt::format("{}\n{}\n{}\n{}", post_.url, post_.author.handle, post_.title, post_.text);
      const std::string at = post_.published_at ? format_time(post_.published_at->at) : std::string{};
      post_.id = fmt::format("{:016x}", XXH3_64bits((content + at).data(), (content + at).size()));
    }
    for (std::string* id : {&post_.id, &post_.reply_to, &post_.repost_of, &post_.quote_of, &post_.thread}) {
      if (!id->empty() && !id->starts_with(post_.platform + ":")) *id = prefixed(post_.platform, *id);
    }
    if (post_.links.empty()) add_links(post_.text, post_.links);
  }

  Settings settings_;
  Post post_;
};

int sniff(const Head& head) {
  if (!head.json.is_object()) return 0;
  for (const std::string_view path : {"text", "full_text", "body", "content", "message", "caption", "title"}) {
    if (head.json[path].is_string()) return 1;
  }
  return 0;
}

std::unique_ptr<Reader> make(const Settings& settings) { return std::make_unique<JsonlReader>(settings); }

}  // namespace

const Format kJsonlFormat{"jsonl", "JSON objects of any make: members by --map, else by well-known names", Framing::json, sniff,
                          make};

}  // namespace rtm::ingest
