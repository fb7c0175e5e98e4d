#include "ingest/feed_text.hpp"
#include "ingest/formats/answer_reader.hpp"
#include "ingest/mapping.hpp"
#include "ingest/site_kind.hpp"
#include "ingest/time.hpp"

namespace rtm::ingest {

namespace {

using record::Value;

constexpr std::string_view kPlatform = "eventregistry";

bool is_article(Value value) {
  return value["uri"].exists() && value["title"].is_string() && value["url"].is_string() && first_of(value, {"dateTime", "dateTimePub", "date"}).exists();
}

/// The lists of articles in an answer: of a search, of a stream, or absent.
Value articles_of(Value value) {
  for (const Value list : {value["articles"]["results"], value["recentActivityArticles"]["activity"], value["articles"], value["results"]}) {
    if (list.is_array()) return list;
  }
  return {};
}

/// Answers of Event Registry (newsapi.ai): searches, the stream of new articles, single articles, the articles of an event.
class EventRegistryReader final : public AnswerReader {
 private:
  void any(Value value) override {
    if (value.is_array()) return all(value);
    if (const Value list = articles_of(value); list.exists()) return all(list);
    if (is_article(value)) return article(value);
    by_uri(value) || other(value) ? void() : refuse_unknown(value, "an answer of Event Registry", *sink_);
  }

  /// {"8001": {"info": {…}}}: articles or events under their names.
  bool by_uri(Value value) {
    if (value["error"].exists()) return false;
    bool found = false;
    for (const auto& member : value.members()) {
      const Value info = member.value["info"];
      const Value list = articles_of(member.value);
      if (!is_article(info) && !list.exists()) continue;
      is_article(info) ? article(info) : all(list);
      found = true;
    }
    return found;
  }

  /// Events, concepts, counts over time.
  bool other(Value value) {
    const bool known = first_of(value, {"events", "recentActivityEvents", "uriList", "timeAggr", "concepts", "eventDate"}).exists();
    if (known) skip();
    return known;
  }

  void article(Value value) {
    begin_post(post_, kPlatform, SourceKind::news);
    post_.id = prefixed(kPlatform, value["uri"]);
    post_.url = value["url"].text();
    post_.title = trimmed(value["title"].text());
    post_.text = trimmed(first_of(value, {"body"}).text());
    set_written(post_, "lang", value["lang"].text(), {});
    place(value);
    time(value);
    const Value author = value["authors"][std::size_t{0}];
    post_.author.name = author["name"].text();
    if (!post_.author.name.empty() && author["uri"].text().find('@') == std::string::npos) post_.author.id = prefixed(kPlatform, author["uri"]);
    if (is_true(value["isDuplicate"])) post_.copy_of = prefixed(kPlatform, value["originalArticle"]["uri"]);
    for (const Value category : value["categories"].elements()) add_once(post_.tags, first_of(category, {"label", "uri"}).text());
    for (const Value link : value["links"].elements()) add_once(post_.links, link.text());
    media(value);
    give();
  }

  void place(Value value) {
    const Value source = value["source"];
    post_.source = source["uri"].text();
    if (post_.source.empty()) post_.source = host_of(post_.url);
    const std::string type = first_of(value, {"dataType"}).exists() ? value["dataType"].text() : source["dataType"].text();
    post_.source_kind = type == "blog" ? SourceKind::blog : site_kind("", post_.source, post_.url).value_or(SourceKind::news);
    const Value spot = value["location"];
    const auto lat = real_of(spot["lat"]), lon = real_of(first_of(spot, {"long", "lon"}));
    if (lat && lon && *lat >= -90 && *lat <= 90 && *lon >= -180 && *lon <= 180) post_.geo = Geo{*lat, *lon};
  }

  /// When it was published, else when it was found.
  void time(Value value) {
    post_.published_at = time_of(value["dateTimePub"]);
    if (!post_.published_at) post_.published_at = time_of(value["dateTime"]);
    if (post_.published_at) return;
    std::string both = value["date"].text();
    if (value["time"].is_string()) both.append("T").append(value["time"].text()).append("Z");
    post_.published_at = read_time(both);
  }

  void media(Value value) {
    if (std::string url = value["image"].text(); url.starts_with("http")) post_.media.push_back({"image", std::move(url), {}});
    for (const Value video : value["videos"].elements()) {
      std::string url = first_of(video, {"uri", "url"}).text();
      if (url.starts_with("http") && post_.media.size() < kMostEntities) post_.media.push_back({"video", std::move(url), video["label"].text()});
    }
  }
};

int sniff(const Head& head) {
  const Value json = head.json;
  if (json["articles"]["results"].is_array() || json["recentActivityArticles"].is_object()) return 95;
  if (json["events"]["results"].is_array() && json["events"]["totalResults"].exists()) return 60;
  const bool own = json["dateTimePub"].exists() || json["isDuplicate"].exists() || json["eventUri"].exists();
  return is_article(json) && own ? 90 : 0;
}

std::unique_ptr<Reader> make(const Settings&) { return std::make_unique<EventRegistryReader>(); }

}  // namespace

const Format kEventRegistryFormat{"eventregistry", "Event Registry: articles of searches, streams and events", Framing::json, sniff, make};

}  // namespace rtm::ingest
