#include "brief/brief_sink.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"

namespace rtm::brief {

namespace {

/// A heartbeat or a hold, in words: its name, what it says, since when.
std::string notice(const record::Record& control, const Phrasing& phrasing) {
  std::string text = "! ";
  for (const char* member : {"control", "event", "type", "name", "source", "reason", "text", "message"}) {
    const std::string value = printable(control[member].text());
    if (!value.empty()) text += value + " ";
  }
  for (const char* member : {"at", "published_at", "last_at"}) {
    if (const auto at = parse_time(control[member].text())) return text + phrasing.when(*at);
  }
  text.pop_back();
  return text;
}

bool is_heartbeat(const record::Record& control) {
  std::string scratch;
  return control["event"].string(scratch) == "heartbeat";
}

/// The zone that the item names; strangers may have written it.
std::optional<Zone> zone_of(const Item& item) {
  if (item.zone.empty()) return std::nullopt;
  try {
    return Zone::find(item.zone);
  } catch (const Error&) {
    return std::nullopt;
  }
}

}  // namespace

void BriefSink::process(const record::Record& in, stage::Output&) {
  const bool judged_post = in.is_post() && in["risk"].is_object();
  if (in.kind() == record::Kind::opportunity || judged_post) {
    take(item_of(in));
  } else if (in.is_post()) {
    unjudged_ = true;
  } else if (in.kind() == record::Kind::control && is_heartbeat(in)) {
    heartbeat_ = std::max(heartbeat_, parse_time(in["at"].text()));
  } else if (in.kind() == record::Kind::control) {
    auto& notices = options_.page.notices;
    if (notices.size() == kNotices) notices.erase(notices.begin());
    notices.push_back(notice(in, Phrasing(options_.language, options_.zone.value_or(Zone()))));
  }
}

void BriefSink::take(Item item) {
  auto& newest = options_.page.as_of;
  if (item.as_of && (!newest || *item.as_of > *newest)) newest = item.as_of;
  if (!options_.zone) options_.zone = zone_of(item);
  items_.push_back(std::move(item));
  if (items_.size() < 2 * kMost) return;
  std::nth_element(items_.begin(), items_.begin() + kMost, items_.end(), before);
  dropped_ += items_.size() - kMost;
  items_.resize(kMost);
}

void BriefSink::finish(stage::Output& out) {
  const Zone zone = options_.zone.value_or(Zone());
  std::sort(items_.begin(), items_.end(), before);
  if (options_.top > 0 && items_.size() > options_.top) {
    const auto rest = items_.begin() + static_cast<std::ptrdiff_t>(options_.top);
    items_.erase(std::remove_if(rest, items_.end(), [](const Item& i) { return !i.about_brand; }), items_.end());
  }
  const Phrasing phrasing(options_.language, zone);
  if (heartbeat_) options_.page.notices.push_back(fmt::format("! {} {}", phrasing.word("heartbeat"), phrasing.when(*heartbeat_)));
  for (const std::string& line : render(options_.page, items_, phrasing)) out.emit(line);
}

void follow(const brand::Profile& profile, BriefSink::Options& options) {
  options.page.brand = profile.brand.name;
  options.zone = Zone::find(profile.timezone);
  for (const std::string& code : profile.languages) {
    if (code != "it" && code != "en") continue;
    options.language = code == "it" ? Language::italian : Language::english;
    return;
  }
}

}  // namespace rtm::brief
