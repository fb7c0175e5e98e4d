#include "ingest/formats/warc.hpp"

#include <algorithm>

#include "ingest/feed_text.hpp"
#include "ingest/formats/social.hpp"
#include "ingest/html.hpp"
#include "ingest/mapping.hpp"
#include "ingest/page.hpp"
#include "ingest/site_kind.hpp"
#include "ingest/time.hpp"
#include "io/inflate.hpp"

namespace rtm::ingest {

namespace {

constexpr std::string_view kPlatform = "web";
/// What is beyond is left out: text that long is no post.
constexpr std::size_t kMostPage = std::size_t{8} << 20;

bool is_html(std::string_view type) { return type == "text/html" || type == "application/xhtml+xml"; }

/// Pages of a web archive: answers of servers with HTML or plain text, and text that was taken out of them (WET).
class WarcReader final : public Reader {
 public:
  void read(const Piece& piece, Sink& sink) override {
    const Message record = read_message(piece.bytes);
    begin(record);
    if (post_.url.empty()) return sink.skip(Skip::no_post);
    const std::string_view type = record.field("WARC-Type");
    bool page = false;
    if (type == "response") {
      page = response(record, sink);
    } else {
      page = matter(record.body, media_type(record.field("Content-Type")), media_charset(record.field("Content-Type")));
    }
    if (!page) return sink.skip(Skip::no_post);
    if (post_.text.empty() && post_.title.empty()) return sink.skip(Skip::no_post);
    sink.post(post_);
  }

 private:
  void begin(const Message& record) {
    begin_post(post_, kPlatform, SourceKind::other);
    std::string_view target = record.field("WARC-Target-URI");
    if (target.starts_with('<') && target.ends_with('>')) target = target.substr(1, target.size() - 2);
    if (!target.starts_with("http://") && !target.starts_with("https://")) return;
    post_.url = target;
    post_.id = prefixed(kPlatform, target);
    post_.source = host_of(target);
    post_.source_kind = site_kind("", post_.source, post_.url).value_or(SourceKind::other);
    if (const auto seen = read_time(record.field("WARC-Date"))) post_.metrics_at = seen->at;
    const std::string_view languages = record.field("WARC-Identified-Content-Language");
    set_written(post_, "lang", languages.substr(0, languages.find(',')), {});
  }

  /// What a server answered. Only success is the page that was asked for.
  bool response(const Message& record, Sink& sink) {
    const Message http = read_message(record.body);
    const std::size_t status = http.first.find(' ');
    if (!http.first.starts_with("HTTP/") || status == std::string_view::npos || http.first.substr(status + 1, 1) != "2") return false;
    const std::string type = media_type(http.field("Content-Type"));
    if (!is_html(type) && type != "text/plain") return false;
    std::string chunked;
    std::string_view body = http.body;
    if (media_type(http.field("Transfer-Encoding")) == "chunked") body = chunked = without_chunks(body);
    return unpacked(http, body.substr(0, kMostPage), type, sink);
  }

  bool unpacked(const Message& http, std::string_view body, std::string_view type, Sink& sink) {
    const std::string packing = media_type(http.field("Content-Encoding"));
    std::optional<std::string> bytes;
    // Archives often keep this field and the unpacked body, which is then not unpacked again.
    const bool packed = !packing.empty() && packing != "identity" && trimmed(body.substr(0, 100)).find('<') != 0;
    if (packed && (packing == "gzip" || packing == "x-gzip" || packing == "deflate")) bytes = io::inflated(body, kMostPage);
    if (packed && !bytes) {
      sink.refuse(0, "a page packed in a way that is not read, or damaged, or beyond 8 MiB: " + packing.substr(0, 20));
      return false;
    }
    return matter(bytes ? std::string_view(*bytes) : body, type, media_charset(http.field("Content-Type")));
  }

  bool matter(std::string_view body, std::string_view type, std::string_view charset) {
    if (type == "text/plain") {
      post_.text = trimmed(page_to_utf8(body, charset));
      return true;
    }
    if (!is_html(type)) return false;
    page(read_page(page_to_utf8(body, charset)));
    return true;
  }

  void page(const Page& page) {
    post_.title = page.title;
    post_.author.name = page.author;
    if (post_.lang.empty()) post_.lang = language_tag(page.language);
    post_.published_at = read_time(page.published);
    if (const auto kind = site_kind(page.generator, post_.source, post_.url)) post_.source_kind = *kind;
    if (page.image.starts_with("http")) post_.media.push_back({"image", page.image, {}});
    if (page.article) {
      set_html_text(page.html, post_.source, post_);
    } else {
      post_.text = plain_text(page.html).text;  // links of a whole page are its navigation
    }
    const std::string_view behind = std::string_view(post_.text).substr(std::min(post_.title.size(), post_.text.size()));
    const bool repeats = !post_.title.empty() && post_.text.starts_with(post_.title) && (behind.empty() || behind.front() == '\n');
    if (repeats) post_.text = trimmed(behind);
    if (post_.text.empty()) post_.text = page.description;
  }

  Post post_;
};

int sniff(const Head& head) { return head.bytes.starts_with("WARC/0.") || head.bytes.starts_with("WARC/1.") ? 100 : 0; }

std::unique_ptr<Reader> make(const Settings&) { return std::make_unique<WarcReader>(); }
std::unique_ptr<Pieces> cut(Buffer& buffer, Reader&) { return std::make_unique<WarcPieces>(buffer); }

}  // namespace

const Format kWarcFormat{"warc", "web archives: pages that servers answered with, text taken out of pages (WET)", Framing::cut, sniff, make, cut};

}  // namespace rtm::ingest
