#include "ingest/feed_text.hpp"
#include "ingest/formats/answer_reader.hpp"
#include "ingest/site_kind.hpp"

namespace rtm::ingest {

namespace {

using record::Value;

constexpr std::string_view kPlatform = "newsapi";

bool is_article(Value value) { return value["url"].is_string() && value["publishedAt"].exists() && value["source"].is_object(); }

/// "… [+2045 chars]" says how much was left out.
std::string_view without_rest(std::string_view text) {
  const std::size_t mark = text.rfind("[+");
  if (mark == std::string_view::npos || !text.ends_with("chars]")) return text;
  text = text.substr(0, mark);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

/// Answers of News API (v2), and of those that have taken over its members (GNews).
class NewsApiReader final : public AnswerReader {
 private:
  void any(Value value) override {
    if (value.is_array()) return all(value);
    if (value["articles"].is_array()) return all(value["articles"]);
    if (is_article(value)) return article(value);
    value["sources"].is_array() ? skip() : refuse_unknown(value, "an answer of News API", *sink_);
  }

  void article(Value value) {
    begin_post(post_, kPlatform, SourceKind::news);
    post_.url = value["url"].text();
    post_.id = prefixed(kPlatform, post_.url);
    post_.title = trimmed(decode_entities(value["title"].text()));
    if (post_.title == "[Removed]" || host_of(post_.url) == "removed.com") return skip();
    words(value);
    post_.source = host_of(post_.url);
    if (post_.source.empty()) post_.source = value["source"]["name"].text();
    post_.source_kind = site_kind("", post_.source, post_.url).value_or(SourceKind::news);
    post_.published_at = time_of(value["publishedAt"]);
    author(trimmed(value["author"].text()));
    post_.lang = language_tag(first_of(value, {"language", "lang"}).text());
    const std::string image = first_of(value, {"urlToImage", "image"}).text();
    if (image.starts_with("http")) post_.media.push_back({"image", image, {}});
    give();
  }

  /// The description, or the beginning of the article where that says more.
  void words(Value value) {
    const std::string content = value["content"].text();
    set_html_text(without_rest(content), "", post_);
    std::string begins;
    begins.swap(post_.text);
    post_.links.clear();
    post_.media.clear();
    set_html_text(value["description"].text(), "", post_);
    if (begins.size() > post_.text.size()) post_.text = begins;
  }

  /// Some papers put their page there.
  void author(std::string name) {
    if (name.starts_with("http")) {
      post_.author.id = std::move(name);
    } else if (name.find('@') != std::string::npos) {
      post_.author.name = person(name);
    } else {
      post_.author.name = std::move(name);
    }
  }
};

int sniff(const Head& head) {
  const Value json = head.json;
  if (!json["articles"].is_array()) return is_article(json) ? 60 : 0;
  if (is_article(json["articles"][std::size_t{0}])) return 95;
  return json["articles"].size() == 0 && first_of(json, {"totalResults", "totalArticles"}).exists() ? 60 : 0;
}

std::unique_ptr<Reader> make(const Settings&) { return std::make_unique<NewsApiReader>(); }

}  // namespace

const Format kNewsApiFormat{"newsapi", "News API and its kin: articles", Framing::json, sniff, make};

}  // namespace rtm::ingest
