#include <algorithm>
#include <array>

#include "ingest/formats/answer_reader.hpp"

namespace rtm::ingest {

namespace {

using record::Value;

constexpr std::string_view kPlatform = "hackernews";
constexpr std::string_view kSite = "news.ycombinator.com";
constexpr std::string_view kItem = "https://news.ycombinator.com/item?id=";

/// What an item may be. The options of a poll are no posts of their own.
constexpr std::array<std::string_view, 5> kTypes{"story", "comment", "job", "poll", "pollopt"};
/// Algolia's tags that are categories; others name the item, its author and its thread.
constexpr std::array<std::string_view, 4> kCategories{"ask_hn", "show_hn", "launch_hn", "job"};

bool is_item(Value value) {
  std::string scratch;
  const std::string_view type = value["type"].string(scratch);
  return value["id"].integer() && std::find(kTypes.begin(), kTypes.end(), type) != kTypes.end();
}

bool is_hit(Value value) { return value["objectID"].is_string() && (value["_tags"].is_array() || value["created_at_i"].exists()); }

/// An item with all below it, as Algolia's /items/ gives it.
bool is_tree(Value value) { return is_item(value) && value["created_at_i"].exists() && value["children"].is_array(); }

/// Items of the Firebase API (also its events and dumps with the same members) and the answers of Algolia's search.
class HackerNewsReader final : public AnswerReader {
 private:
  void any(Value value) override {
    if (value.is_array()) return all(value);
    if (value["hits"].is_array()) return all(value["hits"]);
    if (value["path"].is_string() && value["data"].exists()) return event(value["data"]);
    if (is_hit(value)) return hit(value);
    if (is_tree(value)) return tree(value);
    if (is_item(value)) return item(value);
    const bool other = value["karma"].exists() || value["profiles"].is_array() || value.type() == record::Type::number ||
                       value.type() == record::Type::null;
    other ? skip() : refuse_unknown(value, "an item of Hacker News", *sink_);
  }

  /// What has changed: an item, or ids and profiles, which are none.
  void event(Value data) { is_item(data) ? item(data) : skip(); }

  void begin(Value id, Value author, Value time) {
    begin_post(post_, kPlatform, SourceKind::forum);
    post_.id = prefixed(kPlatform, id);
    post_.source = kSite;
    post_.url.append(kItem).append(id_text(id));
    post_.published_at = time_of(time);
    post_.author.id = prefixed(kPlatform, author);
    post_.author.handle = author.text();
  }

  /// Everything but comments has a title, and most a page that it is about.
  void words(Value title, Value text, Value page) {
    post_.title = decode_entities(title.text());
    set_html_text(text.text(), kSite, post_);
    if (std::string url = page.text(); url.starts_with("http")) add_once(post_.links, std::move(url));
  }

  /// An item that moderators or flags have killed is shown to nobody who did not ask for it.
  void item(Value value) {
    std::string scratch;
    const std::string_view type = value["type"].string(scratch);
    if (type == "pollopt") return skip();
    begin(value["id"], value["by"], value["time"]);
    if (is_true(value["deleted"]) || is_true(value["dead"])) return gone(post_.id);
    words(value["title"], value["text"], value["url"]);
    post_.reply_to = prefixed(kPlatform, value["parent"]);
    post_.metrics.likes = count_of(value["score"]);
    post_.metrics.replies = count_of(value["descendants"]);
    if (type == "comment" && value["kids"].is_array()) post_.metrics.replies = static_cast<std::int64_t>(value["kids"].size());
    if (type == "job") post_.tags.emplace_back(type);
    give();
  }

  void hit(Value value) {
    begin(value["objectID"], value["author"], first_of(value, {"created_at_i", "created_at"}));
    words(value["title"], first_of(value, {"comment_text", "story_text", "text"}), value["url"]);
    post_.reply_to = prefixed(kPlatform, value["parent_id"]);
    if (!post_.reply_to.empty()) post_.thread = prefixed(kPlatform, value["story_id"]);
    post_.metrics.likes = count_of(value["points"]);
    post_.metrics.replies = count_of(value["num_comments"]);
    for (const Value tag : value["_tags"].elements()) {
      std::string name = tag.text();
      if (std::find(kCategories.begin(), kCategories.end(), name) != kCategories.end()) add_once(post_.tags, std::move(name));
    }
    post_.title.empty() && post_.text.empty() ? skip() : give();
  }

  /// Deleted comments stay in the tree without words and author.
  void tree(Value value) {
    begin(value["id"], value["author"], value["created_at_i"]);
    words(value["title"], value["text"], value["url"]);
    post_.reply_to = prefixed(kPlatform, value["parent_id"]);
    if (!post_.reply_to.empty()) post_.thread = prefixed(kPlatform, value["story_id"]);
    post_.metrics.likes = count_of(value["points"]);
    if (value["type"].text() == "pollopt") return skip();
    post_.title.empty() && post_.text.empty() ? gone(post_.id) : give();
    for (const Value one : value["children"].elements()) any(one);
  }
};

int sniff(const Head& head) {
  const Value json = head.json["path"].is_string() && head.json["data"].is_object() ? head.json["data"] : head.json;
  if (json["hits"].is_array()) {
    if (is_hit(json["hits"][std::size_t{0}]) && json["hits"][std::size_t{0}]["_tags"].is_array()) return 95;
    return json["hits"].size() == 0 && json["hitsPerPage"].exists() ? 50 : 0;
  }
  if (is_hit(json) && json["_tags"].is_array() && json["author"].is_string()) return 90;
  const bool told = json["by"].is_string() || json["time"].integer() || is_tree(json) || json["deleted"].boolean() || json["parent"].integer();
  return is_item(json) && told ? 90 : 0;
}

std::unique_ptr<Reader> make(const Settings&) { return std::make_unique<HackerNewsReader>(); }

}  // namespace

const Format kHackerNewsFormat{"hackernews", "Hacker News: items of its API, answers of Algolia's search", Framing::json, sniff, make};

}  // namespace rtm::ingest
