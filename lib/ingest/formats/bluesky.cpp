#include "ingest/formats/bluesky.hpp"

#include <algorithm>
#include <array>

namespace rtm::ingest {

namespace {

using record::Value;

constexpr std::string_view kPlatform = "bluesky";
constexpr std::string_view kPostType = "app.bsky.feed.post";
constexpr std::string_view kRepostType = "app.bsky.feed.repost";

/// What an at:// address says: whose record, of which kind, under which key.
struct Address {
  std::string did, collection, key;
};

Address address_of(std::string_view uri) {
  Address address;
  if (!uri.starts_with("at://")) return address;
  uri.remove_prefix(5);
  for (std::string* part : {&address.did, &address.collection, &address.key}) {
    *part = uri.substr(0, uri.find('/'));
    uri.remove_prefix(std::min(part->size() + 1, uri.size()));
  }
  return address;
}

std::string uri_of(const Address& address) { return "at://" + address.did + "/" + address.collection + "/" + address.key; }

/// Without what stands for a name that no longer leads to its account.
std::string handle_of(Value author) {
  std::string handle = author["handle"].text();
  return handle == "handle.invalid" ? std::string{} : handle;
}

bool is_view(Value value) { return value["uri"].is_string() && value["record"].is_object() && value["author"].is_object(); }
bool is_record(Value value) { return value["uri"].is_string() && value["value"].is_object(); }

/// The API's views, bare records with their address, and the streams (Jetstream, Tap).
class BlueskyReader : public Reader {
 public:
  void read(const Piece& piece, Sink& sink) override {
    sink_ = &sink;
    any(piece.json);
  }

 private:
  void any(Value value) {
    if (value.is_array()) return all(value);
    if (value["commit"].is_object()) return commit(value);
    if (value["record"]["collection"].is_string()) return tap(value["record"]);
    if (value["post"].is_object()) return item(value);
    if (is_view(value)) return view(value);
    if (is_record(value)) return bare(value);
    if (!page(value)) other(value);
  }

  void all(Value list) {
    for (const Value one : list.elements()) any(one);
  }

  bool page(Value value) {
    if (value["thread"].exists()) {
      any(value["thread"]);
      return true;
    }
    if (value["value"]["post"].is_object()) {  // an item of a thread in its newer form
      item(value["value"]);
      return true;
    }
    if (value["bookmarks"].is_array()) {
      for (const Value one : value["bookmarks"].elements()) any(one["item"]);
      return true;
    }
    for (const std::string_view name : {"feed", "posts", "records"}) {
      if (!value[name].is_array()) continue;
      all(value[name]);
      return true;
    }
    return false;
  }

  /// Likes, follows, profiles, notifications, posts that are hidden from here; events about accounts.
  void other(Value value) {
    static constexpr std::array<std::string_view, 14> kOthers{
        "notFound", "blocked",  "kind",    "type",        "likes", "repostedBy", "notifications",
        "did",      "followers", "follows", "actors",     "$type", "reason",     "uri"};
    if (value["error"].exists()) return refuse(value);
    for (const std::string_view name : kOthers) {
      if (value[name].exists()) return sink_->skip(Skip::no_post);
    }
    refuse(value);
  }

  void refuse(Value value) { refuse_unknown(value, "a post of Bluesky, nor a page or event with one", *sink_); }

  /// A post in a feed, where somebody may have reposted it, or in a thread, between its parent and its replies.
  void item(Value value) {
    if (value["parent"].is_object()) any(value["parent"]);
    const Value by = value["reason"]["by"];
    if (by.is_object()) {
      repost(value["post"], value["reason"]);
    } else {
      any(value["post"]);
    }
    all(value["replies"]);
  }

  void view(Value value) {
    begin(value["uri"].text(), value["author"]["did"].text());
    content(value["record"], value["embed"], value["author"]);
    if (!post_.published_at) post_.published_at = time_of(value["indexedAt"]);
    post_.metrics.likes = count_of(value["likeCount"]);
    post_.metrics.reposts = count_of(value["repostCount"]);
    post_.metrics.replies = count_of(value["replyCount"]);
    post_.metrics.quotes = count_of(value["quoteCount"]);
    for (const Value label : value["labels"].elements()) add_label(label);
    sink_->post(post_);
  }

  /// Older answers do not name the repost's own record: it is told by what was reposted and by whom.
  void repost(Value original, Value reason) {
    if (!is_view(original)) return any(original);
    const std::string by = reason["by"]["did"].text();
    const std::string uri = original["uri"].text();
    const std::string own = reason["uri"].text();
    begin(uri, by);
    post_.id = prefixed(kPlatform, own.empty() ? uri + "#repost:" + by : own);
    content(original["record"], original["embed"], original["author"]);
    post_.reply_to.clear();
    post_.thread.clear();
    post_.quote_of.clear();
    post_.repost_of = prefixed(kPlatform, uri);
    post_.published_at = time_of(reason["indexedAt"]);
    set_author(reason["by"], by);
    sink_->post(post_);
  }

  void bare(Value value) {
    const std::string uri = value["uri"].text();
    const Address address = address_of(uri);
    if (address.collection != kPostType) return sink_->skip(Skip::no_post);
    begin(uri, address.did);
    content(value["value"], {}, {});
    sink_->post(post_);
  }

  void commit(Value event) {
    const Value commit = event["commit"];
    const std::string action = first_of(commit, {"operation", "type"}).text();
    change({event["did"].text(), commit["collection"].text(), commit["rkey"].text()}, action, commit["record"], event["time_us"]);
  }

  void tap(Value record) {
    change({record["did"].text(), record["collection"].text(), record["rkey"].text()}, record["action"].text(), record["record"], {});
  }

  /// One change of somebody's records.
  void change(const Address& address, std::string_view action, Value record, Value at) {
    const bool post = address.collection == kPostType;
    if (!post && address.collection != kRepostType) return sink_->skip(Skip::no_post);
    if (address.did.empty() || address.key.empty()) return sink_->refuse(record.offset(), "a change without the record's address");
    if (action == "delete" || action == "d") return gone(uri_of(address), at);
    if (!record.is_object()) return sink_->refuse(record.offset(), "a change without its record");
    begin(uri_of(address), address.did);
    content(record, {}, {});
    if (!post_.published_at) post_.published_at = time_of(at);
    if (!post) post_.repost_of = prefixed(kPlatform, record["subject"]["uri"]);
    if (!post && post_.repost_of.empty()) return sink_->refuse(record.offset(), "a repost of nothing");
    sink_->post(post_);
  }

  void gone(const std::string& uri, Value at) {
    Tombstone tombstone{prefixed(kPlatform, uri), std::string(kPlatform), std::nullopt};
    if (const auto time = time_of(at)) tombstone.deleted_at = time->at;
    sink_->tombstone(tombstone);
  }

  void begin(const std::string& uri, const std::string& did) {
    begin_post(post_, kPlatform);
    post_.id = prefixed(kPlatform, uri);
    post_.author.id = prefixed(kPlatform, did);
    post_.source = "bsky.app";
    uri_ = address_of(uri);
  }

  /// `author` wrote the record; REQUIRES begin().
  void content(Value record, Value view, Value author) {
    set_bluesky_text(record, post_);
    const std::string did = author["did"].is_string() ? author["did"].text() : uri_.did;
    set_bluesky_embed(record["embed"], view, did, post_);
    set_author(author, did);
    post_.published_at = time_of(record["createdAt"]);
    post_.lang = language_tag(record["langs"][std::size_t{0}].text());
    post_.reply_to = prefixed(kPlatform, record["reply"]["parent"]["uri"]);
    post_.thread = prefixed(kPlatform, record["reply"]["root"]["uri"]);
    for (const Value label : record["labels"]["values"].elements()) add_label(label);
    set_url(author, did);
  }

  void set_author(Value author, const std::string& did) {
    post_.author.clear();
    post_.author.id = prefixed(kPlatform, did);
    post_.author.handle = handle_of(author);
    post_.author.name = author["displayName"].text();
    post_.author.followers = count_of(author["followersCount"]);
    const std::string verified = author["verification"]["verifiedStatus"].text();
    if (!verified.empty()) post_.author.verified = verified == "valid";
  }

  /// The page of the post; of a repost, that of what was reposted, for it has none.
  void set_url(Value author, const std::string& did) {
    const std::string handle = handle_of(author);
    if (uri_.collection != kPostType || uri_.key.empty()) return;
    post_.url = "https://bsky.app/profile/" + (handle.empty() ? did : handle) + "/post/" + uri_.key;
  }

  /// What the author or a moderator says of the content ("porn", "graphic-media"); those with a ! steer clients.
  void add_label(Value label) {
    std::string name = label["val"].text();
    if (!name.starts_with('!') && !is_true(label["neg"])) add_once(post_.tags, std::move(name));
  }

  Post post_;
  Address uri_;
  Sink* sink_ = nullptr;
};

int sniff_one(Value json) {
  std::string scratch;
  const bool at = json["uri"].string(scratch).starts_with("at://");
  if (at && (json["record"].is_object() || json["value"].is_object())) return 100;
  if (json["post"]["uri"].string(scratch).starts_with("at://")) return 100;
  return json["commit"]["collection"].is_string() && json["did"].is_string() ? 100 : 0;
}

int sniff(const Head& head) {
  const Value json = head.json;
  for (const std::string_view name : {"feed", "posts", "records", "thread"}) {
    const Value list = json[name];
    const int first = sniff_one(list.is_array() ? list[std::size_t{0}] : list);
    if (first > 0) return first;
  }
  if (json["record"]["collection"].is_string() && json["record"]["did"].is_string()) return 100;
  const bool event = json["time_us"].exists() && (json["kind"].is_string() || json["type"].is_string());
  return event && json["did"].is_string() ? 95 : sniff_one(json);
}

std::unique_ptr<Reader> make(const Settings&) { return std::make_unique<BlueskyReader>(); }

}  // namespace

const Format kBlueskyFormat{"bluesky", "Bluesky: feeds, searches, threads and posts of the API; Jetstream and Tap", Framing::json, sniff, make};

}  // namespace rtm::ingest
