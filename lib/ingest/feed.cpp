#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "ingest/feed_entry.hpp"
#include "ingest/format.hpp"
#include "ingest/xml.hpp"

/// RSS 0.9x, 1.0 (RDF), 2.0 and Atom 0.3, 1.0: one document, read with recovery.
namespace rtm::ingest {

namespace {

/// Parts feeds that were put one behind the other. Linear in time.
class Feeds {
 public:
  explicit Feeds(std::string_view xml) : xml_(xml) {
    for (std::size_t i = 0; i < kEnds.size(); ++i) at_[i] = xml.find(kEnds[i]);
  }

  /// Where the feed that begins at `from` ends: where another one begins right behind an outermost end tag, else at the end of all.
  std::size_t end_of(std::size_t from) {
    for (;;) {
      for (std::size_t i = 0; i < kEnds.size(); ++i) {
        if (at_[i] < from) at_[i] = xml_.find(kEnds[i], from);
      }
      const auto nearest = static_cast<std::size_t>(std::min_element(at_.begin(), at_.end()) - at_.begin());
      if (at_[nearest] == std::string_view::npos) return xml_.size();
      from = at_[nearest] + kEnds[nearest].size();
      const std::size_t next = std::min(xml_.find_first_not_of(" \t\r\n\xEF\xBB\xBF", from), xml_.size());
      if (begins(xml_.substr(next))) return next;
    }
  }

  /// Where one begins behind `from`; the end when none does.
  static std::size_t begin_in(std::string_view xml, std::size_t from) {
    std::size_t first = xml.size();
    for (const std::string_view one : kBegins) first = std::min(first, xml.find(one, from));
    return first;
  }

 private:
  static constexpr std::array<std::string_view, 3> kEnds{"</rss>", "</feed>", "</rdf:RDF>"};

  static bool begins(std::string_view xml) {
    return std::any_of(kBegins.begin(), kBegins.end(), [xml](std::string_view one) { return xml.starts_with(one); });
  }

  static constexpr std::array<std::string_view, 4> kBegins{"<?xml", "<rss", "<feed", "<rdf:RDF"};

  std::string_view xml_;
  std::array<std::size_t, 3> at_{};  // the next of each end tag
};

class FeedReader final : public Reader {
 public:
  void read(const Piece& piece, Sink& sink) override {
    constexpr int kMost = 10'000;
    Feeds feeds(piece.bytes);
    int n = 0;
    for (std::size_t at = 0; at < piece.bytes.size(); ++n) {
      const std::size_t end = feeds.end_of(at);
      if (n == kMost) return sink.refuse(at, "more than 10000 feeds one behind the other");
      damaged_ = sought_ = false;
      feed(piece.bytes.substr(at, end - at), at, sink);
      at = end;
    }
  }

 private:
  void feed(std::string_view bytes, std::size_t skipped, Sink& sink) {
    const std::size_t blank = std::min(bytes.find_first_not_of(" \t\r\n"), bytes.size());
    bytes.remove_prefix(blank);
    skipped += blank;
    if (bytes.empty()) return;
    const XmlDocument document(bytes);
    const XmlElement root = document.root();
    const std::string name = root.name();
    if (!is_feed(name)) {
      // What a server says before its feed ("Warning: ...").
      const std::size_t later = Feeds::begin_in(bytes, 1);
      if (later < bytes.size() && !std::exchange(sought_, true)) return feed(bytes.substr(later), skipped + later, sink);
      return sink.refuse(name.empty() ? skipped + document.fault_offset() : skipped - blank, not_a_feed(name, document.fault()));
    }
    if (name == "entry") return entry(root, Channel{}, sink);
    // RSS 2.0 puts its items into the channel, RSS 0.9 and 1.0 beside it; Atom's feed is its own channel.
    const bool own = name == "feed" || name == "channel";
    const XmlElement channel = own ? root : root.child("channel");
    const Channel about = read_channel(channel);
    entries(channel, about, sink);
    if (!own) entries(root, about, sink);
    if (!document.fault().empty() && damaged_) sink.refuse(skipped + document.fault_offset(), document.fault());
  }

  static bool is_feed(std::string_view name) { return name == "rss" || name == "rdf:rdf" || name == "feed" || name == "entry" || name == "channel"; }

  static std::string not_a_feed(const std::string& name, const std::string& fault) {
    if (name.empty()) return fmt::format("not a feed: {}", fault.empty() ? "no element in it" : fault);
    return fmt::format("not a feed: its outermost element is <{}>", name);
  }

  void entries(XmlElement parent, const Channel& about, Sink& sink) {
    for (const XmlElement child : parent.children()) {
      const std::string name = child.name();
      if (name == "item" || name == "entry") entry(child, about, sink);
      if (name == "items") entries(child, about, sink);  // RSS 1.1
    }
  }

  void entry(XmlElement element, const Channel& about, Sink& sink) {
    post_.clear();
    if (read_entry(element, about, post_)) {
      sink.post(post_);
    } else {
      damaged_ = true;
    }
  }

  Post post_;
  bool sought_ = false;   // a feed behind something else
  bool damaged_ = false;  // an entry with nothing in it: the place where recovery gave up
};

int sniff(const Head& head) {
  const std::string_view start = head.bytes.substr(0, 4096);
  const auto has = [start](std::string_view tag) { return start.find(tag) != std::string_view::npos; };
  const std::size_t first = start.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  const bool utf16 = start.starts_with("\xFF\xFE") || start.starts_with("\xFE\xFF");
  if (utf16) return 40;
  if (first == std::string_view::npos || start[first] != '<') return 0;
  if (has("<rss") || has("<feed") || has("<entry") || has("<rdf:RDF") || has(":feed") || has("http://purl.org/rss/")) return 90;
  return has("<?xml") ? 40 : 0;
}

std::unique_ptr<Reader> make(const Settings&) { return std::make_unique<FeedReader>(); }

}  // namespace

const Format kFeedFormat{"feed", "RSS, RDF and Atom feeds", Framing::document, sniff, make};

}  // namespace rtm::ingest
