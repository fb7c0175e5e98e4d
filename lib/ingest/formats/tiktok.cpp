#include "ingest/formats/tiktok.hpp"

#include "ingest/formats/social.hpp"

namespace rtm::ingest {

namespace {

using record::Value;

constexpr std::string_view kPlatform = "tiktok";

/// A video or comment as the site, the app or the Research API has it.
bool is_item(Value value) {
  return value["desc"].is_string() && value["id"].exists() && (value["createTime"].exists() || value["author"].exists());
}
bool is_aweme(Value value) { return value["aweme_id"].exists() && value["desc"].is_string(); }
bool is_comment(Value value) { return value["cid"].exists() && value["text"].is_string() && value["aweme_id"].exists(); }
bool is_research_video(Value value) {
  return value["id"].exists() && (value["video_description"].is_string() || value["hashtag_names"].is_array()) && value["create_time"].exists();
}
bool is_research_comment(Value value) { return value["id"].exists() && value["video_id"].exists() && value["text"].is_string(); }

/// Captures by Zeeschuimer, answers of the site and the app, of the Research and the Display API, and what a person downloads.
class TiktokReader : public Reader {
 public:
  void read(const Piece& piece, Sink& sink) override {
    sink_ = &sink;
    any(opened(piece.json, seen_));
  }

 private:
  void any(Value value) {
    if (value.is_array()) return all(value);
    if (downloaded_ || is_tiktok_download(value)) {
      downloaded_ = true;  // the parts of a long one do not all look like it
      return read_tiktok_download(value, user_, *sink_);
    }
    if (is_comment(value)) return comment(value, value["cid"], value["aweme_id"]);
    if (is_item(value)) return item(value);
    if (is_aweme(value)) return aweme(value);
    if (is_research_video(value)) return research(value);
    if (is_research_comment(value)) return comment(value, value["id"], value["video_id"]);
    if (value["item"].is_object()) return any(value["item"]);  // a result of a search
    if (!page(value)) refuse_unknown(value, "a post of TikTok, nor a page with one", *sink_);
  }

  void all(Value list) {
    for (const Value one : list.elements()) any(one);
    if (list.size() == 0) sink_->skip(Skip::no_post);
  }

  bool page(Value value) {
    for (const std::string_view name : {"itemList", "item_list", "aweme_list", "comments", "videos", "data", "ItemModule"}) {
      const Value list = value[name];
      if (list.is_array()) {
        all(list);
        return true;
      }
      if (!list.is_object()) continue;
      if (name == "data") return page(list);
      for (const auto& [key, one] : list.members()) {
        if (key.exists()) any(one);
      }
      return true;
    }
    if (value["itemInfo"]["itemStruct"].is_object()) any(value["itemInfo"]["itemStruct"]);
    const bool other = value["type"].exists() || value["liveRoomInfo"].exists() || value["user_list"].exists();
    if (other) sink_->skip(Skip::no_post);  // people, live rooms
    return other || value["itemInfo"]["itemStruct"].is_object();
  }

  void begin(Value id, std::string_view handle, std::string_view kind) {
    begin_post(post_, kPlatform, SourceKind::video);
    post_.id = prefixed(kPlatform, id);
    post_.source = "tiktok.com";
    post_.author.handle = handle;
    if (!handle.empty()) post_.url.append("https://www.tiktok.com/@").append(handle).append("/").append(kind).append("/").append(id_text(id));
  }

  void give(bool open) {
    if (!open && !sink_->wants_private()) return sink_->skip(Skip::private_post);
    post_.metrics_at = seen_;
    add_links(post_.text, post_.links);
    sink_->post(post_);
  }

  void item(Value value) {
    if (value["liveRoomInfo"].is_object()) return sink_->skip(Skip::no_post);
    const Value author = value["author"];
    const bool pictures = value["imagePost"].is_object();
    begin(value["id"], author.is_object() ? author["uniqueId"].text() : author.text(), pictures ? "photo" : "video");
    post_.author.id = prefixed(kPlatform, author.is_object() ? author["id"] : value["authorId"]);
    post_.author.name = (author.is_object() ? author : value)["nickname"].text();
    post_.author.verified = author["verified"].boolean();
    const Value stats = value["authorStatsV2"].is_object() ? value["authorStatsV2"] : value["authorStats"];
    post_.author.followers = count_of(stats["followerCount"]);
    post_.published_at = time_of(value["createTime"]);
    post_.text = value["desc"].text();
    if (post_.text.empty()) post_.text = value["imagePost"]["title"].text();
    post_.lang = language_tag(value["textLanguage"].text());
    counts(value["stats"], value["statsV2"]);
    marks(value["textExtra"], "hashtagName", "userUniqueId");
    for (const Value one : value["challenges"].elements()) add_once(post_.hashtags, one["title"].text());
    const std::string duet = id_text(value["duetInfo"]["duetFromId"]);
    if (duet != "0") post_.quote_of = prefixed(kPlatform, duet);
    media(value);
    give(!is_true(value["privateItem"]) && !is_true(value["secret"]) && !is_true(author["privateAccount"]));
  }

  void counts(Value stats, Value written) {
    const auto count = [&](std::string_view key) { return count_of(written[key].exists() ? written[key] : stats[key]); };
    post_.metrics.likes = count("diggCount");
    post_.metrics.reposts = count("shareCount");
    post_.metrics.replies = count("commentCount");
    post_.metrics.views = count("playCount");
  }

  void marks(Value extra, std::string_view hashtag, std::string_view user) {
    for (const Value one : extra.elements()) {
      add_once(post_.hashtags, one[hashtag].text());
      add_once(post_.mentions, one[user].text());
    }
  }

  void media(Value value) {
    for (const Value one : value["imagePost"]["images"].elements()) {
      if (post_.media.size() >= kMostEntities) return;
      post_.media.push_back({"image", one["imageURL"]["urlList"][std::size_t{0}].text(), {}});
    }
    if (post_.media.empty() && value["video"].is_object()) {
      post_.media.push_back({"video", first_of(value["video"], {"downloadAddr", "playAddr"}).text(), {}});
    }
  }

  /// The app's own spelling.
  void aweme(Value value) {
    const Value author = value["author"];
    begin(value["aweme_id"], author["unique_id"].text(), "video");
    if (const std::string shared = value["share_url"].text(); post_.url.empty()) post_.url = shared.substr(0, shared.find('?'));
    post_.author.id = prefixed(kPlatform, author["uid"]);
    post_.author.name = author["nickname"].text();
    post_.author.followers = count_of(author["follower_count"]);
    post_.published_at = time_of(value["create_time"]);
    post_.text = value["desc"].text();
    post_.lang = language_tag(value["desc_language"].text());
    const Value stats = value["statistics"];
    post_.metrics.likes = count_of(stats["digg_count"]);
    post_.metrics.reposts = count_of(stats["share_count"]);
    post_.metrics.replies = count_of(stats["comment_count"]);
    post_.metrics.views = count_of(stats["play_count"]);
    marks(value["text_extra"], "hashtag_name", "user_unique_id");
    if (value["video"].is_object()) post_.media.push_back({"video", {}, {}});
    give(author["secret"].integer().value_or(0) == 0 && value["status"]["private_status"].integer().value_or(0) == 0);
  }

  void comment(Value value, Value id, Value video) {
    begin(id, {}, {});
    const Value user = value["user"];
    post_.author.handle = first_of(user, {"unique_id", "uniqueId"}).text();
    post_.author.name = user["nickname"].text();
    post_.author.id = prefixed(kPlatform, first_of(user, {"uid", "id"}));
    post_.url = value["share_info"]["url"].text();
    post_.published_at = time_of(value["create_time"]);
    post_.text = value["text"].text();
    post_.lang = language_tag(value["comment_language"].text());
    post_.thread = prefixed(kPlatform, video);
    const std::string parent = id_text(first_of(value, {"reply_id", "parent_comment_id"}));
    if (parent != "0" && parent != id_text(video)) post_.reply_to = prefixed(kPlatform, parent);
    post_.metrics.likes = count_of(first_of(value, {"digg_count", "like_count"}));
    post_.metrics.replies = count_of(first_of(value, {"reply_comment_total", "reply_count"}));
    marks(value["text_extra"], "hashtag_name", "user_unique_id");
    if (!value["text_extra"].is_array()) add_mentions(post_.text, post_.mentions);
    give(true);
  }

  void research(Value value) {
    begin(value["id"], first_of(value, {"username"}).text(), "video");
    if (post_.url.empty()) post_.url = value["share_url"].text();
    post_.published_at = time_of(value["create_time"]);
    post_.text = value["video_description"].text();
    post_.metrics.likes = count_of(value["like_count"]);
    post_.metrics.reposts = count_of(value["share_count"]);
    post_.metrics.replies = count_of(value["comment_count"]);
    post_.metrics.views = count_of(value["view_count"]);
    for (const Value tag : value["hashtag_names"].elements()) add_once(post_.hashtags, tag.text());
    if (!value["hashtag_names"].is_array()) add_hashtags(post_.text, post_.hashtags);
    add_mentions(post_.text, post_.mentions);
    give(true);
  }

  Post post_;
  std::optional<Time> seen_;
  std::string user_;  // whose download it is
  bool downloaded_ = false;
  Sink* sink_ = nullptr;
};

int sniff(const Head& head) {
  const Value json = head.json;
  if (const auto capture = capture_of(json)) return capture->platform.starts_with("tiktok") ? 100 : 0;
  if (is_tiktok_download(json)) return 95;
  for (const std::string_view list : {"itemList", "item_list", "aweme_list"}) {
    const Value first = json[list][std::size_t{0}];
    if (is_item(first) || is_aweme(first)) return 100;
  }
  if (json["ItemModule"].is_object() || is_comment(json) || is_comment(json["comments"][std::size_t{0}])) return 95;
  if (is_research_video(json["data"]["videos"][std::size_t{0}]) || is_research_comment(json["data"]["comments"][std::size_t{0}])) return 95;
  if (is_item(json) && (json["stats"]["diggCount"].exists() || json["author"]["uniqueId"].exists())) return 95;
  return is_aweme(json) || is_item(json["data"][std::size_t{0}]["item"]) ? 95 : 0;
}

std::unique_ptr<Reader> make(const Settings&) { return std::make_unique<TiktokReader>(); }

}  // namespace

const Format kTiktokFormat{"tiktok", "TikTok: captures by Zeeschuimer, answers of the site and of the Research API, a person's download", Framing::json, sniff, make};

}  // namespace rtm::ingest
