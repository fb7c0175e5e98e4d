#include "ingest/formats/instagram.hpp"

namespace rtm::ingest {

namespace {

using record::Value;

constexpr std::string_view kPlatform = "instagram";

/// The site's older GraphQL, which Instaloader keeps.
bool is_node(Value value) { return value["shortcode"].is_string() && (value["taken_at_timestamp"].exists() || value["edge_media_to_caption"].exists()); }
/// The Graph API of professional accounts.
bool is_graph(Value value) { return value["permalink"].is_string() && value["timestamp"].is_string() && value["id"].exists(); }
bool is_comment(Value value) {
  return value["text"].is_string() && first_of(value, {"pk", "id", "comment_id"}).exists() &&
         (value["user"].is_object() || value["owner"].is_object() || value["username"].is_string());
}
/// A file of an account's download.
bool is_download(Value value) {
  return value["media"][std::size_t{0}]["uri"].is_string() && value["media"][std::size_t{0}]["creation_timestamp"].exists();
}

/// "C1hWCZLPQ9T" from "https://www.instagram.com/p/C1hWCZLPQ9T/".
std::string code_of(std::string_view url) {
  for (const std::string_view kind : {"/p/", "/reel/", "/tv/"}) {
    const std::size_t at = url.find(kind);
    if (at == std::string_view::npos) continue;
    const std::string_view rest = url.substr(at + kind.size());
    return std::string(rest.substr(0, rest.find_first_of("/?#")));
  }
  return {};
}

/// Captures by Zeeschuimer, answers of the site, of the Graph API, what Instaloader keeps, and an account's download.
/// A post's id is the short code in its address, the one thing that all of them know.
class InstagramReader : public Reader {
 public:
  void read(const Piece& piece, Sink& sink) override {
    sink_ = &sink;
    const Value value = opened(piece.json, seen_);
    const std::string error = error_of(value);
    if (!error.empty() && !value["data"].is_object()) return refuse_unknown(value, {}, sink);
    found_ = false;
    look(value);
    if (found_) return;
    const bool page = value.is_array() || value["data"].exists() || value["items"].is_array() || value["status"].exists();
    page ? sink.skip(Skip::no_post) : refuse_unknown(value, "a post of Instagram, nor a page with one", sink);
  }

 private:
  /// Posts lie at many places of an answer, but nothing else looks like one.
  void look(Value value) {
    for (const Value one : value.elements()) look(one);
    if (!value.is_object() || one(value)) return;
    for (const auto& [key, inside] : value.members()) {
      if (key.exists()) look(inside);
    }
  }

  bool one(Value value) {
    if (is_meta_media(value)) {
      media(value);
    } else if (is_node(value)) {
      node(value);
    } else if (is_graph(value)) {
      graph(value);
    } else if (is_download(value)) {
      download(value);
    } else if (is_comment(value)) {
      comment(value, id_text(value["parent_comment_id"]));
    } else {
      return false;
    }
    found_ = true;
    return true;
  }

  void begin(std::string_view code) {
    begin_post(post_, kPlatform);
    post_.id = prefixed(kPlatform, code);
    post_.source = "instagram.com";
    post_.url = "https://www.instagram.com/p/" + std::string(code) + "/";
  }

  void give(bool open) {
    if (!open && !sink_->wants_private()) return sink_->skip(Skip::private_post);
    post_.metrics_at = seen_;
    add_links(post_.text, post_.links);
    sink_->post(post_);
  }

  void media(Value value) {
    begin(value["code"].text());
    if (value["product_type"].text() == "ad") return sink_->skip(Skip::no_post);
    const bool open = read_meta_media(value, post_);
    post_.metrics.replies = count_of(value["comment_count"]);
    post_.metrics.reposts = count_of(value["media_repost_count"]);
    post_.metrics.views = count_of(first_of(value, {"play_count", "ig_play_count", "view_count"}));
    for (const Value tag : value["usertags"]["in"].elements()) add_once(post_.mentions, tag["user"]["username"].text());
    const auto lat = first_of(value["location"], {"lat"}).number();
    const auto lon = first_of(value["location"], {"lng"}).number();
    if (lat && lon) post_.geo = Geo{*lat, *lon};
    give(open);
  }

  void node(Value value) {
    begin(value["shortcode"].text());
    const Value owner = value["owner"];
    post_.author.id = prefixed(kPlatform, owner["id"]);
    post_.author.handle = owner["username"].text();
    post_.author.name = owner["full_name"].text();
    post_.author.verified = owner["is_verified"].boolean();
    post_.author.followers = count_of(owner["edge_followed_by"]["count"]);
    post_.published_at = time_of(value["taken_at_timestamp"]);
    post_.text = value["edge_media_to_caption"]["edges"][std::size_t{0}]["node"]["text"].text();
    add_hashtags(post_.text, post_.hashtags);
    add_mentions(post_.text, post_.mentions);
    post_.metrics.likes = count_of(first_of(value, {"edge_media_preview_like", "edge_liked_by"})["count"]);
    post_.metrics.replies = count_of(first_of(value, {"edge_media_to_parent_comment", "edge_media_to_comment"})["count"]);
    post_.metrics.views = count_of(value["video_view_count"]);
    const Value parts = value["edge_sidecar_to_children"]["edges"];
    for (const Value part : parts.elements()) node_media(part["node"]);
    if (!parts.is_array()) node_media(value);
    give(!is_true(owner["is_private"]));
  }

  void node_media(Value value) {
    if (post_.media.size() >= kMostEntities) return;
    const bool video = is_true(value["is_video"]);
    std::string url = video ? value["video_url"].text() : std::string{};
    if (url.empty()) url = value["display_url"].text();
    if (!url.empty()) post_.media.push_back({video ? "video" : "image", std::move(url), value["accessibility_caption"].text()});
  }

  void graph(Value value) {
    begin(code_of(value["permalink"].text()));
    post_.url = value["permalink"].text();
    if (post_.id.empty()) post_.id = prefixed(kPlatform, value["id"]);
    post_.author.handle = value["username"].text();
    post_.author.id = prefixed(kPlatform, value["owner"]["id"]);
    post_.published_at = time_of(value["timestamp"]);
    post_.text = value["caption"].text();
    add_hashtags(post_.text, post_.hashtags);
    add_mentions(post_.text, post_.mentions);
    post_.metrics.likes = count_of(value["like_count"]);
    post_.metrics.replies = count_of(value["comments_count"]);
    const Value children = value["children"]["data"];
    for (const Value child : children.elements()) graph_media(child);
    if (!children.is_array()) graph_media(value);
    const std::string thread = post_.id;
    give(true);
    for (const Value one : value["comments"]["data"].elements()) {
      if (is_comment(one)) comment(one, {}, thread);
    }
  }

  void graph_media(Value value) {
    const std::string type = value["media_type"].text();
    if (post_.media.size() >= kMostEntities || (type != "IMAGE" && type != "VIDEO")) return;
    post_.media.push_back({type == "VIDEO" ? "video" : "image", value["media_url"].text(), {}});
  }

  void download(Value value) {
    begin_post(post_, kPlatform);
    const Value first = value["media"][std::size_t{0}];
    const Value title = value["title"].is_string() && value["title"].raw().size() > 2 ? value["title"] : first["title"];
    post_.text = latin1_repaired(title.text());
    post_.published_at = time_of(first_of(value, {"creation_timestamp"}));
    if (!post_.published_at) post_.published_at = time_of(first["creation_timestamp"]);
    for (const Value part : value["media"].elements()) {
      const bool video = part["uri"].text().ends_with(".mp4");
      if (post_.media.size() < kMostEntities) post_.media.push_back({video ? "video" : "image", {}, {}});
    }
    post_.id = id_from(kPlatform, {post_.published_at ? format_time(post_.published_at->at) : std::string{}, post_.text, first["uri"].text()});
    add_hashtags(post_.text, post_.hashtags);
    add_mentions(post_.text, post_.mentions);
    give(true);
  }

  /// `thread` is the id of the post when the comment stands inside it.
  void comment(Value value, const std::string& parent, const std::string& thread = {}) {
    begin_post(post_, kPlatform);
    const Value id = first_of(value, {"pk", "id", "comment_id"});
    const Value user = value["user"].is_object() ? value["user"] : value["owner"];
    post_.id = prefixed(kPlatform, id);
    post_.source = "instagram.com";
    post_.author.id = prefixed(kPlatform, first_of(user, {"pk", "id"}));
    post_.author.handle = user.is_object() ? first_of(user, {"username", "unique_id"}).text() : value["username"].text();
    post_.author.name = first_of(user, {"full_name", "nickname"}).text();
    post_.published_at = time_of(first_of(value, {"created_at", "created_at_utc", "timestamp"}));
    post_.text = value["text"].text();
    std::string code = value["post_shortcode"].text();
    if (code.empty()) code = instagram_code(id_text(first_of(value, {"post_id", "media_id"})));
    post_.thread = thread.empty() ? prefixed(kPlatform, code) : thread;
    post_.url = value["post_url"].text();
    if (post_.url.empty() && !code.empty()) post_.url = "https://www.instagram.com/p/" + code + "/c/" + id_text(id) + "/";
    post_.reply_to = prefixed(kPlatform, parent);
    post_.metrics.likes = count_of(first_of(value, {"comment_like_count", "like_count"}));
    post_.metrics.replies = count_of(value["child_comment_count"]);
    add_hashtags(post_.text, post_.hashtags);
    add_mentions(post_.text, post_.mentions);
    give(!is_true(user["is_private"]));
  }

  Post post_;
  std::optional<Time> seen_;
  bool found_ = false;
  Sink* sink_ = nullptr;
};

int sniff(const Head& head) {
  Value json = head.json;
  if (const auto capture = capture_of(json)) return capture->platform.starts_with("instagram") ? 100 : 0;
  if (json["node"].is_object() && json["instaloader"].is_object()) return 100;
  if (json["data"].is_array() && json["paging"].exists()) json = json["data"][std::size_t{0}];
  if (is_graph(json)) return json["permalink"].text().find("instagram.com/") != std::string::npos ? 100 : 0;
  if (is_node(json)) return 95;
  if (is_download(json)) return 90;
  if (json["items"].is_array()) json = json["items"][std::size_t{0}];
  if (json["text_post_app_info"].exists()) return 0;
  if (is_meta_media(json["media"].is_object() ? json["media"] : json)) return 90;
  return json["data"].is_object() && head.bytes.find("\"xdt_api__v1__") != std::string_view::npos ? 80 : 0;
}

std::unique_ptr<Reader> make(const Settings&) { return std::make_unique<InstagramReader>(); }

}  // namespace

const Format kInstagramFormat{"instagram", "Instagram: captures by Zeeschuimer, answers of the site and Graph API, Instaloader, downloads",
                              Framing::json, sniff, make};

}  // namespace rtm::ingest
