#include <algorithm>

#include "ingest/format.hpp"
#include "ingest/formats/json.hpp"
#include "ingest/html.hpp"

namespace rtm::ingest {

namespace {

using record::Value;

constexpr std::string_view kPlatform = "reddit";
constexpr std::string_view kSite = "https://www.reddit.com";

bool is_gone(std::string_view text) { return text == "[deleted]" || text == "[removed]"; }

bool is_submission(Value data) { return data["title"].is_string() && data["id"].exists(); }
bool is_comment(Value data) { return data["body"].is_string() && data["id"].exists(); }

/// Reddit's API (things and listings, comments in their trees) and the monthly dumps (one bare thing a line).
/// Text comes with &, < and > escaped: decoded once. Markdown stays as it is.
class RedditReader : public Reader {
 public:
  void read(const Piece& piece, Sink& sink) override {
    sink_ = &sink;
    if (piece.json.is_array() && piece.json.size() == 0) return sink.skip(Skip::no_post);
    if (!any(piece.json)) refuse_unknown(piece.json);
  }

 private:
  /// A listing, a thing, a bare submission or comment, an answer of the Pushshift API; false for anything else.
  bool any(Value value) {
    if (value.is_array()) return all(value);
    const Value data = value["data"];
    std::string scratch;
    const std::string_view kind = value["kind"].string(scratch);
    if (kind == "Listing") return all(data["children"]);
    if (kind == "t1" || kind == "t3") return thing(data);
    if (!kind.empty() && data.is_object()) {
      sink_->skip(Skip::no_post);  // accounts, subreddits, "more"
      return true;
    }
    if (data.is_array()) return all(data);
    return thing(value);
  }

  bool all(Value list) {
    if (!list.is_array()) return false;
    for (const Value one : list.elements()) {
      if (!any(one)) refuse_unknown(one);
    }
    return true;
  }

  void refuse_unknown(Value value) {
    const Value message = value["message"];
    if (value["error"].exists() && message.is_string()) {
      return sink_->refuse(value.offset(), "an error answer of the API: " + message.text().substr(0, 200));
    }
    sink_->refuse(value.offset(), "not a Reddit submission, comment or listing");
  }

  bool thing(Value data) {
    const bool comment = !is_submission(data) && is_comment(data);
    if (!comment && !is_submission(data)) return false;
    post_.clear();
    post_.id = fullname(data, comment ? "t1_" : "t3_");
    post_.platform = kPlatform;
    post_.source_kind = SourceKind::forum;
    post_.published_at = time_of(data["created_utc"]);
    if (const auto seen = time_of(first_of(data, {"retrieved_utc", "retrieved_on"}))) post_.metrics_at = seen->at;
    author(data);
    const bool there = comment ? comment_members(data) : submission_members(data);
    if (there) {
      add_links(post_.text, post_.links);
      sink_->post(post_);
    } else {
      sink_->tombstone({post_.id, std::string(kPlatform), std::nullopt});
    }
    if (data["replies"].is_object()) any(data["replies"]);
    return true;
  }

  static std::string fullname(Value data, std::string_view prefix) {
    const std::string name = data["name"].text();
    if (name.starts_with(prefix)) return prefixed(kPlatform, name);
    return prefixed(kPlatform, std::string(prefix) + id_text(data["id"]));
  }

  void author(Value data) {
    std::string handle = data["author"].text();
    if (is_gone(handle)) return;
    post_.author.handle = std::move(handle);
    post_.author.id = prefixed(kPlatform, data["author_fullname"]);
  }

  /// Both return false when the text has been withdrawn.
  bool submission_members(Value data) {
    post_.text = decode_entities(data["selftext"].text());
    if (is_gone(post_.text)) return false;
    post_.title = decode_entities(data["title"].text());
    place(data, id_text(data["id"]), "");
    if (!is_true(data["score_hidden"]) && !is_true(data["hide_score"])) post_.metrics.likes = count_of(data["score"]);
    post_.metrics.replies = count_of(data["num_comments"]);
    post_.repost_of = prefixed(kPlatform, data["crosspost_parent"]);
    if (std::string flair = decode_entities(data["link_flair_text"].text()); !flair.empty()) post_.tags.push_back(flair);
    if (is_true(data["over_18"])) post_.tags.emplace_back("nsfw");
    link(data);
    return true;
  }

  bool comment_members(Value data) {
    post_.text = decode_entities(data["body"].text());
    if (is_gone(post_.text)) return false;
    post_.reply_to = prefixed(kPlatform, data["parent_id"]);
    post_.thread = prefixed(kPlatform, data["link_id"]);
    const std::string thread = id_text(data["link_id"]);
    place(data, thread.starts_with("t3_") ? thread.substr(3) : thread, id_text(data["id"]));
    if (!is_true(data["score_hidden"])) post_.metrics.likes = count_of(data["score"]);
    return true;
  }

  void place(Value data, std::string_view thread, std::string_view comment) {
    const std::string subreddit = data["subreddit"].text();
    if (!subreddit.empty()) post_.source = "r/" + subreddit;
    const std::string permalink = data["permalink"].text();
    if (permalink.starts_with('/')) {
      post_.url.append(kSite).append(permalink);
    } else if (!subreddit.empty() && !thread.empty()) {
      post_.url.append(kSite).append("/r/").append(subreddit).append("/comments/").append(thread).append("/");
      if (!comment.empty()) post_.url.append("_/").append(comment).append("/");
    }
  }

  /// What a submission points to.
  void link(Value data) {
    std::string url = decode_entities(data["url"].text());
    if (!url.starts_with("http") || is_true(data["is_self"]) || url == post_.url) return;
    if (url.find("reddit.com/r/") != std::string::npos && url.find(id_text(data["id"])) != std::string::npos) return;
    const std::string hint = data["post_hint"].text();
    const auto ends = [&url](std::string_view end) { return url.ends_with(end); };
    if (hint == "image" || ends(".jpg") || ends(".jpeg") || ends(".png") || ends(".webp")) {
      post_.media.push_back({"image", url, {}});
    } else if (is_true(data["is_video"]) || hint == "hosted:video") {
      post_.media.push_back({"video", url, {}});
    } else if (ends(".gif") || ends(".gifv")) {
      post_.media.push_back({"gif", url, {}});
    }
    post_.links.push_back(std::move(url));
  }

  Post post_;
  Sink* sink_ = nullptr;
};

int sniff(const Head& head) {
  std::string scratch;
  const std::string_view kind = head.json["kind"].string(scratch);
  if (kind == "Listing") return 100;
  if ((kind == "t1" || kind == "t3") && head.json["data"].is_object()) return 100;
  const Value json = head.json["data"].is_array() ? head.json["data"][std::size_t{0}] : head.json;
  if (!json["subreddit"].is_string() && !json["subreddit_id"].is_string()) return 0;
  return is_submission(json) || is_comment(json) ? 95 : 0;
}

std::unique_ptr<Reader> make(const Settings&) { return std::make_unique<RedditReader>(); }

}  // namespace

const Format kRedditFormat{"reddit", "Reddit: API listings and threads, lines of the monthly dumps", Framing::json, sniff, make};

}  // namespace rtm::ingest
