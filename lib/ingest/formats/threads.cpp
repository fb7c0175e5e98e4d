#include "ingest/formats/instagram.hpp"

namespace rtm::ingest {

namespace {

using record::Value;

constexpr std::string_view kPlatform = "threads";

bool is_thread_post(Value value) { return is_meta_media(value) && (value["text_post_app_info"].exists() || value["pk"].exists()); }
/// The official API.
bool is_official(Value value) {
  return value["id"].exists() && value["timestamp"].is_string() &&
         (value["media_product_type"].text() == "THREADS" || value["permalink"].text().find("threads.") != std::string::npos);
}

/// Captures by Zeeschuimer, answers of the site, and of the official API. A post's id is the short code in its address.
class ThreadsReader : public Reader {
 public:
  void read(const Piece& piece, Sink& sink) override {
    sink_ = &sink;
    const Value value = opened(piece.json, seen_);
    if (!error_of(value).empty() && !value["data"].exists()) return refuse_unknown(value, {}, sink);
    found_ = false;
    look(value);
    if (found_) return;
    const bool page = value.is_array() || value["data"].exists();
    page ? sink.skip(Skip::no_post) : refuse_unknown(value, "a post of Threads, nor a page with one", sink);
  }

 private:
  void look(Value value) {
    for (const Value one : value.elements()) look(one);
    if (!value.is_object()) return;
    const bool post = is_thread_post(value);
    if (post) site(value);
    if (!post && is_official(value)) official(value);
    if (post || is_official(value)) {
      found_ = true;
      return;
    }
    for (const auto& [key, inside] : value.members()) {
      if (key.exists()) look(inside);
    }
  }

  void begin(std::string_view code, std::string_view handle) {
    begin_post(post_, kPlatform);
    post_.id = prefixed(kPlatform, code);
    post_.source = "threads.com";
    post_.url.append("https://www.threads.com/");
    if (!handle.empty()) post_.url.append("@").append(handle).append("/");
    post_.url.append("post/").append(code);
  }

  void give(bool open) {
    if (!open && !sink_->wants_private()) return sink_->skip(Skip::private_post);
    if (post_.repost_of.empty()) post_.metrics_at = seen_;
    add_links(post_.text, post_.links);
    sink_->post(post_);
  }

  void site(Value value) {
    const Value info = value["text_post_app_info"];
    begin(value["code"].text(), value["user"]["username"].text());
    bool open = read_meta_media(value, post_);
    const Value shared = info["share_info"]["reposted_post"];
    if (is_thread_post(shared)) {
      post_.repost_of = prefixed(kPlatform, shared["code"]);
      const Author author = post_.author;
      const auto at = post_.published_at;
      open = read_meta_media(shared, post_) && open;
      post_.author = author;
      post_.published_at = at;
      post_.metrics = {};
    } else {
      post_.metrics.replies = count_of(info["direct_reply_count"]);
      post_.metrics.reposts = count_of(info["repost_count"]);
      post_.metrics.quotes = count_of(info["quote_count"]);
      post_.quote_of = prefixed(kPlatform, info["share_info"]["quoted_post"]["code"]);
    }
    std::string link = behind_redirect(info["link_preview_attachment"]["url"].text());
    if (link.starts_with("http")) add_once(post_.links, std::move(link));
    give(open);
  }

  void official(Value value) {
    begin(first_of(value, {"shortcode", "id"}).text(), value["username"].text());
    if (value["permalink"].is_string()) post_.url = value["permalink"].text();
    post_.author.handle = value["username"].text();
    post_.author.id = prefixed(kPlatform, value["owner"]["id"]);
    post_.published_at = time_of(value["timestamp"]);
    post_.text = value["text"].text();
    add_hashtags(post_.text, post_.hashtags);
    add_mentions(post_.text, post_.mentions);
    post_.quote_of = prefixed(kPlatform, value["quoted_post"]["id"]);
    post_.repost_of = prefixed(kPlatform, value["reposted_post"]["id"]);
    post_.reply_to = prefixed(kPlatform, value["replied_to"]["id"]);
    post_.thread = prefixed(kPlatform, value["root_post"]["id"]);
    add_once(post_.links, value["link_attachment_url"].text());
    const std::string type = value["media_type"].text();
    if (type == "IMAGE") post_.media.push_back({"image", value["media_url"].text(), value["alt_text"].text()});
    if (type == "VIDEO") post_.media.push_back({"video", value["media_url"].text(), value["alt_text"].text()});
    give(true);
  }

  Post post_;
  std::optional<Time> seen_;
  bool found_ = false;
  Sink* sink_ = nullptr;
};

int sniff(const Head& head) {
  const Value json = head.json;
  if (const auto capture = capture_of(json)) return capture->platform.starts_with("threads") ? 100 : 0;
  if (json["text_post_app_info"].is_object() && is_thread_post(json)) return 100;
  const Value first = json["data"].is_array() ? json["data"][std::size_t{0}] : json;
  if (is_official(first)) return 100;
  return head.bytes.find("\"text_post_app_info\"") != std::string_view::npos ? 90 : 0;
}

std::unique_ptr<Reader> make(const Settings&) { return std::make_unique<ThreadsReader>(); }

}  // namespace

const Format kThreadsFormat{"threads", "Threads: captures by Zeeschuimer, answers of the site and of the API", Framing::json, sniff, make};

}  // namespace rtm::ingest
