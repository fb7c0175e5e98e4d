#include "ingest/formats/linkedin.hpp"

#include <charconv>

#include "ingest/formats/social.hpp"
#include "ingest/time.hpp"

namespace rtm::ingest {

std::string linkedin_activity(std::string_view urn) {
  for (const std::string_view kind : {"urn:li:activity:", "urn:li:ugcPost:", "urn:li:share:"}) {
    const std::size_t at = urn.find(kind);
    if (at == std::string_view::npos) continue;
    const std::string_view rest = urn.substr(at + kind.size());
    const std::string_view number = rest.substr(0, std::min(rest.find_first_not_of("0123456789"), rest.size()));
    if (!number.empty()) return std::string(number);
  }
  return {};
}

std::optional<Stamp> linkedin_time(std::string_view number) {
  constexpr std::uint64_t kFirst = std::uint64_t{1} << 60;
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), value);
  if (error != std::errc{} || end != number.data() + number.size() || value < kFirst) return std::nullopt;
  return epoch_time(static_cast<double>(value >> 22) / 1000.0);
}

namespace {

using record::Value;

constexpr std::string_view kPlatform = "linkedin";

bool is_update(Value value) { return value["actor"].is_object() && (value["commentary"].exists() || value["content"].exists()); }

/// References that the site keeps apart are put in under names with a star.
Value either(Value object, std::string_view key) {
  const Value found = object[std::string("*").append(key)];
  return found.is_object() ? found : object[key];
}

/// What Zeeschuimer captures of the feed, and the tables of a download.
class LinkedinReader : public Reader {
 public:
  void read(const Piece& piece, Sink& sink) override {
    sink_ = &sink;
    piece.json.exists() ? any(opened(piece.json, seen_)) : table_.read(piece.bytes, sink);
  }

  const LinkedinTable& table() const { return table_; }

 private:
  void any(Value value) {
    if (value.is_array()) {
      for (const Value one : value.elements()) any(one);
      return;
    }
    if (const auto seen = time_of(value["__import_meta"]["timestamp_collected"])) seen_ = seen->at;
    const std::string number = number_of(value);
    if (!is_update(value) || number.empty()) {
      if (number.empty() || value["error"].exists()) return refuse_unknown(value, "a post of LinkedIn", *sink_);
      return sink_->skip(Skip::no_post);  // suggestions, jobs
    }
    update(value, number);
    sink_->post(post_);
  }

  static std::string number_of(Value value) {
    for (const Value name : {value["updateMetadata"]["urn"], value["metadata"]["backendUrn"], value["preDashEntityUrn"], value["entityUrn"], value["id"]}) {
      if (std::string number = linkedin_activity(name.text()); !number.empty()) return number;
    }
    return {};
  }

  void update(Value value, const std::string& number) {
    begin_post(post_, kPlatform);
    post_.id = prefixed(kPlatform, number);
    post_.source = "linkedin.com";
    post_.url = "https://www.linkedin.com/feed/update/urn:li:activity:" + number;
    post_.published_at = linkedin_time(number);
    author(value["actor"]);
    words(value["commentary"]["text"]);
    content(value["content"]);
    counts(either(value, "socialDetail"));
    const Value shared = either(value, "resharedUpdate");
    const std::string original = shared.is_object() ? number_of(shared) : std::string{};
    (post_.text.empty() ? post_.repost_of : post_.quote_of) = prefixed(kPlatform, original);
    if (!post_.repost_of.empty()) {
      words(shared["commentary"]["text"]);
      content(shared["content"]);
      post_.metrics = {};
    } else {
      post_.metrics_at = seen_;
    }
  }

  /// The handle is the last part of the profile's address: ".../in/anna-neri?x".
  void author(Value actor) {
    std::string page = actor["navigationContext"]["actionTarget"].text();
    page = page.substr(0, page.find_first_of("?#"));
    while (page.ends_with('/')) page.pop_back();
    for (const std::string_view kind : {"/in/", "/company/", "/showcase/", "/school/"}) {
      const std::size_t at = page.find(kind);
      if (at == std::string::npos) continue;
      post_.author.handle = page.substr(at + kind.size());
      post_.author.handle = post_.author.handle.substr(0, post_.author.handle.find('/'));
    }
    post_.author.name = actor["name"]["text"].text();
    post_.author.id = prefixed(kPlatform, first_of(actor, {"backendUrn", "urn"}));
  }

  void words(Value text) {
    post_.text = text["text"].text();
    for (const std::string_view list : {"attributes", "attributesV2"}) {
      for (const Value one : text[list].elements()) mark(one["detailData"].is_object() ? one["detailData"] : one, one);
    }
    add_hashtags(post_.text, post_.hashtags);
    add_links(post_.text, post_.links);
  }

  void mark(Value data, Value one) {
    const Value hashtag = either(data, "hashtag");
    const std::string urn = (hashtag.is_object() ? hashtag : one)["trackingUrn"].text();
    if (const std::size_t at = urn.find("hashtag:"); at != std::string::npos) add_once(post_.hashtags, urn.substr(at + 8));
    for (const std::string_view who : {"miniProfile", "miniCompany", "profileMention", "profileFullName", "companyName"}) {
      const Value person = either(data, who);
      if (person.is_object()) add_once(post_.mentions, first_of(person, {"publicIdentifier", "universalName"}).text());
    }
    const Value link = either(data, "hyperlink");
    std::string url = link.is_string() ? link.text() : link["url"].text();
    if (url.starts_with("http") && url.find("linkedin.com/feed/hashtag") == std::string::npos) add_once(post_.links, std::move(url));
  }

  void content(Value content) {
    for (const std::string_view part : {"articleComponent", "entityComponent"}) link(content[part]["navigationContext"]);
    link(content["navigationContext"]);
    for (const Value images : {content["images"], content["imageComponent"]["images"]}) {
      for (const Value one : images.elements()) image(one["attributes"][std::size_t{0}]);
    }
    image(content["articleComponent"]["largeImage"]["attributes"][std::size_t{0}]);
    for (const std::string_view video : {"linkedInVideoComponent", "externalVideoComponent"}) {
      if (content[video].is_object()) post_.media.push_back({"video", {}, {}});
    }
    if (content["*videoPlayMetadata"].is_object()) post_.media.push_back({"video", {}, {}});
    if (content["documentComponent"].is_object()) post_.media.push_back({"document", {}, {}});
  }

  void link(Value context) {
    std::string url = context["actionTarget"].text();
    if (url.starts_with("http") && url.find("linkedin.com/") == std::string::npos) add_once(post_.links, std::move(url));
  }

  /// The widest of its sizes.
  void image(Value attribute) {
    const Value vector = attribute["vectorImage"].is_object() ? attribute["vectorImage"] : attribute["detailData"]["vectorImage"];
    std::int64_t widest = -1;
    std::string file;
    for (const Value one : vector["artifacts"].elements()) {
      const std::int64_t width = one["width"].integer().value_or(0);
      if (width <= widest) continue;
      widest = width;
      file = one["fileIdentifyingUrlPathSegment"].text();
    }
    if (file.empty() || post_.media.size() >= kMostEntities) return;
    post_.media.push_back({"image", vector["rootUrl"].text() + file, {}});
  }

  void counts(Value detail) {
    const Value totals = either(detail, "totalSocialActivityCounts");
    if (totals.is_object()) {
      post_.metrics.likes = count_of(totals["numLikes"]);
      post_.metrics.reposts = count_of(totals["numShares"]);
      post_.metrics.replies = count_of(totals["numComments"]);
      post_.metrics.views = count_of(totals["numImpressions"]);
      return;
    }
    post_.metrics.likes = count_of(detail["likes"]["paging"]["total"]);
    post_.metrics.reposts = count_of(detail["totalShares"]);
    post_.metrics.replies = count_of(detail["comments"]["paging"]["total"]);
  }

  LinkedinTable table_;
  Post post_;
  std::optional<Time> seen_;
  Sink* sink_ = nullptr;
};

int sniff(const Head& head) {
  if (!head.json.exists()) return is_linkedin_heading(head.bytes.substr(0, std::min(head.bytes.find_first_of("\r\n"), head.bytes.size()))) ? 95 : 0;
  if (const auto capture = capture_of(head.json)) return capture->platform == "linkedin.com" ? 100 : 0;
  const bool named = head.json["updateMetadata"]["urn"].is_string() || head.json["preDashEntityUrn"].is_string();
  return named && is_update(head.json) ? 95 : 0;
}

std::unique_ptr<Reader> make(const Settings&) { return std::make_unique<LinkedinReader>(); }

std::unique_ptr<Pieces> cut(Buffer& buffer, Reader& reader) {
  return std::make_unique<TablePieces>(buffer, static_cast<const LinkedinReader&>(reader).table());
}

}  // namespace

const Format kLinkedinFormat{"linkedin", "LinkedIn: captures by Zeeschuimer, the tables of a person's download", Framing::json, sniff, make, cut};

}  // namespace rtm::ingest
