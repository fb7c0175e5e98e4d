#include "ingest/formats/x.hpp"

#include <algorithm>
#include <array>

namespace rtm::ingest {

namespace {

using record::Value;

/// "XX" and "XY" stand for all countries (the second because of a claim of copyright).
bool is_withheld_everywhere(Value countries) {
  for (const Value one : countries.elements()) {
    const std::string code = one.text();
    if (code == "XX" || code == "XY") return true;
  }
  return false;
}

/// Whatever X's APIs and its site answer, in one piece or line by line. Posts that an answer only refers to (what is quoted,
/// reposted or replied to) fill in the post that refers to them and are not posts of their own.
class XReader : public Reader {
 public:
  void read(const Piece& piece, Sink& sink) override {
    sink_ = &sink;
    if (piece.json.is_array() && piece.json.size() == 0) return sink.skip(Skip::no_post);
    any(opened(piece.json, seen_));
  }

 private:
  void any(Value value) {
    if (value.is_array()) return all(value);
    if (const auto at = time_of(value["__twarc"]["retrieved_at"])) seen_ = at->at;
    if (is_x_graphql(value)) return legacy(x_from_graphql(value));
    if (is_x_v1(value)) return legacy(x_from_v1(value));
    if (is_x_v2(value)) return v2(value);
    if (notice(value) || page(value) || graphql(value)) return;
    refuse_unknown(value, "a post of X, nor a page or notice with one", *sink_);
  }

  void all(Value list) {
    for (const Value one : list.elements()) any(one);
  }

  void legacy(const XLegacy& tweet) {
    give(read_x(tweet, post_));
  }

  void v2(Value tweet) {
    give(read_x_v2(tweet, includes_, post_));
  }

  void give(bool open) {
    if (!open && !sink_->wants_private()) return sink_->skip(Skip::private_post);
    if (post_.repost_of.empty()) post_.metrics_at = seen_;
    sink_->post(post_);
  }

  void gone(Value id, Value at) {
    Tombstone tombstone{prefixed(kXPlatform, id), std::string(kXPlatform), std::nullopt};
    if (const auto time = time_of(at)) tombstone.deleted_at = time->at;
    if (tombstone.id.empty()) return sink_->skip(Skip::no_post);
    sink_->tombstone(tombstone);
  }

  /// Deletions and the other messages of streams and of compliance.
  bool notice(Value value) {
    const Value deleted = value["delete"];
    if (deleted.is_object()) {
      const Value status = first_of(deleted, {"status", "tweet"});
      gone(first_of(status, {"id_str", "id"}), first_of(deleted, {"timestamp_ms", "event_at"}));
      return true;
    }
    if (const Value dropped = value["drop"]["tweet"]; dropped.is_object()) {
      gone(dropped["id"], value["drop"]["event_at"]);
      return true;
    }
    if (value["action"].is_string() && value["redacted_at"].exists()) {
      gone(value["id"], value["redacted_at"]);
      return true;
    }
    if (const Value withheld = first_of(value, {"status_withheld", "withheld"}); withheld.is_object()) {
      const bool everywhere = is_withheld_everywhere(first_of(withheld, {"withheld_in_countries", "country_codes"}));
      if (everywhere) gone(first_of(withheld["tweet"].is_object() ? withheld["tweet"] : withheld, {"id_str", "id"}), {});
      if (!everywhere) sink_->skip(Skip::no_post);
      return true;
    }
    return activity(value) || other_notice(value);
  }

  /// An envelope that says for whom it is.
  bool activity(Value value) {
    if (value["for_user"].exists() && value["message"].is_object()) {
      any(value["message"]);
      return true;
    }
    if (!value["for_user_id"].exists()) return false;
    all(value["tweet_create_events"]);
    for (const Value one : value["tweet_delete_events"].elements()) gone(one["status"]["id"], one["timestamp_ms"]);
    for (const Value one : value["direct_message_events"].elements()) {
      if (one.exists()) sink_->skip(Skip::private_post);
    }
    return true;
  }

  bool other_notice(Value value) {
    static constexpr std::array<std::string_view, 18> kNotices{
        "limit",       "scrub_geo", "user_withheld", "disconnect",   "warning",        "friends",      "friends_str", "event",
        "control",     "undrop",    "undelete",      "user_delete",  "user_undelete",  "user_suspend", "user_unsuspend",
        "user_protect", "user_unprotect", "user_profile_modification"};
    if (value["direct_message"].is_object() || value["event_type"].is_string()) {
      sink_->skip(Skip::private_post);
      return true;
    }
    for (const std::string_view name : kNotices) {
      if (!value[name].exists()) continue;
      sink_->skip(Skip::no_post);
      return true;
    }
    return false;
  }

  /// A page of posts.
  bool page(Value value) {
    if (const Value objects = value["globalObjects"]; objects.is_object()) {
      global(objects["tweets"], objects["users"]);
      return true;
    }
    for (const std::string_view list : {"statuses", "results"}) {
      if (!value[list].is_array()) continue;
      all(value[list]);
      return true;
    }
    const Value data = value["data"];
    if (!data.exists()) return no_results(value["meta"]);
    if (data.is_object() && !is_x_v2(data)) return notice(data);
    if (data.is_array() && data.size() > 0 && !is_x_v2(data[std::size_t{0}])) return other_objects(data[std::size_t{0}]);
    includes_.set(value["includes"]);
    for (const Value one : data.elements()) {
      is_x_v2(one) ? v2(one) : sink_->skip(Skip::no_post);
    }
    if (data.is_object()) v2(data);
    includes_.set({});
    return true;
  }

  bool no_results(Value meta) {
    if (!meta["result_count"].exists()) return false;
    sink_->skip(Skip::no_post);
    return true;
  }

  /// Users, counts, messages: what the endpoints for other things answer.
  bool other_objects(Value first) {
    const bool message = first["event_type"].is_string();
    const bool known = message || first["username"].is_string() || first["tweet_count"].exists();
    if (known) sink_->skip(message ? Skip::private_post : Skip::no_post);
    return known;
  }

  /// The site's older answers: posts and users by id.
  void global(Value tweets, Value users) {
    Index authors, originals;
    for (const auto& [key, user] : users.members()) {
      if (key.exists()) authors.add_one(user["id_str"], user);
    }
    for (const auto& [key, tweet] : tweets.members()) {
      if (key.exists()) originals.add_one(tweet["id_str"], tweet);
    }
    for (const auto& [key, tweet] : tweets.members()) {
      if (!key.exists() || !is_x_v1(tweet)) continue;
      XLegacy one = x_from_v1(tweet);
      one.user = authors.find(tweet["user_id_str"]);
      one.original = originals.find(tweet["retweeted_status_id_str"]);
      legacy(one);
    }
  }

  /// Answers of the site's GraphQL: posts lie somewhere in their timelines.
  bool graphql(Value value) {
    if (!value["data"].is_object() || !error_of(value).empty()) return false;
    look_for_results(value["data"]);
    return true;
  }

  void look_for_results(Value value) {
    for (const Value one : value.elements()) look_for_results(one);
    std::string scratch;
    for (const auto& [key, inside] : value.members()) {
      const std::string_view name = key.string(scratch);
      if (name != "tweet_results" && name != "tweetResult" && name != "tweet_result") {
        look_for_results(inside);
      } else if (is_x_graphql(inside["result"])) {
        legacy(x_from_graphql(inside["result"]));
      } else {
        sink_->skip(Skip::no_post);  // a tombstone, or not to be seen from here
      }
    }
  }

  Post post_;
  XIncludes includes_;
  std::optional<Time> seen_;
  Sink* sink_ = nullptr;
};

bool has_v2(Value value) {
  const Value data = value["data"].is_array() ? value["data"][std::size_t{0}] : value["data"];
  const Value tweet = data.exists() ? data : value;
  if (!is_x_v2(tweet)) return false;
  for (const std::string_view member :
       {"edit_history_tweet_ids", "public_metrics", "author_id", "conversation_id", "referenced_tweets", "reply_settings"}) {
    if (tweet[member].exists()) return true;
  }
  return value["includes"].is_object() || value["meta"]["newest_id"].exists();
}

int sniff(const Head& head) {
  Value json = head.json;
  if (const auto capture = capture_of(json)) return capture->platform == "twitter.com" || capture->platform == "x.com" ? 100 : 0;
  if (json["statuses"].is_array()) json = json["statuses"][std::size_t{0}];
  if (json["results"].is_array()) json = json["results"][std::size_t{0}];
  if (json["id_str"].exists() && is_x_v1(json)) return json["user"]["screen_name"].is_string() ? 100 : 90;
  if (is_x_graphql(json) || json["globalObjects"]["tweets"].is_object()) return 100;
  if (has_v2(json)) return 95;
  if (json["delete"]["status"].is_object() || json["limit"]["track"].exists()) return 95;
  if (json["data"]["delete"]["tweet"].is_object() || json["status_withheld"].is_object()) return 95;
  if (json["meta"]["result_count"].exists() && !json["data"].exists()) return 60;
  const bool graphql = json["data"].is_object() && head.bytes.find("\"__typename\"") != std::string_view::npos;
  return graphql && (head.bytes.find("\"tweet_results\"") != std::string_view::npos ||
                     head.bytes.find("\"tweetResult\"") != std::string_view::npos) ? 95 : 0;
}

std::unique_ptr<Reader> make(const Settings&) { return std::make_unique<XReader>(); }

}  // namespace

const Format kXFormat{"x", "X (Twitter): API v1.1 and v2, pages and streams, what the site itself answers", Framing::json, sniff, make};

}  // namespace rtm::ingest
