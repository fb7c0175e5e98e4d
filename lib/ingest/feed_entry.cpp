#include "ingest/feed_entry.hpp"

#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>
#include <charconv>

#include "ingest/feed_text.hpp"
#include "ingest/html.hpp"
#include "ingest/time.hpp"

namespace rtm::ingest {

namespace {

/// A text construct: Atom says by `type` what it holds; RSS holds HTML, whatever its specification says.
HtmlText construct(XmlElement element) {
  const std::string type = element.attribute("type");
  if (type == "xhtml" || type == "application/xhtml+xml") return plain_text(element.markup());
  const bool atom = element.has_attribute("type") || element.has_attribute("mode");
  const std::string inside = element.text();
  if (atom && (type == "text" || type == "text/plain")) {
    return {trimmed(inside), {}, {}};
  }
  // XHTML put into an RSS member as elements has text() only; its markup says more.
  return plain_text(element.children().empty() ? inside : element.markup());
}

void add_once(std::vector<std::string>& list, std::string value) {
  if (!value.empty() && std::find(list.begin(), list.end(), value) == list.end()) list.push_back(std::move(value));
}

std::optional<std::int64_t> count(const std::string& text) {
  const std::string digits = trimmed(text);
  std::int64_t value = 0;
  const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return result.ec == std::errc{} && value >= 0 ? std::optional(value) : std::nullopt;
}

std::optional<double> coordinate(std::string_view text, double limit) {
  double value = 0;
  const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
  return result.ec == std::errc{} && value >= -limit && value <= limit ? std::optional(value) : std::nullopt;
}

std::string media_type(std::string_view mime, std::string_view medium) {
  for (const std::string_view kind : {"image", "video", "audio"}) {
    if (mime.starts_with(kind) || medium == kind) return std::string(kind);
  }
  return "document";
}

SourceKind kind_of(std::string_view generator, std::string_view host) {
  const auto in = [](std::string_view text, std::initializer_list<std::string_view> words) {
    return std::any_of(words.begin(), words.end(), [&](auto w) { return text.find(w) != std::string_view::npos; });
  };
  if (in(host, {"youtube.com", "vimeo.com", "twitch.tv"})) return SourceKind::video;
  if (in(host, {"reddit.com", "forum", "board."}) || in(generator, {"Discourse", "phpBB", "vBulletin", "XenForo", "SMF", "MyBB", "NodeBB", "Vanilla"})) {
    return SourceKind::forum;
  }
  if (in(generator, {"WordPress", "Blogger", "Ghost", "Substack", "Medium", "Movable Type", "Jekyll", "Hugo"}) ||
      in(host, {"blogspot.", "wordpress.com", "substack.com", "medium.com", "tumblr.com"})) {
    return SourceKind::blog;
  }
  return SourceKind::news;
}

/// Collects one entry.
class Entry {
 public:
  Entry(XmlElement entry, const Channel& channel, Post& post) : entry_(entry), channel_(channel), post_(post) {}

  bool read() {
    for (const XmlElement child : entry_.children()) member(child, child.name());
    take_link();
    take_text();
    take_time();
    take_identity();
    return !post_.id.empty() && (!post_.text.empty() || !post_.title.empty() || !post_.url.empty() || !post_.media.empty());
  }

 private:
  void member(XmlElement child, const std::string& name) {
    if (name == "title") return set(post_.title, trimmed(construct(child).text));
    if (name == "link") return link(child);
    if (name == "guid" || name == "id" || name == "dc:identifier") return identity(child, name);
    if (name == "description" || name == "summary") return set(summary_, construct(child));
    if (name == "content:encoded" || name == "content" || name == "body" || name == "xhtml:body") return content(child);
    if (name == "pubdate" || name == "published" || name == "issued" || name == "created") return set(published_, child.text());
    if (name == "dc:date" || name == "dc:created" || name == "dc:issued") return set(dated_, child.text());
    if (name == "updated" || name == "modified" || name == "dc:modified") return set(updated_, child.text());
    if (name == "author" || name == "dc:creator" || name == "dc:author" || name == "itunes:author") return author(child, name);
    if (name == "category" || name == "dc:subject") return category(child);
    if (name == "enclosure") return media(child.attribute("url"), child.attribute("type"), "", "");
    if (name.starts_with("media:")) return media_rss(child, name);
    if (name.starts_with("itunes:")) return itunes(child, name);
    extension(child, name);
  }

  void extension(XmlElement child, const std::string& name) {
    if (name == "slash:comments" || name == "thr:total") set(post_.metrics.replies, count(child.text()));
    if (name == "thr:in-reply-to") set(post_.reply_to, prefixed(child.attribute("ref")));
    if (name == "feedburner:origlink") original_ = trimmed(child.text());
    if (name == "georss:point") point(child.text());
    if (name == "geo:lat") lat_ = trimmed(child.text());
    if (name == "geo:long") lon_ = trimmed(child.text());
  }

  template <typename T, typename U>
  static void set(T& member, U value) {
    if (member == T{}) member = std::move(value);
  }
  static void set(HtmlText& member, HtmlText value) {
    if (member.text.empty()) member = std::move(value);
  }

  std::string absolute(const std::string& url) const { return url.empty() ? url : entry_.resolve(trimmed(url), channel_.link); }

  void link(XmlElement child) {
    const std::string relation = child.attribute("rel");
    const std::string target = child.has_attribute("href") ? child.attribute("href") : child.text();
    const std::string url = trimmed(target).empty() ? std::string{} : child.resolve(trimmed(target), channel_.link);
    if (url.empty()) return;
    if (relation == "enclosure") return media(url, child.attribute("type"), "", child.attribute("title"));
    if (relation == "replies") return set(post_.metrics.replies, count(child.attribute("count")));
    if (relation.empty() || relation == "alternate") {
      if (post_.url.empty()) {
        post_.url = url;
      } else {
        add_once(post_.links, url);
      }
    } else if (relation == "related" || relation == "via") {
      add_once(post_.links, url);
    }
  }

  void identity(XmlElement child, const std::string& name) {
    const std::string id = trimmed(child.text());
    if (name == "dc:identifier" && !id_.empty()) return;
    id_ = id;
    if (name == "guid" && child.attribute("isPermaLink") != "false" && id.starts_with("http")) permalink_ = id;
  }

  void content(XmlElement child) {
    HtmlText found = construct(child);
    if (found.text.empty() && child.has_attribute("src")) add_once(post_.links, child.resolve(child.attribute("src"), channel_.link));
    if (found.text.size() > content_.text.size()) content_ = std::move(found);
  }

  void author(XmlElement child, const std::string& name) {
    const XmlElement named = child.child("name");
    const std::string who = named.exists() ? trimmed(named.text()) : person(child.text());
    // itunes:author repeats the show on every episode: the last resort.
    set(name == "itunes:author" ? show_author_ : post_.author.name, who);
    if (const XmlElement uri = child.child("uri"); uri.exists()) set(post_.author.id, trimmed(uri.text()));
  }

  void category(XmlElement child) {
    const std::string label = child.attribute("label");
    std::string name = child.has_attribute("term") ? child.attribute("term") : child.text();
    if (trimmed(name).empty()) name = label;
    add_once(post_.tags, trimmed(decode_entities(name)));
  }

  void media(const std::string& url, const std::string& mime, const std::string& medium, const std::string& alt) {
    const std::string target = absolute(url);
    if (target.empty()) return;
    const auto same = [&](const Media& m) { return m.url == target; };
    if (std::none_of(post_.media.begin(), post_.media.end(), same)) {
      post_.media.push_back({media_type(mime, medium), target, trimmed(alt)});
    }
  }

  void media_rss(XmlElement child, const std::string& name) {
    if (name == "media:group" || name == "media:community") {
      for (const XmlElement inner : child.children()) media_rss(inner, inner.name());
      return;
    }
    if (name == "media:content") media(child.attribute("url"), child.attribute("type"), child.attribute("medium"), child.child("media:title").text());
    if (name == "media:thumbnail" && post_.media.empty()) media(child.attribute("url"), "image/", "", "");
    if (name == "media:description") set(media_text_, construct(child));
    if (name == "media:title") set(media_title_, trimmed(construct(child).text));
    if (name == "media:statistics") set(post_.metrics.views, count(child.attribute("views")));
    if (name == "media:starrating") set(post_.metrics.likes, count(child.attribute("count")));
    if (name == "media:credit") set(show_author_, trimmed(child.text()));
  }

  void itunes(XmlElement child, const std::string& name) {
    if (name == "itunes:summary" || name == "itunes:subtitle") set(media_text_, construct(child));
    if (name == "itunes:title") set(media_title_, trimmed(child.text()));
    if (name == "itunes:image") media(child.attribute("href"), "image/", "", "");
  }

  void point(const std::string& text) {
    const std::string both = trimmed(text);
    const std::size_t space = both.find_first_of(" ,");
    if (space == std::string::npos) return;
    lat_ = both.substr(0, space);
    lon_ = trimmed(both.substr(space + 1));
  }

  void take_link() {
    if (!original_.empty()) post_.url = original_;
    if (post_.url.empty()) post_.url = permalink_;
    if (post_.url.empty() && id_.starts_with("http")) post_.url = id_;
    if (post_.url.empty()) post_.url = absolute(entry_.attribute("about"));
    post_.url = unwrapped(post_.url);
  }

  void take_text() {
    const HtmlText* best = &content_;
    if (best->text.empty()) best = &summary_;
    if (best->text.empty()) best = &media_text_;
    post_.text = best->text;
    for (const HtmlLink& found : best->links) {
      const std::string url = unwrapped(absolute(found.url));
      if (url.starts_with("http") && url != post_.url) add_once(post_.links, url);
    }
    for (const HtmlImage& image : best->images) media(image.url, "image/", "", image.alt);
    if (post_.title.empty()) post_.title = media_title_;
    if (post_.author.name.empty()) post_.author.name = show_author_;
    post_.lang = entry_.language();
    if (post_.lang.empty()) post_.lang = channel_.language;
  }

  void take_time() {
    for (const std::string* text : {&published_, &dated_, &updated_}) {
      if (!post_.published_at) post_.published_at = read_time(trimmed(*text));
    }
    const auto lat = coordinate(lat_, 90), lon = coordinate(lon_, 180);
    if (lat && lon) post_.geo = Geo{*lat, *lon};
  }

  /// Ids of their own kind stand alone; a bare number or word is only unique on its site.
  std::string prefixed(const std::string& id) const {
    if (id.empty()) return {};
    const bool alone = id.find("://") != std::string::npos || id.starts_with("urn:") || id.starts_with("tag:");
    return alone || post_.source.empty() ? "rss:" + id : fmt::format("rss:{}:{}", post_.source, id);
  }

  void take_identity() {
    post_.platform = "rss";
    post_.source_kind = channel_.kind;
    post_.source = host_of(post_.url);
    if (post_.source.empty()) post_.source = host_of(channel_.link);
    if (post_.source.empty()) post_.source = channel_.title;
    if (id_.empty()) id_ = trimmed(entry_.attribute("about"));
    if (id_.empty()) id_ = post_.url;
    if (id_.empty() && !(post_.title + post_.text).empty()) {
      const std::string all = channel_.title + '\n' + post_.title + '\n' + post_.text;
      id_ = fmt::format("text-{:016x}", XXH3_64bits(all.data(), all.size()));
    }
    post_.id = prefixed(id_);
  }

  XmlElement entry_;
  const Channel& channel_;
  Post& post_;
  HtmlText content_, summary_, media_text_;
  std::string media_title_, show_author_, id_, permalink_, original_, published_, dated_, updated_, lat_, lon_;
};

}  // namespace

Channel read_channel(XmlElement feed) {
  Channel channel;
  channel.title = trimmed(plain_text(feed.child("title").text()).text);
  const std::string generator = feed.child("generator").text() + feed.child("generator").attribute("uri");
  for (const XmlElement child : feed.children()) {
    if (child.name() != "link" || !channel.link.empty()) continue;
    const std::string relation = child.attribute("rel");
    if (relation.empty() || relation == "alternate") {
      channel.link = child.resolve(trimmed(child.has_attribute("href") ? child.attribute("href") : child.text()), "");
    }
  }
  channel.language = trimmed(feed.child("language").text());
  if (channel.language.empty()) channel.language = trimmed(feed.child("dc:language").text());
  channel.kind = kind_of(generator, host_of(channel.link));
  return channel;
}

bool read_entry(XmlElement entry, const Channel& channel, Post& post) { return Entry(entry, channel, post).read(); }

}  // namespace rtm::ingest
