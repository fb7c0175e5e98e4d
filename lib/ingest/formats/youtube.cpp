#include "ingest/formats/social.hpp"
#include "ingest/html.hpp"

namespace rtm::ingest {

namespace {

using record::Value;

constexpr std::string_view kPlatform = "youtube";
constexpr std::string_view kWatch = "https://www.youtube.com/watch?v=";

/// Answers of the Data API (v3): comment threads, comments, videos, searches, lists of uploads.
class YoutubeReader : public Reader {
 public:
  void read(const Piece& piece, Sink& sink) override {
    sink_ = &sink;
    any(piece.json);
  }

 private:
  void any(Value value) {
    if (value.is_array()) return all(value);
    std::string scratch;
    const std::string_view kind = value["kind"].string(scratch);
    if (kind == "youtube#commentThread") return thread(value);
    if (kind == "youtube#comment") return comment(value, std::nullopt);
    if (kind == "youtube#video") return video(value, value["id"], Escaped::no);
    if (kind == "youtube#searchResult") return found(value);
    if (kind == "youtube#playlistItem") return listed(value);
    if (value["items"].is_array() && !value["error"].exists()) return all(value["items"]);
    if (kind.starts_with("youtube#")) return sink_->skip(Skip::no_post);
    refuse_unknown(value, "an answer of YouTube's API", *sink_);
  }

  void all(Value list) {
    for (const Value one : list.elements()) any(one);
    if (list.size() == 0) sink_->skip(Skip::no_post);
  }

  void thread(Value value) {
    const Value snippet = value["snippet"];
    const bool open = snippet["isPublic"].boolean().value_or(true);
    if (!open && !sink_->wants_private()) return sink_->skip(Skip::private_post);
    video_ = id_text(snippet["videoId"]);
    const Value top = snippet["topLevelComment"];
    if (top.is_object()) comment(top, count_of(snippet["totalReplyCount"]));
    for (const Value one : value["replies"]["comments"].elements()) comment(one, std::nullopt);
    if (!top.is_object() && !value["replies"].exists()) sink_->skip(Skip::no_post);
    video_.clear();
  }

  /// What waits for the channel's owner, or was turned down, is not public.
  void comment(Value value, std::optional<std::int64_t> replies) {
    const Value snippet = value["snippet"];
    const std::string status = snippet["moderationStatus"].text();
    const bool open = status.empty() || status == "published";
    if (!open && !sink_->wants_private()) return sink_->skip(Skip::private_post);
    begin(value["id"]);
    const std::string video = snippet["videoId"].exists() ? id_text(snippet["videoId"]) : video_;
    post_.thread = prefixed(kPlatform, video);
    if (!video.empty()) post_.url.append(kWatch).append(video).append("&lc=").append(id_text(value["id"]));
    post_.published_at = time_of(snippet["publishedAt"]);
    post_.author.id = prefixed(kPlatform, snippet["authorChannelId"]["value"]);
    post_.author.name = snippet["authorDisplayName"].text();
    if (post_.author.name.starts_with('@')) post_.author.handle = post_.author.name.substr(1);
    post_.reply_to = prefixed(kPlatform, snippet["parentId"]);
    post_.metrics.likes = count_of(snippet["likeCount"]);
    post_.metrics.replies = replies;
    const Value original = snippet["textOriginal"];
    post_.text = original.is_string() ? original.text() : plain_text(snippet["textDisplay"].text()).text;
    marked_words();
    sink_->post(post_);
  }

  void begin(Value id) {
    begin_post(post_, kPlatform, SourceKind::video);
    post_.id = prefixed(kPlatform, id);
    post_.source = "youtube.com";
  }

  void marked_words() {
    add_hashtags(post_.title, post_.hashtags);
    add_hashtags(post_.text, post_.hashtags);
    add_links(post_.text, post_.links);
  }

  /// Searches escape their words for HTML, all else stands as it is.
  enum class Escaped : std::uint8_t { no, yes };

  void video(Value value, Value id, Escaped escaped) {
    const Value snippet = value["snippet"];
    const bool open = value["status"]["privacyStatus"].text() != "private";
    if (!open && !sink_->wants_private()) return sink_->skip(Skip::private_post);
    if (id_text(id).empty() || !snippet.is_object()) return sink_->skip(Skip::no_post);
    const auto words = [escaped](Value text) { return escaped == Escaped::yes ? decode_entities(text.text()) : text.text(); };
    begin(id);
    post_.url.append(kWatch).append(id_text(id));
    post_.published_at = time_of(value["contentDetails"]["videoPublishedAt"]);
    if (!post_.published_at) post_.published_at = time_of(snippet["publishedAt"]);
    const bool listed = snippet["videoOwnerChannelId"].exists();
    post_.author.id = prefixed(kPlatform, snippet[listed ? "videoOwnerChannelId" : "channelId"]);
    post_.author.name = words(snippet[listed ? "videoOwnerChannelTitle" : "channelTitle"]);
    post_.title = words(snippet["title"]);
    post_.text = words(snippet["description"]);
    post_.lang = language_tag(snippet["defaultLanguage"].text());
    for (const Value tag : snippet["tags"].elements()) add_once(post_.tags, tag.text());
    const Value counts = value["statistics"];
    post_.metrics.likes = count_of(counts["likeCount"]);
    post_.metrics.replies = count_of(counts["commentCount"]);
    post_.metrics.views = count_of(counts["viewCount"]);
    post_.media.push_back({"video", post_.url, {}});
    marked_words();
    sink_->post(post_);
  }

  void found(Value value) {
    const Value id = value["id"]["videoId"];
    id.exists() ? video(value, id, Escaped::yes) : sink_->skip(Skip::no_post);  // channels and lists
  }

  /// An upload, as lists have it; what was deleted stays in them under these words.
  void listed(Value value) {
    const Value snippet = value["snippet"];
    const Value id = snippet["resourceId"]["videoId"];
    const std::string title = snippet["title"].text();
    if (!snippet["videoOwnerChannelId"].exists() && title == "Private video") return sink_->skip(Skip::private_post);
    if (!snippet["videoOwnerChannelId"].exists() && title == "Deleted video" && id.exists()) {
      return sink_->tombstone({prefixed(kPlatform, id), std::string(kPlatform), std::nullopt});
    }
    video(value, id, Escaped::no);
  }

  Post post_;
  std::string video_;  // of the thread at hand: its replies do not name it
  Sink* sink_ = nullptr;
};

int sniff(const Head& head) {
  std::string scratch;
  return head.json["kind"].string(scratch).starts_with("youtube#") ? 100 : 0;
}

std::unique_ptr<Reader> make(const Settings&) { return std::make_unique<YoutubeReader>(); }

}  // namespace

const Format kYoutubeFormat{"youtube", "YouTube's Data API: comment threads, comments, videos, searches, lists", Framing::json, sniff,
                            make};

}  // namespace rtm::ingest
