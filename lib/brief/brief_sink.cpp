#include "brief/brief_sink.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"

namespace rtm::brief {

namespace {

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

BriefSink::Notice BriefSink::notice_of(const record::Record& control) {
  Notice notice;
  for (const char* member : {"control", "event", "type", "name", "source", "reason", "text", "message"}) {
    const std::string value = printable(control[member].text());
    if (!value.empty()) notice.text += (notice.text.empty() ? "" : " ") + value;
  }
  for (const char* member : {"at", "published_at", "last_at"}) {
    if (!notice.at) notice.at = parse_time(control[member].text());
  }
  return notice;
}

void BriefSink::process(const record::Record& in, stage::Output&) {
  const std::string judged_with = in["risk"]["profile"].text();
  if (!options_.profile.empty() && !judged_with.empty() && judged_with != options_.profile) {
    throw Error(fmt::format("{}:{}: judged with another brand profile", in.place().file, in.place().line));
  }
  const bool judged_post = in.is_post() && in["risk"].is_object();
  if (in.kind() == record::Kind::opportunity || judged_post) {
    take(item_of(in));
  } else if (in.is_post()) {
    unjudged_ = true;
  } else if (in.kind() == record::Kind::control && is_heartbeat(in)) {
    heartbeat_ = std::max(heartbeat_, parse_time(in["at"].text()));
  } else if (in.kind() == record::Kind::control) {
    Notice notice = notice_of(in);
    if (notice.text.empty() && !notice.at) return;
    if (notices_.size() == kNotices) notices_.erase(notices_.begin());
    notices_.push_back(std::move(notice));
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
  for (const Notice& notice : notices_) {
    options_.page.notices.push_back("! " + notice.text + (notice.at ? (notice.text.empty() ? "" : " ") + phrasing.when(*notice.at) : ""));
  }
  if (heartbeat_) options_.page.notices.push_back(fmt::format("! {} {}", phrasing.word("heartbeat"), phrasing.when(*heartbeat_)));
  for (const std::string& line : render(options_.page, items_, phrasing)) out.emit(line);
}

void follow(const brand::Profile& profile, BriefSink::Options& options) {
  options.page.brand = profile.brand.name;
  options.profile = profile.hash;
  options.zone = Zone::find(profile.timezone);
  for (const std::string& code : profile.languages) {
    if (code != "it" && code != "en") continue;
    options.language = code == "it" ? Language::italian : Language::english;
    return;
  }
}

}  // namespace rtm::brief
