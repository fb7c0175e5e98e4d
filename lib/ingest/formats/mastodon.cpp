#include <algorithm>
#include <array>
#include <unordered_map>

#include "ingest/feed_text.hpp"
#include "ingest/formats/fediverse.hpp"
#include "ingest/html.hpp"
#include "record/document.hpp"

namespace rtm::ingest {

namespace {

using record::Type;
using record::Value;

constexpr std::string_view kPlatform = "mastodon";

bool is_status(Value value) { return value["account"].is_object() && value["content"].is_string() && value["id"].exists(); }

/// The address, which is one for all servers, else the id at this server.
Value id_of(Value status) {
  const Value uri = status["uri"];
  return uri.is_string() && uri.raw().size() > 2 ? uri : status["id"];
}

/// The addresses of the posts seen last, by their ids at this server: deletions and replies name only these.
class LocalIds {
 public:
  void note(Value status) {
    if (young_.size() >= kMost) {
      old_.swap(young_);
      young_.clear();
    }
    young_.try_emplace(id_text(status["id"]), id_text(id_of(status)));
  }
  std::string resolve(std::string id) const {
    for (const auto* map : {&young_, &old_}) {
      if (const auto found = map->find(id); found != map->end()) return found->second;
    }
    return id;
  }

 private:
  static constexpr std::size_t kMost = 50'000;
  std::unordered_map<std::string, std::string> young_, old_;
};

std::string_view media_type(std::string_view type) {
  if (type == "gifv") return "gif";
  return type == "image" || type == "video" || type == "audio" ? type : "document";
}

/// Servers differ in how they tell a quote: Mastodon 4.5, Fedibird, Pleroma.
Value quoted(Value status) {
  const Value quote = status["quote"];
  if (quote["quoted_status"].is_object()) return id_of(quote["quoted_status"]);
  if (quote["quoted_status_id"].exists()) return quote["quoted_status_id"];
  if (is_status(quote)) return id_of(quote);
  if (is_status(status["pleroma"]["quote"])) return id_of(status["pleroma"]["quote"]);
  return first_of(status, {"quote_id"});
}

/// Mastodon's REST API, its streams (server-sent events and web socket), and the servers that speak as it does.
class MastodonReader : public Reader {
 public:
  void read(const Piece& piece, Sink& sink) override {
    sink_ = &sink;
    if (!piece.event.empty()) return event(piece.event, piece.json, piece.bytes);
    any(piece.json);
  }

 private:
  void any(Value value) {
    if (value.is_array()) return all(value);
    if (envelope(value)) return;
    if (is_status(value)) return status(value);
    if (value["notification_groups"].is_array()) return sink_->skip(Skip::no_post);
    for (const std::string_view list : {"ancestors", "statuses", "descendants"}) all(value[list]);
    if (value["ancestors"].is_array() || value["statuses"].is_array()) return;
    if (is_other(value)) return sink_->skip(Skip::no_post);
    refuse_unknown(value, "a status of Mastodon, nor a page or event with one", *sink_);
  }

  void all(Value list) {
    for (const Value one : list.elements()) any(one);
  }

  /// Notifications, accounts, tags, filters, scheduled statuses, conversations, …
  bool is_other(Value value) {
    for (const std::string_view member : {"type", "acct", "history", "scheduled_at", "phrase", "keywords", "content", "title", "stream",
                                          "last_status", "spoiler_text", "options", "following", "domain"}) {
      if (value[member].exists() && !value["error"].exists()) return true;
    }
    return false;
  }

  /// A web socket's message: its payload is JSON written as a string.
  bool envelope(Value value) {
    const Value name = value["event"];
    if (!name.is_string()) return false;
    const Value payload = value["payload"];
    inner_text_ = payload.is_string() ? payload.text() : std::string(payload.raw());
    const bool json = !inner_.parse(inner_text_);
    event(name.text(), json ? inner_.root() : Value{}, inner_text_);
    return true;
  }

  void event(std::string_view name, Value data, std::string_view bytes) {
    if (name == "update" || name == "status.update") {
      if (is_status(data)) return status(data);
      return sink_->refuse(0, "an event without a status");
    }
    if (name == "delete") {
      std::string id = data.exists() ? id_text(data) : trimmed(bytes);
      if (id.empty()) return sink_->refuse(0, "a deletion without an id");
      return sink_->tombstone({prefixed(kPlatform, ids_.resolve(std::move(id))), std::string(kPlatform), std::nullopt});
    }
    if (name == "error") return sink_->refuse(0, "an error of the stream: " + data["error"].text().substr(0, 200));
    sink_->skip(name == "conversation" ? Skip::private_post : Skip::no_post);
  }

  void status(Value status) {
    std::string scratch;
    const std::string_view visibility = status["visibility"].string(scratch);
    const bool hidden = visibility == "private" || visibility == "direct" || visibility == "limited";
    if (hidden && !sink_->wants_private()) return sink_->skip(Skip::private_post);
    begin_post(post_, kPlatform);
    ids_.note(status);
    post_.id = prefixed(kPlatform, id_of(status));
    post_.url = first_of(status, {"url", "uri"}).text();
    post_.published_at = time_of(status["created_at"]);
    author(status["account"]);
    const Value original = status["reblog"];
    if (is_status(original)) {
      post_.repost_of = prefixed(kPlatform, id_of(original));
      content(original);
    } else {
      own(status);
      content(status);
    }
    sink_->post(post_);
  }

  void author(Value account) {
    const std::string url = first_of(account, {"url", "uri"}).text();
    post_.author.id = prefixed(kPlatform, first_of(account, {"uri", "url", "id"}));
    post_.author.handle = handle_at(first_of(account, {"acct", "username"}).text(), url);
    post_.author.name = account["display_name"].text();
    post_.author.followers = count_of(account["followers_count"]);
    post_.source = instance_of(url);
  }

  /// What a repost does not have of its own.
  void own(Value status) {
    if (const std::string parent = id_text(status["in_reply_to_id"]); !parent.empty()) {
      post_.reply_to = prefixed(kPlatform, ids_.resolve(parent));
    }
    if (const std::string id = id_text(quoted(status)); !id.empty()) post_.quote_of = prefixed(kPlatform, ids_.resolve(id));
    post_.metrics.likes = count_of(status["favourites_count"]);
    post_.metrics.reposts = count_of(status["reblogs_count"]);
    post_.metrics.replies = count_of(status["replies_count"]);
    post_.metrics.quotes = count_of(status["quotes_count"]);
  }

  void content(Value status) {
    set_html(status["content"].text(), status["spoiler_text"].text(), post_);
    post_.lang = language_tag(status["language"].text());
    for (const Value tag : status["tags"].elements()) add_once(post_.hashtags, tag["name"].text());
    for (const Value one : status["mentions"].elements()) {
      add_once(post_.mentions, handle_at(first_of(one, {"acct", "username"}).text(), one["url"].text()));
    }
    for (const Value one : status["media_attachments"].elements()) {
      if (post_.media.size() >= kMostEntities) return;
      post_.media.push_back({std::string(media_type(one["type"].text())), first_of(one, {"url", "remote_url", "preview_url"}).text(),
                             one["description"].text()});
    }
  }

  Post post_;
  LocalIds ids_;
  record::Document inner_;
  std::string inner_text_;
  Sink* sink_ = nullptr;
};

bool is_event(std::string_view name) {
  static constexpr std::array<std::string_view, 11> kEvents{
      "update",       "delete",  "status.update", "notification", "conversation", "filters_changed", "announcement", "announcement.reaction",
      "announcement.delete", "encrypted_message", "notifications_merged"};
  return std::find(kEvents.begin(), kEvents.end(), name) != kEvents.end();
}

int sniff(const Head& head) {
  const Value json = head.json;
  if (is_event(head.event)) return is_status(json) ? 100 : 70;
  if (is_status(json)) return json["uri"].is_string() || json["visibility"].is_string() ? 100 : 60;
  if (json["event"].is_string() && json["payload"].exists() && is_event(json["event"].text())) return 95;
  if (json["ancestors"].is_array() && json["descendants"].is_array()) return 95;
  if (json["statuses"].is_array() && json["accounts"].is_array()) return 95;
  return is_status(json["status"]) || is_status(json["last_status"]) ? 90 : 0;
}

std::unique_ptr<Reader> make(const Settings&) { return std::make_unique<MastodonReader>(); }

}  // namespace

const Format kMastodonFormat{"mastodon", "Mastodon and its kin: statuses, timelines, threads, searches, streams (SSE, web socket)",
                             Framing::json, sniff, make};

}  // namespace rtm::ingest
