#include "ingest/formats/social.hpp"

#include <fmt/format.h>
#include <utf8proc.h>
#include <xxhash.h>

#include <algorithm>
#include <charconv>

#include "base/utf8.hpp"
#include "ingest/html.hpp"

namespace rtm::ingest {

using record::Type;
using record::Value;

namespace {

/// An id as it stands between its quotes: ids have no escapes.
std::string_view plain_id(Value id) {
  if (id.is_string()) return id.raw().substr(1, id.raw().size() - 2);
  return id.type() == Type::number ? id.raw() : std::string_view{};
}

}  // namespace

void Index::add(Value list, std::string_view key) {
  for (const Value one : list.elements()) add_one(one[key], one);
}

void Index::add_one(Value id, Value object) {
  const std::string_view text = plain_id(id);
  if (!text.empty()) entries_.emplace_back(text, object);
  sorted_ = false;
}

Value Index::find(Value id) const {
  const auto before = [](const auto& a, const auto& b) { return a.first < b.first; };
  if (!sorted_) std::stable_sort(entries_.begin(), entries_.end(), before);
  sorted_ = true;
  const std::string_view wanted = plain_id(id);
  const auto found = std::lower_bound(entries_.begin(), entries_.end(), std::pair(wanted, Value{}), before);
  return found != entries_.end() && found->first == wanted && !wanted.empty() ? found->second : Value{};
}

std::optional<Capture> capture_of(Value value) {
  const Value platform = value["source_platform"];
  const Value data = value["data"];
  if (!platform.is_string() || !data.is_object()) return std::nullopt;
  Capture capture{data, platform.text(), std::nullopt};
  if (const auto seen = time_of(value["timestamp_collected"])) capture.at = seen->at;
  return capture;
}

Value opened(Value value, std::optional<Time>& seen) {
  const auto capture = capture_of(value);
  seen = capture ? capture->at : std::nullopt;
  return capture ? capture->data : value;
}

void begin_post(Post& post, std::string_view platform, SourceKind kind) {
  post.clear();
  post.platform = platform;
  post.source_kind = kind;
}

namespace {

std::string message_of(Value error) {
  if (error.is_string()) return error.text();
  return first_of(error, {"message", "detail", "error_description", "error_user_msg", "title", "status", "code"}).text();
}

}  // namespace

std::string error_of(Value value) {
  constexpr std::size_t kLongest = 200;
  const Value error = first_of(value, {"error", "error_message"});
  std::string message;
  if (error.is_object()) {
    message = message_of(error);
  } else if (error.is_string()) {
    message = error.text();
    const std::string more = first_of(value, {"message", "error_description"}).text();
    if (!more.empty() && more != message) message += ": " + more;
  } else if (value["errors"].is_array()) {
    message = message_of(value["errors"][std::size_t{0}]);
  } else if (const auto ok = value["ok"].boolean(); ok && !*ok) {
    message = value["description"].text();
  } else if (value["title"].is_string() && value["detail"].is_string()) {
    message = value["detail"].text();
  } else if (value["fault"].is_object()) {
    message = value["fault"]["faultstring"].text();
  } else if (value["detail"].is_string() && value.size() == 1) {
    message = value["detail"].text();
  } else if (const auto success = value["success"].boolean(); success && !*success) {
    message = first_of(value, {"message", "msg", "reason"}).text();
  } else if (value["message"].is_string() && first_of(value, {"code", "status", "status_code", "error"}).exists()) {
    message = value["message"].text();
  }
  return std::string(utf8::prefix(message, kLongest));
}

bool is_error_answer(Value value) {
  return value.is_object() && !first_of(value, {"id", "_id", "id_str", "created_at", "published_at", "author", "user"}).exists() && !error_of(value).empty();
}

void refuse_unknown(Value value, std::string_view expected, Sink& sink) {
  const std::string error = error_of(value);
  if (!error.empty()) return sink.refuse(value.offset(), "an error answer of the API: " + error);
  sink.refuse(value.offset(), std::string("not ").append(expected));
}

std::optional<std::int64_t> count_all(Value list, std::string_view key) {
  constexpr std::int64_t kMost = 1'000'000'000;
  if (!list.is_array()) return std::nullopt;
  std::int64_t sum = 0;
  for (const Value one : list.elements()) sum += std::clamp<std::int64_t>(count_of(one[key]).value_or(0), 0, kMost);
  return sum;
}

std::string id_from(std::string_view prefix, std::initializer_list<std::string_view> parts) {
  std::string all;
  for (const std::string_view part : parts) all.append(part).append("\n");
  return fmt::format("{}:{:016x}", prefix, XXH3_64bits(all.data(), all.size()));
}

std::string latin1_repaired(std::string text) {
  std::string bytes;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = utf8::next(text, at);
    if (c > 0xFF) return text;
    bytes += static_cast<char>(c);
  }
  return utf8::valid(bytes) ? bytes : text;
}

std::string behind_redirect(std::string url) {
  const bool wraps = url.starts_with("https://l.facebook.com/") || url.starts_with("https://l.instagram.com/") ||
                     url.starts_with("https://l.threads.com/") || url.starts_with("https://l.threads.net/");
  const std::size_t at = wraps ? url.find("?u=") : std::string::npos;
  if (at == std::string::npos) return url;
  std::string_view coded = std::string_view(url).substr(at + 3);
  coded = coded.substr(0, coded.find('&'));
  std::string target;
  for (std::size_t i = 0; i < coded.size(); ++i) {
    unsigned byte = 0;
    const bool escape = coded[i] == '%' && i + 2 < coded.size() &&
                        std::from_chars(coded.data() + i + 1, coded.data() + i + 3, byte, 16).ptr == coded.data() + i + 3;
    target += escape ? static_cast<char>(byte) : coded[i];
    if (escape) i += 2;
  }
  return target.starts_with("http") && utf8::valid(target) ? target : url;
}

void expand_link(std::string& text, std::string_view link, std::string_view target) {
  const std::size_t at = link.empty() ? std::string::npos : text.find(link);
  if (at == std::string::npos) return;
  const bool blank = target.empty() && at > 0 && text[at - 1] == ' ';
  text.replace(blank ? at - 1 : at, link.size() + (blank ? 1 : 0), target);
}

std::string absolute_url(std::string_view url, std::string_view host) {
  if (url.starts_with("http://") || url.starts_with("https://")) return std::string(url);
  if (url.starts_with("//")) return std::string("https:").append(url);
  if (!url.starts_with('/') || host.empty()) return {};
  return std::string("https://").append(host).append(url);
}

namespace {

bool has_class(std::string_view css_class, std::initializer_list<std::string_view> names) {
  return std::any_of(names.begin(), names.end(), [&](std::string_view name) { return css_class.find(name) != std::string_view::npos; });
}

/// True when `shown` is the beginning of `url`, without its scheme or with it, and dots.
bool cut_short(std::string_view shown, std::string_view url) {
  const std::string_view dots = shown.ends_with("…") ? "…" : "...";
  if (!shown.ends_with(dots)) return false;
  shown.remove_suffix(dots.size());
  if (const std::size_t scheme = url.find("://"); shown.find("://") == std::string_view::npos) url.remove_prefix(scheme + 3);
  return shown.size() > 3 && url.starts_with(shown);
}

}  // namespace

void set_html_text(std::string_view html, std::string_view host, Post& post) {
  HtmlText plain = plain_text(html);
  post.text = std::move(plain.text);
  for (const HtmlLink& link : plain.links) {
    std::string url = absolute_url(link.url, host);
    if (url.empty() || has_class(link.css_class, {"mention", "hashtag", "lightbox", "anchor"})) continue;
    if (cut_short(link.text, url)) expand_link(post.text, link.text, url);
    if (post.links.size() < kMostEntities) add_once(post.links, std::move(url));
  }
  for (const HtmlImage& image : plain.images) {
    std::string url = absolute_url(image.url, host);
    if (url.empty() || has_class(image.css_class, {"emoji", "avatar", "favicon", "site-icon"}) || post.media.size() >= kMostEntities) continue;
    post.media.push_back({"image", std::move(url), image.alt});
  }
}

namespace {

bool is_word(char32_t c) {
  if (c < 128) return c == '_' || (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
  switch (utf8proc_category(static_cast<utf8proc_int32_t>(c))) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ND: return true;
    default: return false;
  }
}

/// The words that begin with `sign`, which stands behind no other word and, as part of a link, behind no '/'.
void add_marked(std::string_view text, char sign, bool dots, std::vector<std::string>& list) {
  char32_t before = ' ';
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] != sign || is_word(before) || before == '/' || before == '&') {
      before = utf8::next(text, at);
      continue;
    }
    const std::size_t from = ++at;
    while (at < text.size()) {
      std::size_t next = at;
      const char32_t c = utf8::next(text, next);
      if (!is_word(c) && !(dots && c == '.')) break;
      at = next;
    }
    std::string_view word = text.substr(from, at - from);
    while (word.ends_with('.')) word.remove_suffix(1);
    if (list.size() < kMostEntities) add_once(list, std::string(word));
    before = word.empty() ? U' ' : U'a';
  }
}

}  // namespace

void add_hashtags(std::string_view text, std::vector<std::string>& hashtags) { add_marked(text, '#', false, hashtags); }

void add_mentions(std::string_view text, std::vector<std::string>& mentions) { add_marked(text, '@', true, mentions); }

}  // namespace rtm::ingest
