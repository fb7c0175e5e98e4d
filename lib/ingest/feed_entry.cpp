#include "ingest/feed_entry.hpp"

#include <fmt/format.h>
#include <xxhash.h>

#include <charconv>

#include "ingest/feed_construct.hpp"
#include "ingest/feed_media.hpp"
#include "ingest/feed_text.hpp"
#include "ingest/feed_words.hpp"
#include "ingest/formats/json.hpp"
#include "ingest/site_kind.hpp"
#include "ingest/time.hpp"

namespace rtm::ingest {

namespace {

std::optional<double> coordinate(std::string_view text, double limit) {
  double value = 0;
  const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
  return result.ec == std::errc{} && value >= -limit && value <= limit ? std::optional(value) : std::nullopt;
}

/// Pages that a person reads go before other forms of the same (JSON, PDF).
bool is_page(const std::string& type) { return type.empty() || type.find("html") != std::string::npos; }

/// Collects one entry.
class Entry {
 public:
  Entry(XmlElement entry, const Channel& channel, Post& post)
      : entry_(entry), channel_(channel), post_(post), media_(post, channel.link) {}

  bool read() {
    for (const XmlElement child : entry_.children()) member(child, child.name());
    take_link();
    take_text();
    take_author();
    take_time();
    take_identity();
    return !post_.id.empty();
  }

 private:
  void member(XmlElement child, const std::string& name) {
    if (name == "title") return set(post_.title, trimmed(construct(child).text));
    if (name == "link") return link(child);
    if (name == "guid" || name == "id" || name == "dc:identifier") return identity(child, name);
    if (name == "description" || name == "summary") return text(child, summary_);
    if (name == "content:encoded" || name == "content" || name == "body" || name == "xhtml:body") return content(child);
    if (name == "pubdate" || name == "published" || name == "issued" || name == "created") return set(published_, child.text());
    if (name == "updated" || name == "modified" || name == "dc:modified") return set(updated_, child.text());
    if (name == "author" || name == "dc:creator" || name == "dc:author") return read_author(child, post_.author);
    if (name == "category" || name == "dc:subject") return category(child);
    if (name == "source") return source(child);
    if (name == "enclosure" || name.starts_with("media:") || name.starts_with("itunes:")) return media_.member(child, name);
    name.starts_with("dc:") ? dublin_core(child, name) : extension(child, name);
  }

  void dublin_core(XmlElement child, const std::string& name) {
    if (name == "dc:title") set(title_, trimmed(construct(child).text));
    if (name == "dc:description") text(child, described_);
    if (name == "dc:date" || name == "dc:created" || name == "dc:issued") set(dated_, child.text());
    if (name == "dc:language") set(post_.lang, trimmed(child.text()));
  }

  void extension(XmlElement child, const std::string& name) {
    if (name == "slash:comments" || name == "thr:total") set(post_.metrics.replies, whole_number(child.text()));
    if (name == "thr:in-reply-to") set(reply_to_, child.attribute("ref"));
    if (name == "feedburner:origlink") original_ = trimmed(child.text());
    if (name == "georss:point" || name == "gml:pos") point(child.text());
    if (name == "georss:where" || name == "gml:point" || name == "geo:point") {
      for (const XmlElement inner : child.children()) extension(inner, inner.name());
    }
    if (name == "geo:lat") lat_ = trimmed(child.text());
    if (name == "geo:long") lon_ = trimmed(child.text());
  }

  template <typename T, typename U>
  static void set(T& member, U value) {
    if (member == T{}) member = std::move(value);
  }

  void link(XmlElement child) {
    const std::string relation = child.attribute("rel");
    const std::string target = trimmed(child.has_attribute("href") ? child.attribute("href") : child.text());
    const std::string url = target.empty() ? target : child.resolve(target, channel_.link);
    if (url.empty()) return;
    if (relation == "enclosure") return media_.add(url, child.attribute("type"), "", child.attribute("title"));
    if (relation == "replies") return set(post_.metrics.replies, whole_number(child.attribute("count")));
    if (relation == "related" || relation == "via") return add_once(post_.links, url);
    if (!relation.empty() && relation != "alternate") return;
    const bool page = is_page(child.attribute("type"));
    if (post_.url.empty() || (page && !has_page_)) {
      add_once(post_.links, post_.url);
      post_.url = url;
      has_page_ = page;
    } else {
      add_once(post_.links, url);
    }
  }

  void identity(XmlElement child, const std::string& name) {
    const std::string id = trimmed(child.text());
    if (name == "dc:identifier" && !id_.empty()) return;
    id_ = id;
    if (name == "guid" && child.attribute("isPermaLink") != "false" && id.starts_with("http")) permalink_ = id;
  }

  /// The markup's links and pictures are relative to the element that holds it.
  void text(XmlElement child, HtmlText& to) {
    if (!to.text.empty()) return;
    to = construct(child);
    for (HtmlLink& found : to.links) found.url = child.resolve(trimmed(found.url), channel_.link);
    for (HtmlImage& found : to.images) found.url = child.resolve(trimmed(found.url), channel_.link);
  }

  void content(XmlElement child) {
    HtmlText found;
    text(child, found);
    if (found.text.empty() && child.has_attribute("src")) add_once(post_.links, child.resolve(child.attribute("src"), channel_.link));
    if (content_.text.empty() || found.text.size() > content_.text.size()) content_ = std::move(found);
  }

  void category(XmlElement child) {
    std::string name = child.has_attribute("term") ? child.attribute("term") : child.text();
    if (trimmed(name).empty()) name = child.attribute("label");
    add_once(post_.tags, trimmed(decode_entities(name)));
  }

  /// Where the entry was taken from: a whole head in Atom, an address and a name in RSS 2.0.
  void source(XmlElement child) {
    if (child.is_atom()) {
      source_ = read_channel(child);
    } else {
      source_.title = trimmed(child.text());
      source_.link = trimmed(child.attribute("url"));
    }
  }

  void point(const std::string& both_texts) {
    const std::string both = trimmed(both_texts);
    const std::size_t space = both.find_first_of(" ,");
    if (space == std::string::npos) return;
    lat_ = both.substr(0, space);
    lon_ = trimmed(both.substr(space + 1));
  }

  void take_link() {
    if (!original_.empty()) post_.url = original_;
    if (post_.url.empty()) post_.url = permalink_;
    if (post_.url.empty() && id_.starts_with("http")) post_.url = id_;
    if (post_.url.empty() && entry_.has_attribute("about")) post_.url = entry_.resolve(trimmed(entry_.attribute("about")), channel_.link);
    post_.url = unwrapped(post_.url);
  }

  void take_text() {
    const HtmlText* best = &content_;
    for (const auto& next : std::initializer_list<const HtmlText*>{&summary_, &described_, &media_.text()}) {
      if (best->text.empty()) best = next;
    }
    const FeedWords words = own_words(*best, post_.url);
    post_.text = words.text;
    if (words.posts) set(post_.metrics.replies, std::optional(*words.posts - 1));
    for (const HtmlLink& found : best->links) {
      const std::string url = unwrapped(found.url);
      if (url.starts_with("http") && url != post_.url) add_once(post_.links, url);
    }
    for (const HtmlImage& image : best->images) media_.add(image.url, "image/", "", image.alt);
    set(post_.title, title_);
    set(post_.title, media_.title());
    for (const std::string& said : {post_.lang, entry_.language(), source_.language, channel_.language}) {
      post_.lang = language_tag(said);
      if (!post_.lang.empty()) break;
    }
  }

  /// RFC 4287, 4.2.1: the entry's own authors, else its source's, else the feed's. An episode's show and a picture's
  /// photographer come last.
  void take_author() {
    for (const Author& other : {source_.author, channel_.author}) {
      if (post_.author.name.empty() && post_.author.id.empty()) post_.author = other;
    }
    set(post_.author.name, media_.author());
    constexpr std::string_view kReddit = "/u/";
    if (post_.author.name.starts_with(kReddit)) post_.author.handle = post_.author.name.substr(kReddit.size());
  }

  void take_time() {
    for (const std::string* said : {&published_, &dated_, &updated_}) {
      if (!post_.published_at) post_.published_at = read_time(trimmed(*said));
    }
    const auto lat = coordinate(lat_, 90), lon = coordinate(lon_, 180);
    if (lat && lon) post_.geo = Geo{*lat, *lon};
  }

  /// Ids of their own kind stand alone; a bare number or word is only unique on its site.
  std::string own_id(const std::string& id) const {
    if (id.empty()) return {};
    const bool alone = id.find("://") != std::string::npos || id.starts_with("urn:") || id.starts_with("tag:");
    return alone || post_.source.empty() ? "rss:" + id : fmt::format("rss:{}:{}", post_.source, id);
  }

  void take_identity() {
    post_.platform = "rss";
    const std::string host = host_of(post_.url);
    for (const std::string& place : {host, host_of(source_.link), host_of(channel_.link), source_.title, channel_.title}) {
      if (post_.source.empty()) post_.source = place;
    }
    // A portal that hands on other sites' pages gives its own addresses and names the site.
    const std::string publisher = host_of(source_.link);
    if (host == "news.google.com" && !publisher.empty()) post_.source = publisher;
    post_.source_kind = site_kind(channel_.generator, post_.source, post_.url).value_or(SourceKind::news);
    if (id_.empty()) id_ = trimmed(entry_.attribute("about"));
    if (id_.empty()) id_ = post_.url;
    if (id_.empty() && !(post_.title + post_.text).empty()) {
      const std::string all = channel_.title + '\n' + post_.title + '\n' + post_.text;
      id_ = fmt::format("text-{:016x}", XXH3_64bits(all.data(), all.size()));
    }
    if (id_.empty() && !post_.media.empty()) id_ = post_.media.front().url;
    post_.id = own_id(id_);
    post_.reply_to = own_id(reply_to_);
    if (host == "reddit.com" && is_reddit_id(id_)) reddit();
    if (id_.starts_with(kYoutubeId)) youtube();
  }

  static bool is_reddit_id(std::string_view id) {
    return (id.starts_with("t1_") || id.starts_with("t3_")) && id.find_first_of(":/ ") == std::string_view::npos;
  }

  /// The same id as from Reddit's other forms, so that it is the same post.
  void reddit() {
    post_.id = "reddit:" + id_;
    post_.platform = "reddit";
    if (!post_.tags.empty()) post_.source = "r/" + post_.tags.front();
  }

  /// The same, for a video. Who uploaded it stands under an address that ends in what the API calls the channel's id.
  void youtube() {
    constexpr std::string_view kPlatform = "youtube", kChannel = "/channel/";
    post_.id = prefixed(kPlatform, std::string_view(id_).substr(kYoutubeId.size()));
    post_.platform = kPlatform;
    const std::size_t at = post_.author.id.find(kChannel);
    if (at != std::string::npos) post_.author.id = prefixed(kPlatform, std::string_view(post_.author.id).substr(at + kChannel.size()));
  }

  static constexpr std::string_view kYoutubeId = "yt:video:";

  XmlElement entry_;
  const Channel& channel_;
  Post& post_;
  FeedMedia media_;
  Channel source_;
  HtmlText content_, summary_, described_;
  std::string title_, id_, permalink_, original_, published_, dated_, updated_, reply_to_, lat_, lon_;
  bool has_page_ = false;
};

}  // namespace

bool read_entry(XmlElement entry, const Channel& channel, Post& post) { return Entry(entry, channel, post).read(); }

}  // namespace rtm::ingest
