#include <array>

#include "ingest/formats/social.hpp"

namespace rtm::ingest {

namespace {

using record::Value;

constexpr std::string_view kPlatform = "facebook";

/// A download's own lists of posts and comments.
constexpr std::array<std::string_view, 6> kLists{"group_posts_v2",   "group_comments_v2", "comments_v2",
                                                 "status_updates_v2", "your_posts",        "page_posts_v2"};

bool is_entry(Value value) {
  return value["timestamp"].exists() && (value["data"].is_array() || value["attachments"].is_array() || value["title"].is_string());
}

bool is_graph(Value value) {
  return value["id"].exists() && value["created_time"].exists() &&
         (value["message"].is_string() || value["story"].is_string() || value["from"].is_object() || value["permalink_url"].is_string());
}

/// What a person downloads of an account or page, and answers of the Graph API. A download does not say who could see a post, nor has
/// it ids: they are made of what the post says.
class FacebookReader : public Reader {
 public:
  void read(const Piece& piece, Sink& sink) override {
    sink_ = &sink;
    any(piece.json);
  }

 private:
  void any(Value value) {
    if (value.is_array()) return all(value);
    if (value["participants"].is_array() && value["messages"].is_array()) return conversation(value["messages"]);
    if (is_graph(value)) return graph(value);
    if (is_entry(value)) return entry(value);
    for (const std::string_view list : kLists) {
      if (value[list].is_array()) return all(value[list]);
    }
    if (value["data"].is_array() && !value["error"].exists()) return all(value["data"]);
    refuse_unknown(value, "a post of a download of Facebook or of its Graph API", *sink_);
  }

  void all(Value list) {
    for (const Value one : list.elements()) any(one);
    if (list.size() == 0) sink_->skip(Skip::no_post);
  }

  void conversation(Value messages) {
    for (const Value one : messages.elements()) {
      if (one.exists()) sink_->skip(Skip::private_post);
    }
  }

  // ---- downloads

  void entry(Value value) {
    begin_post(post_, kPlatform);
    post_.published_at = time_of(value["timestamp"]);
    for (const Value one : value["data"].elements()) {
      if (one["post"].is_string()) add_words(one["post"]);
      if (one["comment"].is_object()) comment(one["comment"]);
    }
    for (const Value one : value["attachments"].elements()) {
      for (const Value part : one["data"].elements()) attachment(part);
    }
    if (post_.text.empty() && post_.links.empty() && post_.media.empty()) return sink_->skip(Skip::no_post);
    const std::string at = post_.published_at ? format_time(post_.published_at->at) : std::string{};
    post_.id = id_from(kPlatform, {at, post_.text, post_.links.empty() ? std::string_view{} : post_.links.front()});
    finish();
  }

  void add_words(Value text) {
    if (!post_.text.empty()) post_.text += "\n";
    post_.text += latin1_repaired(text.text());
  }

  void comment(Value comment) {
    add_words(comment["comment"]);
    post_.author.name = latin1_repaired(comment["author"].text());
    post_.source = latin1_repaired(comment["group"].text());
  }

  void attachment(Value part) {
    const std::string url = behind_redirect(part["external_context"]["url"].text());
    if (url.starts_with("http")) add_once(post_.links, url);
    if (const Value media = part["media"]; media.is_object()) add_media(media);
    const Value point = part["place"]["coordinate"];
    const auto lat = point["latitude"].number();
    const auto lon = point["longitude"].number();
    if (lat && lon) post_.geo = Geo{*lat, *lon};
  }

  /// The words under a picture are the post's, when it has no others. Where the file lies on the person's disk is of no use.
  void add_media(Value media) {
    if (post_.media.size() >= kMostEntities) return;
    const std::string uri = media["uri"].text();
    const bool video = uri.ends_with(".mp4") || uri.ends_with(".mov") || media["media_metadata"]["video_metadata"].is_object();
    post_.media.push_back({video ? "video" : "image", uri.starts_with("http") ? uri : std::string{}, {}});
    if (post_.text.empty()) post_.text = latin1_repaired(media["description"].text());
  }

  void finish() {
    name_people();
    add_links(post_.text, post_.links);
    add_hashtags(post_.text, post_.hashtags);
    sink_->post(post_);
  }

  /// "@[100:2048:Anna Neri]" becomes "Anna Neri", who is mentioned.
  void name_people() {
    std::size_t at = 0;
    for (std::size_t n = 0; n < kMostEntities; ++n) {
      at = post_.text.find("@[", at);
      const std::size_t end = at == std::string::npos ? at : post_.text.find(']', at);
      if (end == std::string::npos) return;
      const std::string inside = post_.text.substr(at + 2, end - at - 2);
      const std::size_t first = inside.find(':');
      const std::size_t second = first == std::string::npos ? first : inside.find(':', first + 1);
      if (second != std::string::npos) {
        const std::string name = inside.substr(second + 1);
        add_once(post_.mentions, name);
        post_.text.replace(at, end + 1 - at, name);
      }
      ++at;
    }
  }

  // ---- the Graph API

  void graph(Value value) {
    const bool open = value["is_published"].boolean().value_or(true) && !is_true(value["is_hidden"]);
    const std::string privacy = value["privacy"]["value"].text();
    if ((!open || (!privacy.empty() && privacy != "EVERYONE")) && !sink_->wants_private()) return sink_->skip(Skip::private_post);
    begin_post(post_, kPlatform);
    post_.id = prefixed(kPlatform, value["id"]);
    post_.url = first_of(value, {"permalink_url", "link"}).text();
    post_.published_at = time_of(value["created_time"]);
    post_.author.id = prefixed(kPlatform, value["from"]["id"]);
    post_.author.name = value["from"]["name"].text();
    post_.author.handle = value["from"]["username"].text();
    post_.text = first_of(value, {"message", "story"}).text();
    post_.reply_to = prefixed(kPlatform, value["parent"]["id"]);
    post_.repost_of = prefixed(kPlatform, value["parent_id"]);
    counts(value);
    for (const Value tag : value["message_tags"].elements()) {
      const std::string name = tag["name"].text();
      if (!name.starts_with('#')) add_once(post_.mentions, name);
    }
    for (const Value one : value["attachments"]["data"].elements()) graph_attachment(one);
    add_links(post_.text, post_.links);
    add_hashtags(post_.text, post_.hashtags);
    sink_->post(post_);
    all_comments(value["comments"]["data"]);
  }

  void all_comments(Value list) {
    for (const Value one : list.elements()) {
      if (is_graph(one)) graph(one);
    }
  }

  void counts(Value value) {
    const Value reactions = value["reactions"]["summary"]["total_count"];
    const Value likes = value["likes"]["summary"]["total_count"];
    post_.metrics.likes = count_of(reactions.exists() ? reactions : likes.exists() ? likes : value["like_count"]);
    const Value comments = value["comments"]["summary"]["total_count"];
    post_.metrics.replies = count_of(comments.exists() ? comments : value["comment_count"]);
    post_.metrics.reposts = count_of(value["shares"]["count"]);
  }

  void graph_attachment(Value one) {
    const std::string type = first_of(one, {"media_type", "type"}).text();
    std::string url = behind_redirect(first_of(one, {"unshimmed_url", "url"}).text());
    if (type == "link" || type == "share") return add_once(post_.links, std::move(url));
    if (post_.media.size() >= kMostEntities) return;
    if (type == "photo") post_.media.push_back({"image", one["media"]["image"]["src"].text(), one["description"].text()});
    if (type.starts_with("video")) post_.media.push_back({"video", first_of(one["media"], {"source"}).text(), {}});
    for (const Value part : one["subattachments"]["data"].elements()) {
      if (post_.media.size() < kMostEntities) post_.media.push_back({"image", part["media"]["image"]["src"].text(), {}});
    }
  }

  Post post_;
  Sink* sink_ = nullptr;
};

/// A conversation of Messenger, also one of which only the messages were kept.
bool is_thread(Value value) {
  if (!value["participants"].is_array() || !value["messages"].is_array()) return false;
  const Value first = value["messages"][std::size_t{0}];
  return value["thread_path"].exists() || (first["sender_name"].exists() && first["timestamp_ms"].exists());
}

int sniff(const Head& head) {
  const Value json = head.json;
  if (is_thread(json)) return 95;
  for (const std::string_view list : kLists) {
    if (json[list].is_array()) return 95;
  }
  const Value one = json["data"].is_array() && json["paging"].is_object() ? json["data"][std::size_t{0}] : json;
  if (is_graph(one)) return 90;
  if (!json["timestamp"].integer() || !is_entry(json)) return 0;
  const Value first = json["data"][std::size_t{0}];
  return first["post"].is_string() || first["comment"].is_object() || json["attachments"].is_array() || json["title"].is_string() ? 85 : 0;
}

std::unique_ptr<Reader> make(const Settings&) { return std::make_unique<FacebookReader>(); }

}  // namespace

const Format kFacebookFormat{"facebook", "Facebook: the download of an account or page, answers of the Graph API", Framing::json, sniff, make};

}  // namespace rtm::ingest
