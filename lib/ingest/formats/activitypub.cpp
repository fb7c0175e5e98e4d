#include <algorithm>
#include <array>

#include "ingest/feed_text.hpp"
#include "ingest/formats/fediverse.hpp"
#include "ingest/html.hpp"

namespace rtm::ingest {

namespace {

using record::Value;

constexpr std::string_view kPlatform = "activitypub";

template <std::size_t N>
bool is_among(Value type, const std::array<std::string_view, N>& names) {
  std::string scratch;
  const Value one = type.is_array() ? type[std::size_t{0}] : type;
  return std::find(names.begin(), names.end(), one.string(scratch)) != names.end();
}

constexpr std::array<std::string_view, 8> kObjects{"Note", "Article", "Page", "Question", "Video", "Audio", "Image", "Event"};
constexpr std::array<std::string_view, 2> kChanges{"Create", "Update"};
constexpr std::array<std::string_view, 1> kShares{"Announce"};
constexpr std::array<std::string_view, 1> kDeletions{"Delete"};
constexpr std::array<std::string_view, 1> kGone{"Tombstone"};
constexpr std::array<std::string_view, 4> kLists{"OrderedCollection", "OrderedCollectionPage", "Collection", "CollectionPage"};

/// One or several of something: JSON-LD writes a list of one without its brackets.
template <typename Each>
void for_each(Value value, const Each& each) {
  if (!value.is_array()) {
    if (value.exists()) each(value);
    return;
  }
  std::size_t n = 0;
  for (const Value one : value.elements()) {
    if (++n > kMostEntities) return;
    each(one);
  }
}

/// The address of something that is given by it or in full.
std::string address(Value value) {
  if (value.is_array()) value = value[std::size_t{0}];
  return value.is_string() ? value.text() : first_of(value, {"id", "href"}).text();
}

bool is_public(Value value) {
  bool found = false;
  std::string scratch;
  for (const std::string_view member : {"to", "cc", "audience"}) {
    for_each(value[member], [&](Value one) {
      const std::string_view to = one.string(scratch);
      found = found || to == "https://www.w3.org/ns/activitystreams#Public" || to == "as:Public" || to == "Public";
    });
  }
  return found;
}

/// The page for people: of several addresses the first that is HTML.
std::string page_of(Value url) {
  std::string page;
  for_each(url, [&](Value one) {
    const std::string type = one["mediaType"].text();
    const bool html = one.is_string() || type == "text/html" || type.empty();
    if (page.empty() && html) page = address(one);
  });
  return page;
}

std::string_view media_type(std::string_view type, std::string_view mime) {
  for (const std::string_view kind : {"image", "video", "audio"}) {
    if (mime.starts_with(kind)) return mime == "image/gif" ? "gif" : kind;
  }
  if (type == "Image") return "image";
  if (type == "Video") return "video";
  return type == "Audio" ? "audio" : "document";
}

/// Objects and activities of ActivityPub: an outbox, a post, what an inbox receives.
class ActivityPubReader : public Reader {
 public:
  void read(const Piece& piece, Sink& sink) override {
    sink_ = &sink;
    any(piece.json, {});
  }

 private:
  /// `activity` is what carries `value`, or absent.
  void any(Value value, Value activity) {
    if (value.is_array()) return all(value);
    const Value type = value["type"];
    if (is_among(type, kLists)) return collection(value);
    if (is_among(type, kChanges)) return inner(value["object"], value);
    if (is_among(type, kShares)) return share(value);
    if (is_among(type, kDeletions)) return gone(value["object"], value);
    if (is_among(type, kGone)) return gone(value, value);
    if (is_among(type, kObjects)) return object(value, activity);
    if (type.exists() && value["id"].exists()) return sink_->skip(Skip::no_post);  // likes, follows, people, …
    refuse_unknown(value, "an object or activity of ActivityPub", *sink_);
  }

  void all(Value list) {
    for (const Value one : list.elements()) {
      one.is_string() ? sink_->skip(Skip::no_post) : any(one, {});
    }
  }

  void collection(Value value) {
    const Value items = first_of(value, {"orderedItems", "items"});
    if (items.is_array()) return all(items);
    if (items.is_object()) return any(items, {});
    if (value["first"].is_object()) return any(value["first"], {});
    sink_->skip(Skip::no_post);
  }

  void inner(Value object, Value activity) {
    object.is_object() ? any(object, activity) : sink_->skip(Skip::no_post);
  }

  /// A repost; of an activity (as groups send on what their members do), that activity.
  void share(Value value) {
    const Value shared = value["object"];
    if (is_among(shared["type"], kChanges) || is_among(shared["type"], kDeletions)) return any(shared, {});
    if (shared.is_object() && !is_among(shared["type"], kObjects)) return sink_->skip(Skip::no_post);
    if (!may_be_seen(is_public(value))) return;
    begin(value, value["actor"]);
    post_.published_at = time_of(value["published"]);
    post_.repost_of = prefixed(kPlatform, address(shared));
    if (shared.is_object()) content(shared);
    if (shared.is_object()) post_.url = page_of(shared["url"]);
    sink_->post(post_);
  }

  void gone(Value object, Value activity) {
    Tombstone tombstone{prefixed(kPlatform, address(object)), std::string(kPlatform), std::nullopt};
    const Value at = object["deleted"].exists() ? object["deleted"] : activity["published"];
    if (const auto time = time_of(at)) tombstone.deleted_at = time->at;
    const bool account = !tombstone.id.empty() && address(object) == address(activity["actor"]);
    account ? sink_->skip(Skip::no_post) : sink_->tombstone(tombstone);
  }

  bool may_be_seen(bool open) {
    if (open || sink_->wants_private()) return true;
    sink_->skip(Skip::private_post);
    return false;
  }

  void begin(Value value, Value author) {
    begin_post(post_, kPlatform);
    post_.id = prefixed(kPlatform, value["id"]);
    post_.source = host_of(value["id"].text());
    if (author.is_array()) author = author[std::size_t{0}];
    post_.author.id = prefixed(kPlatform, address(author));
    post_.author.handle = handle_at(author["preferredUsername"].text(), address(author));
    post_.author.name = author["name"].text();
  }

  void object(Value value, Value activity) {
    const bool addressed = value["to"].exists() || value["cc"].exists();
    if (!may_be_seen(is_public(addressed ? value : activity))) return;
    const Value author = value["attributedTo"].exists() ? value["attributedTo"] : activity["actor"];
    begin(value, author);
    post_.published_at = time_of(value["published"]);
    post_.url = page_of(value["url"]);
    if (post_.url.empty()) post_.url = value["id"].text();
    post_.reply_to = prefixed(kPlatform, address(value["inReplyTo"]));
    post_.quote_of = prefixed(kPlatform, address(first_of(value, {"quote", "quoteUrl", "quoteUri", "_misskey_quote"})));
    post_.thread = prefixed(kPlatform, first_of(value, {"context", "conversation"}));
    metrics(value);
    content(value);
    sink_->post(post_);
  }

  void metrics(Value value) {
    post_.metrics.likes = count_of(value["likes"]["totalItems"]);
    post_.metrics.reposts = count_of(value["shares"]["totalItems"]);
    const Value replies = value["replies"]["totalItems"];
    post_.metrics.replies = count_of(replies.exists() ? replies : value["comments"]["totalItems"]);
    post_.metrics.views = count_of(value["views"]);
  }

  void content(Value value) {
    const std::string type = value["type"].text();
    if (type == "Article") post_.source_kind = SourceKind::blog;
    if (type == "Page") post_.source_kind = SourceKind::forum;
    if (type == "Video") post_.source_kind = SourceKind::video;
    words(value, type);
    for_each(value["tag"], [&](Value one) { tag(one); });
    for_each(value["attachment"], [&](Value one) { attachment(one); });
    if (type == "Video" || type == "Audio" || type == "Image") for_each(value["url"], [&](Value one) { own_file(one, type); });
  }

  /// The summary of a note is a warning; that of an article says again what is in it, unless there is nothing else.
  void words(Value value, std::string_view type) {
    post_.title = plain_text(value["name"].text()).text;
    Value content = value["content"];
    const Value map = value["contentMap"];
    for (const auto& [lang, text] : map.members()) {
      if (!content.is_string() && text.is_string()) content = text;
      if (post_.lang.empty() && map.size() == 1) post_.lang = language_tag(lang.text());
    }
    if (post_.lang.empty()) post_.lang = language_tag(first_of(value["language"], {"identifier"}).text());
    const std::string summary = value["summary"].text();
    const std::string mime = value["mediaType"].text();
    const bool note = type == "Note" || type == "Question";
    if (mime == "text/markdown" || mime == "text/plain") {
      post_.text = trimmed(content.text());
      add_links(post_.text, post_.links);
    } else if (content.is_string() && !content.text().empty()) {
      set_html(content.text(), note ? summary : std::string{}, post_);
    } else {
      set_html(summary, {}, post_);
    }
  }

  void tag(Value tag) {
    const std::string type = tag["type"].text();
    std::string name = tag["name"].text();
    if (type == "Hashtag" && name.starts_with('#')) name.erase(0, 1);
    if (type == "Hashtag") add_once(post_.hashtags, std::move(name));
    if (type == "Mention") add_once(post_.mentions, handle_at(name, tag["href"].text()));
  }

  void attachment(Value one) {
    const std::string type = one["type"].text();
    const Value link = one["url"].is_array() ? one["url"][std::size_t{0}] : first_of(one, {"url", "href"});
    std::string url = address(link);
    if (url.empty() || !url.starts_with("http")) return;
    const std::string mime = first_of(one["mediaType"].is_string() ? one : link, {"mediaType"}).text();
    if ((type == "Link" || type == "Page") && (mime.empty() || mime == "text/html")) return add_once(post_.links, std::move(url));
    if (post_.media.size() < kMostEntities) {
      post_.media.push_back({std::string(media_type(type, mime)), std::move(url), first_of(one, {"name", "summary"}).text()});
    }
  }

  /// The best file of a video, picture or sound: its addresses stand best first.
  void own_file(Value link, std::string_view type) {
    const std::string mime = link["mediaType"].text();
    std::string url = address(link);
    const bool file = mime.starts_with("video/") || mime.starts_with("audio/") || mime.starts_with("image/");
    if (!post_.media.empty() || !file || !url.starts_with("http")) return;
    post_.media.push_back({std::string(media_type(type, mime)), std::move(url), {}});
  }

  Post post_;
  Sink* sink_ = nullptr;
};

bool is_context(Value context) {
  const Value first = context.is_array() ? context[std::size_t{0}] : context;
  return first.text().find("//www.w3.org/ns/activitystreams") != std::string::npos;
}

int sniff(const Head& head) {
  const Value json = head.json;
  if (!json["type"].is_string() && !json["type"].is_array()) return 0;
  if (is_context(json["@context"])) return 100;
  const bool activity = json["actor"].exists() && json["object"].exists();
  const bool object = is_among(json["type"], kObjects) && json["attributedTo"].exists();
  return json["id"].is_string() && (activity || object) ? 90 : 0;
}

std::unique_ptr<Reader> make(const Settings&) { return std::make_unique<ActivityPubReader>(); }

}  // namespace

const Format kActivityPubFormat{"activitypub", "ActivityPub: an outbox, objects and activities; only what is public", Framing::json, sniff,
                                make};

}  // namespace rtm::ingest
