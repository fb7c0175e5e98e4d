#include "ingest/feed_text.hpp"
#include "ingest/formats/answer_reader.hpp"

namespace rtm::ingest {

namespace {

using record::Value;

constexpr std::string_view kPlatform = "stackexchange";

enum class Kind : std::uint8_t { question, answer, comment, none };

/// What an item is. Its type may be told (posts, excerpts of a search); an answer names its question, a comment its post.
Kind kind_of(Value value) {
  const std::string told = first_of(value, {"item_type", "post_type"}).text();
  if (value["comment_id"].exists()) return Kind::comment;
  if (value["answer_id"].exists() || told == "answer") return Kind::answer;
  const bool dated = value["creation_date"].exists() && (value["title"].is_string() || value["body"].is_string());
  return (value["question_id"].exists() || told == "question") && dated ? Kind::question : Kind::none;
}

/// Answers of the API of Stack Exchange's sites (2.x): questions with their answers and comments, each of these alone, posts,
/// excerpts of a search. A number is an id within one site only.
class StackExchangeReader final : public AnswerReader {
 private:
  void any(Value value) override {
    if (value.is_array()) return all(value);
    if (value["items"].is_array()) return page(value["items"]);
    if (value["error_id"].exists()) return refuse_unknown(value, "", *sink_);
    if (value["is_unread"].exists()) return sink_->skip(Skip::private_post);  // somebody's inbox
    switch (kind_of(value)) {
      case Kind::question: return question(value);
      case Kind::answer: return answer(value, "");
      case Kind::comment: return comment(value, "");
      case Kind::none: break;
    }
    value.is_object() && value.size() > 0 ? skip() : refuse_unknown(value, "an item of Stack Exchange", *sink_);
  }

  /// All items of an answer are of one site, which not each of them names.
  void page(Value items) {
    site_.clear();
    for (const Value one : items.elements()) {
      if (site_.empty()) site_ = site_of(one);
    }
    all(items);
  }

  static std::string site_of(Value item) {
    for (const Value link : {item["link"], item["share_link"], item["owner"]["link"], item["question_link"]}) {
      if (std::string host = host_of(link.text()); !host.empty()) return host;
    }
    return {};
  }

  std::string id_of(std::string_view id) const {
    if (id.empty()) return {};
    std::string whole(kPlatform);
    for (const std::string_view part : {std::string_view(site_), id}) {
      if (!part.empty()) whole.append(":").append(part);
    }
    return whole;
  }
  std::string id_of(Value id) const { return id_of(id_text(id)); }

  void begin(Value value, std::string_view id) {
    if (std::string site = site_of(value); !site.empty()) site_ = std::move(site);
    begin_post(post_, kPlatform, SourceKind::forum);
    post_.id = id_of(id);
    post_.source = site_;
    post_.url = first_of(value, {"link", "share_link"}).text();
    post_.published_at = time_of(value["creation_date"]);
    const Value owner = value["owner"];
    if (owner["user_id"].exists()) post_.author.id = id_of("user:" + id_text(owner["user_id"]));
    post_.author.name = decode_entities(owner["display_name"].text());
    post_.metrics.likes = count_of(value["score"]);
    const Value markdown = value["body_markdown"];
    if (value["body"].is_string()) {
      set_html_text(value["body"].text(), site_, post_);
    } else {
      post_.text = decode_entities((markdown.is_string() ? markdown : value["excerpt"]).text());
    }
  }

  void question(Value value) {
    const std::string id = id_text(first_of(value, {"question_id", "post_id"}));
    begin(value, id);
    if (post_.url.empty() && !site_.empty()) post_.url = "https://" + site_ + "/q/" + id;
    post_.title = decode_entities(value["title"].text());
    post_.metrics.replies = count_of(value["answer_count"]);
    post_.metrics.views = count_of(value["view_count"]);
    for (const Value tag : value["tags"].elements()) add_once(post_.tags, tag.text());
    give();
    for (const Value one : value["comments"].elements()) comment(one, id);
    for (const Value one : value["answers"].elements()) answer(one, id);
  }

  void answer(Value value, std::string_view asked) {
    const std::string id = id_text(first_of(value, {"answer_id", "post_id"}));
    const std::string question = value["question_id"].exists() ? id_text(value["question_id"]) : std::string(asked);
    begin(value, id);
    if (post_.url.empty() && !site_.empty()) post_.url = "https://" + site_ + "/a/" + id;
    post_.reply_to = post_.thread = id_of(question);
    give_words(value);
    for (const Value one : value["comments"].elements()) comment(one, question);
  }

  void comment(Value value, std::string_view question) {
    const std::string id = id_text(value["comment_id"]);
    begin(value, "comment:" + id);
    if (post_.url.empty() && !site_.empty()) post_.url = "https://" + site_ + "/posts/comments/" + id;
    post_.reply_to = id_of(value["post_id"]);
    post_.thread = id_of(question);
    give_words(value);
  }

  /// The API leaves bodies out unless they are asked for.
  void give_words(Value value) {
    if (!post_.text.empty()) return give();
    sink_->refuse(value.offset(), "an answer or comment without its body: ask the API for filter=withbody");
  }

  std::string site_;  // "stackoverflow.com"; "" unknown
};

int sniff(const Head& head) {
  const Value json = head.json;
  if (json["items"].is_array() && json["has_more"].exists() && json["quota_remaining"].exists()) return 95;
  if (json["error_id"].integer() && json["error_name"].is_string()) return 90;
  const bool item = kind_of(json) != Kind::none && json["creation_date"].integer() && json["owner"].is_object();
  return item ? 90 : 0;
}

std::unique_ptr<Reader> make(const Settings&) { return std::make_unique<StackExchangeReader>(); }

}  // namespace

const Format kStackExchangeFormat{"stackexchange", "Stack Exchange: questions, answers and comments of its API", Framing::json, sniff, make};

}  // namespace rtm::ingest
