#include "ingest/formats/discourse.hpp"

#include "ingest/feed_text.hpp"
#include "ingest/formats/answer_reader.hpp"

namespace rtm::ingest {

namespace {

using record::Value;

constexpr std::string_view kPlatform = "discourse";
constexpr std::int64_t kSmallAction = 3, kWhisper = 4;       // post_type
constexpr std::int64_t kNewTopic = 4, kReply = 5;            // action_type of somebody's doings
constexpr std::int64_t kFirstMessage = 12, kLastMessage = 13;

bool is_post(Value value) { return value["post_number"].integer() && value["topic_id"].exists() && first_of(value, {"cooked", "raw"}).is_string(); }
bool is_topic(Value value) { return value["id"].exists() && value["title"].is_string() && value["posts_count"].exists(); }
bool is_doing(Value value) { return value["action_type"].integer() && value["topic_id"].exists(); }
bool is_search(Value value) { return value["grouped_search_result"].is_object() && value["posts"].is_array(); }

/// Answers of a Discourse forum: a topic with its posts, the latest posts, single ones, lists of topics, searches, somebody's doings,
/// what a webhook is sent. A number is an id within one forum only.
class DiscourseReader final : public AnswerReader {
 private:
  void any(Value value) override {
    find_site(value);
    const Value shut = value["private_posts"];
    if (value.is_array()) return all(value);
    if (value["post_stream"]["posts"].is_array()) return topic(value);
    if (value["latest_posts"].is_array()) return posts(value["latest_posts"], {});
    if (shut.is_array()) return sink_->wants_private() ? posts(shut, {}) : sink_->skip(Skip::private_post);
    if (value["topic_list"]["topics"].is_array()) return topics(value);
    if (is_search(value)) return search(value);
    if (value["user_actions"].is_array()) return all(value["user_actions"]);
    if (is_post(value["post"])) return post(value["post"], {});
    if (is_topic(value["topic"])) return listed(value["topic"], {});
    if (is_post(value)) return post(value, {});
    if (is_doing(value)) return doing(value);
    if (is_topic(value)) return listed(value, {});
    refuse_unknown(value, "an answer of a Discourse forum", *sink_);
  }

  /// The forum is named where its pictures of people lie, by links that it calls its own, and nowhere else.
  void find_site(Value value) {
    std::string found = site_in(value);
    for (const Value list : {value["post_stream"]["posts"], value["latest_posts"], value["private_posts"], value["posts"],
                             value["users"], value["user_actions"], value["details"]["links"]}) {
      for (const Value one : list.elements()) {
        if (!found.empty()) break;
        found = site_in(one);
      }
    }
    if (found.empty()) found = site_in(value["post"]);
    if (!found.empty()) site_ = std::move(found);
  }

  static std::string site_in(Value value) {
    if (std::string host = avatar_host(value["avatar_template"].text()); !host.empty()) return host;
    if (is_true(value["internal"])) return host_of(value["url"].text());
    for (const Value link : value["link_counts"].elements()) {
      if (std::string host = is_true(link["internal"]) ? host_of(link["url"].text()) : std::string{}; !host.empty()) return host;
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

  void topic(Value value) {
    if (!wanted(value["archetype"].text() != "private_message")) return;
    posts(value["post_stream"]["posts"], value);
  }

  void posts(Value list, Value topic) {
    for (const Value one : list.elements()) post(one, topic);
    if (list.size() == 0) skip();
  }

  void search(Value value) {
    Index by_id;
    by_id.add(value["topics"], "id");
    for (const Value one : value["posts"].elements()) post(one, by_id.find(one["topic_id"]));
    if (value["posts"].size() == 0) skip();
  }

  void topics(Value value) {
    Index people;
    people.add(value["users"], "id");
    const Value list = value["topic_list"]["topics"];
    for (const Value one : list.elements()) listed(one, people.find(opener(one)));
    if (list.size() == 0) skip();
  }

  static Value opener(Value topic) {
    for (const Value one : topic["posters"].elements()) {
      if (one["description"].text().find("Original Poster") != std::string::npos) return one["user_id"];
    }
    return {};
  }

  /// A topic of a list stands for its first post, of which it shows the beginning, or nothing.
  void listed(Value value, Value author) {
    const std::string topic = id_text(value["id"]);
    if (value["deleted_at"].is_string()) return gone(topic, "1", value);
    if (!wanted(value["archetype"].text() != "private_message")) return;
    begin(value, topic, "1");
    const Value who = author.exists() ? author : value["created_by"];
    set_author(who, who["id"]);
    set_topic(value);
    set_html_text(value["excerpt"].text(), site_, post_);
    post_.metrics.likes = count_of(value["op_like_count"]);
    if (const auto posts = count_of(value["posts_count"]); posts && *posts > 0) post_.metrics.replies = *posts - 1;
    give();
  }

  void post(Value value, Value topic_value) {
    const Value topic = first_of(value, {"topic_id"}).exists() ? value["topic_id"] : topic_value["id"];
    const std::string number = id_text(value["post_number"]);
    if (number.empty() || !topic.exists()) return refuse_unknown(value, "a post of Discourse", *sink_);
    const auto type = value["post_type"].integer().value_or(1);
    if (type == kSmallAction) return skip();
    const bool open = type != kWhisper && first_of(value, {"topic_archetype"}).text() != "private_message" &&
                      topic_value["archetype"].text() != "private_message";
    if (!wanted(open)) return;
    const std::string topic_id = id_text(topic);
    // Hidden means that readers' flags have withdrawn it: what it says now is a notice.
    if (value["deleted_at"].is_string() || is_true(value["user_deleted"]) || is_true(value["hidden"])) return gone(topic_id, number, value);
    begin(value, topic_id, number);
    set_author(value, value["user_id"]);
    if (number == "1") set_topic(topic_value.exists() ? topic_value : value);
    if (const Value asked = value["reply_to_post_number"]; asked.integer()) post_.reply_to = id_of(topic_id + "/" + id_text(asked));
    set_words(value);
    set_counts(value);
    give();
  }

  /// What somebody did: opened a topic, replied; likes and the like are no posts.
  void doing(Value value) {
    const std::int64_t kind = value["action_type"].integer().value_or(0);
    if (kind == kFirstMessage || kind == kLastMessage) {
      if (!wanted(false)) return;
    } else if (kind != kNewTopic && kind != kReply) {
      return skip();
    }
    const std::string topic = id_text(value["topic_id"]), number = id_text(value["post_number"]);
    if (number.empty()) return skip();
    if (is_true(value["hidden"]) || is_true(value["deleted"])) return gone(topic, number, value);
    begin(value, topic, number);
    set_author(value, value["user_id"]);
    if (number == "1") set_topic(value);
    set_html_text(value["excerpt"].text(), site_, post_);
    give();
  }

  void begin(Value value, const std::string& topic, const std::string& number) {
    begin_post(post_, kPlatform, SourceKind::forum);
    post_.id = id_of(topic + "/" + number);
    post_.thread = id_of(topic);
    post_.source = site_;
    post_.published_at = time_of(value["created_at"]);
    post_.lang = language_tag(value["locale"].text());
    if (site_.empty()) return;
    const std::string path = value["post_url"].text();
    const std::string slug = first_of(value, {"topic_slug", "slug"}).text();
    post_.url = "https://" + site_;
    post_.url += path.starts_with('/') ? path : "/t/" + (slug.empty() ? "" : slug + "/") + topic + (number == "1" ? "" : "/" + number);
  }

  void set_author(Value value, Value id) {
    if (value["username"].is_string() && id.exists()) post_.author.id = id_of("user:" + id_text(id));
    post_.author.handle = value["username"].text();
    post_.author.name = first_of(value, {"name", "display_username"}).text();
  }

  /// What belongs to the topic as a whole goes to the post that opens it.
  void set_topic(Value value) {
    post_.title = trimmed(first_of(value, {"topic_title", "title"}).text());
    post_.metrics.views = count_of(value["views"]);
    for (const Value tag : first_of(value, {"tags", "topic_tags"}).elements()) {
      add_once(post_.tags, (tag.is_object() ? tag["name"] : tag).text());
    }
  }

  void set_words(Value value) {
    if (value["cooked"].is_string()) {
      CookedPost cooked = uncooked(value["cooked"].text());
      set_html_text(cooked.html, site_, post_);
      post_.mentions = std::move(cooked.mentions);
      if (!cooked.quoted.empty()) post_.quote_of = id_of(cooked.quoted);
    } else if (value["blurb"].is_string()) {
      post_.text = trimmed(decode_entities(value["blurb"].text()));
    } else {
      post_.text = trimmed(value["raw"].text());
    }
  }

  void set_counts(Value value) {
    constexpr std::int64_t kLike = 2;
    post_.metrics.likes = count_of(value["like_count"]);
    post_.metrics.replies = count_of(value["reply_count"]);
    if (!post_.metrics.views) post_.metrics.views = count_of(value["reads"]);
    for (const Value action : value["actions_summary"].elements()) {
      if (action["id"].integer() == kLike) post_.metrics.likes = count_of(action["count"]).value_or(0);
    }
  }

  void gone(const std::string& topic, const std::string& number, Value value) {
    post_.platform = kPlatform;
    const auto at = time_of(value["deleted_at"]);
    AnswerReader::gone(id_of(topic + "/" + number), at ? std::optional(at->at) : std::nullopt);
  }

  std::string site_;  // "meta.discourse.org"; "" unknown
};

int sniff(const Head& head) {
  const Value json = head.json;
  if (json["post_stream"]["posts"].is_array() || json["latest_posts"].is_array() || json["private_posts"].is_array()) return 95;
  if (json["topic_list"]["topics"].is_array() || is_search(json)) return 95;
  if (json["errors"].is_array() && json["error_type"].is_string()) return 80;
  if (is_post(json) || is_post(json["post"]) || is_doing(json["user_actions"][std::size_t{0}])) return 95;
  return is_doing(json) || (is_topic(json) && json["archetype"].is_string()) ? 90 : 0;
}

std::unique_ptr<Reader> make(const Settings&) { return std::make_unique<DiscourseReader>(); }

}  // namespace

const Format kDiscourseFormat{"discourse", "Discourse forums: topics, latest posts, searches, webhooks of their API", Framing::json, sniff, make};

}  // namespace rtm::ingest
