#include <charconv>

#include "ingest/feed_text.hpp"
#include "ingest/formats/x.hpp"
#include "ingest/html.hpp"
#include "ingest/time.hpp"

namespace rtm::ingest {

using record::Value;

namespace {

bool is_status_of(std::string_view url, std::string_view id) {
  constexpr std::string_view kStatus = "/status";
  const std::size_t at = id.empty() ? std::string_view::npos : url.find(kStatus);
  if (at == std::string_view::npos) return false;
  const std::size_t found = url.find(id, at + kStatus.size());
  if (found == std::string_view::npos) return false;
  const std::string_view rest = url.substr(found + id.size());
  return url[found - 1] == '/' && (rest.empty() || rest[0] == '?' || rest[0] == '/' || rest[0] == '#');
}

bool is_own_media(Value entity, std::string_view url) {
  if (entity["media_key"].exists()) return true;
  std::string scratch;
  const std::string_view shown = entity["display_url"].string(scratch);
  if (shown.starts_with("pic.twitter.com/") || shown.starts_with("pic.x.com/")) return true;
  const bool here = url.starts_with("https://twitter.com/") || url.starts_with("https://x.com/");
  return here && (url.find("/photo/") != std::string_view::npos || url.find("/video/") != std::string_view::npos);
}

}  // namespace

XText::XText(std::string_view text, Value own_id, std::string quoted, Post& post)
    : text_(decode_entities(text)), own_id_(id_text(own_id)), quoted_(std::move(quoted)), post_(post) {}

std::string XText::take() const { return trimmed(text_); }

void XText::url(Value entity) {
  const std::string link = entity["url"].text();
  std::string target = first_of(entity, {"unwound_url", "expanded_url", "expanded"}).text();
  if (const Value unwound = entity["unwound"]["url"]; unwound.is_string()) target = unwound.text();
  if (target.empty()) target = link;
  if (!target.starts_with("http")) return;
  const std::string seen = entity["expanded_url"].text();
  const bool hidden = is_own_media(entity, seen) || is_status_of(seen, own_id_) || is_status_of(seen, quoted_);
  if (++expanded_ <= kMostEntities && link.starts_with("http")) expand_link(text_, link, hidden ? std::string_view{} : target);
  if (!hidden) add_once(post_.links, std::move(target));
}

std::string x_video(Value variants) {
  std::string best;
  std::int64_t most = -1;
  for (const Value one : variants.elements()) {
    const std::string type = one["content_type"].text();
    const std::int64_t bits = count_of(first_of(one, {"bitrate", "bit_rate"})).value_or(0);
    if (bits <= most || (type != "video/mp4" && !type.empty())) continue;
    most = bits;
    best = one["url"].text();
  }
  return best;
}

std::string x_url(std::string_view handle, Value id) {
  std::string url("https://x.com/");
  url.append(handle.empty() ? "i" : handle).append("/status/").append(id_text(id));
  return url;
}

std::optional<Stamp> x_time(Value written, Value id) {
  if (const auto at = time_of(written)) return at;
  constexpr std::uint64_t kFirst = 29'700'000'000;  // older ids only count
  constexpr std::uint64_t kEpoch = 1'288'834'974'657;
  const std::string digits = id_text(id);
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc{} || end != digits.data() + digits.size() || number < kFirst) return std::nullopt;
  return epoch_time(static_cast<double>((number >> 22) + kEpoch) / 1000.0);
}

}  // namespace rtm::ingest
