#include "ingest/page.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "base/ascii.hpp"
#include "base/error.hpp"
#include "base/utf8.hpp"
#include "ingest/feed_text.hpp"
#include "ingest/html.hpp"
#include "ingest/tags.hpp"
#include "io/charset.hpp"

namespace rtm::ingest {

namespace {

struct Span {
  std::size_t begin = 0, end = 0;
  std::size_t size() const { return end - begin; }
};

/// The outermost elements of some names, in order. One that nothing closes is none.
class Spans {
 public:
  void see(const Tag& tag) {
    if (depth_ == 0 && !tag.closing) {
      open_ = tag.name;
      begin_ = tag.begin;
      depth_ = 1;
    } else if (depth_ > 0 && tag.name == open_) {
      tag.closing ? --depth_ : ++depth_;
      if (depth_ == 0) spans_.push_back({begin_, tag.end});
    }
  }
  const std::vector<Span>& spans() const { return spans_; }

 private:
  std::vector<Span> spans_;
  std::string open_;
  std::size_t begin_ = 0, depth_ = 0;
};

template <std::size_t N>
bool one_of(std::string_view name, const std::array<std::string_view, N>& names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

constexpr std::array<std::string_view, 7> kAside{"nav", "aside", "footer", "form", "dialog", "button", "select"};
constexpr std::array<std::string_view, 5> kOpaque{"script", "style", "template", "textarea", "svg"};

void set_once(std::string& member, std::string value) {
  if (member.empty()) member = trimmed(value);
}

/// "2026-11-20" in `"datePublished": "2026-11-20"`: JSON-LD as publishers write it.
std::string published_in(std::string_view json) {
  constexpr std::string_view kMember = "\"datePublished\"";
  const std::size_t at = json.find(kMember);
  if (at == std::string_view::npos) return {};
  const std::string_view rest = json.substr(at + kMember.size(), 80);
  const std::size_t from = rest.find('"');
  if (from == std::string_view::npos || rest.substr(0, from).find_first_not_of(": \t\r\n") != std::string_view::npos) return {};
  return std::string(rest.substr(from + 1, rest.find('"', from + 1) - from - 1));
}

/// One pass over a page's tags.
class PageReader {
 public:
  explicit PageReader(std::string_view html) : html_(html), tags_(html) {}

  Page read() {
    for (Tag tag; tags_.next(tag);) see(tag);
    if (!og_title_.empty()) page_.title = og_title_;
    if (!og_description_.empty()) page_.description = og_description_;
    choose();
    return std::move(page_);
  }

 private:
  void see(const Tag& tag) {
    if (one_of(tag.name, kAside)) asides_.see(tag);
    if (tag.name == "header") headers_.see(tag);
    if (tag.name == "article") articles_.see(tag);
    if (tag.name == "main") mains_.see(tag);
    if (tag.name == "body") (tag.closing ? body_.end : body_.begin) = tag.closing ? tag.begin : tag.end;
    if (tag.closing) return;
    if (tag.name == "meta") return meta(tag);
    if (tag.name == "html") set_once(page_.language, attribute_of(tag, "lang"));
    if (tag.name == "title") set_once(page_.title, plain_text(tags_.content(tag)).text);
    if (tag.name == "time" && attribute_of(tag, "itemprop") == "datePublished") set_once(page_.published, attribute_of(tag, "datetime"));
    if (one_of(tag.name, kOpaque)) opaque(tag);
  }

  void opaque(const Tag& tag) {
    if (tag.attributes.ends_with('/')) return;
    const std::string_view content = tags_.content(tag);
    if (attribute_of(tag, "type") == "application/ld+json") set_once(page_.published, published_in(content));
  }

  void meta(const Tag& tag) {
    std::string name = attribute_of(tag, "property");
    for (const std::string_view other : {"name", "itemprop"}) {
      if (name.empty()) name = attribute_of(tag, other);
    }
    std::string* member = member_of(ascii::lower(name));
    if (member != nullptr) set_once(*member, attribute_of(tag, "content"));
  }

  std::string* member_of(std::string_view name) {
    constexpr std::array<std::string_view, 6> kPublished{"article:published_time", "datepublished",     "pubdate",
                                                         "parsely-pub-date",       "dc.date.issued", "dcterms.created"};
    if (one_of(name, kPublished)) return &page_.published;
    if (name == "og:title") return &og_title_;
    if (name == "og:description") return &og_description_;
    if (name == "description") return &page_.description;
    if (name == "og:image") return &page_.image;
    if (name == "og:locale") return &page_.language;
    if (name == "generator") return &page_.generator;
    return name == "author" ? &page_.author : nullptr;
  }

  /// The article when one article is most of what articles there are, else the main part, else the body.
  void choose() {
    const auto& articles = articles_.spans();
    const auto longer = [](const Span& a, const Span& b) { return a.size() < b.size(); };
    const auto longest = std::max_element(articles.begin(), articles.end(), longer);
    std::size_t all = 0;
    for (const Span& one : articles) all += one.size();
    page_.article = true;
    if (longest != articles.end() && 2 * longest->size() >= all) return take(*longest, false);
    if (!mains_.spans().empty()) return take(mains_.spans().front(), false);
    page_.article = false;
    if (body_.end <= body_.begin) body_.end = html_.size();
    take(body_, true);
  }

  /// A header inside an article has its headline, one outside the site's name.
  void take(const Span& part, bool without_headers) {
    std::vector<Span> left_out = asides_.spans();
    if (without_headers) left_out.insert(left_out.end(), headers_.spans().begin(), headers_.spans().end());
    std::sort(left_out.begin(), left_out.end(), [](const Span& a, const Span& b) { return a.begin < b.begin; });
    std::size_t at = part.begin;
    for (const Span& one : left_out) {
      if (one.end <= at) continue;
      if (one.begin >= part.end) break;
      if (one.begin > at) page_.html.append(html_, at, one.begin - at).append("\n");
      at = std::min(one.end, part.end);
    }
    page_.html.append(html_, at, part.end - at);
  }

  std::string_view html_;
  Tags tags_;
  Page page_;
  std::string og_title_, og_description_;
  Spans asides_, headers_, articles_, mains_;
  Span body_;
};

/// The charset that a page names in its head.
std::string named_charset(std::string_view bytes) {
  constexpr std::size_t kHead = 4096;
  Tags tags(bytes.substr(0, kHead));
  for (Tag tag; tags.next(tag);) {
    if (tag.name != "meta") continue;
    if (std::string charset = attribute_of(tag, "charset"); !charset.empty()) return charset;
    const std::string content = attribute_of(tag, "content");
    const std::size_t at = content.find("charset=");
    if (at != std::string::npos) return content.substr(at + 8, content.find(';', at) - at - 8);
  }
  return {};
}

bool is_latin1(std::string_view charset) {
  const std::string name = ascii::lower(charset);
  return name == "iso-8859-1" || name == "latin1" || name == "us-ascii" || name == "ascii" || name == "windows-1252";
}

std::string by_what_it_can_be(std::string_view bytes) { return utf8::valid(bytes) ? std::string(bytes) : io::from_windows1252(bytes); }

std::string converted(std::string_view bytes, const std::string& charset) {
  try {
    io::Charset converter(charset);
    std::string out;
    converter.convert(bytes, out);
    converter.finish(out);
    return out;
  } catch (const Error&) {
    return by_what_it_can_be(bytes);  // a charset that nobody knows
  }
}

}  // namespace

std::string page_to_utf8(std::string_view bytes, std::string_view charset) {
  if (bytes.starts_with("\xEF\xBB\xBF")) return std::string(bytes.substr(3));
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) return converted(bytes, "UTF-16");
  std::string name = charset.empty() ? named_charset(bytes) : std::string(charset);
  std::erase_if(name, [](char c) { return c == '"' || c == '\'' || c == ' '; });
  const bool utf8 = name.empty() || name == "utf-8" || name == "UTF-8" || name == "utf8";
  return utf8 || is_latin1(name) ? by_what_it_can_be(bytes) : converted(bytes, name);
}

Page read_page(std::string_view html) { return PageReader(html).read(); }

}  // namespace rtm::ingest
