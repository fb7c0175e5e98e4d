#include "brief/brief_sink.hpp"

#include <fmt/format.h>

#include <algorithm>

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

}  // namespace

void BriefSink::process(const record::Record& in, stage::Output&) {
  const bool judged_post = in.is_post() && in["risk"].is_object();
  if (in.kind() == record::Kind::opportunity || judged_post) {
    items_.push_back(item_of(in));
    auto& newest = options_.page.as_of;
    const auto& as_of = items_.back().as_of;
    if (as_of && (!newest || *as_of > *newest)) newest = as_of;
  } else if (in.kind() == record::Kind::control) {
    options_.page.notices.push_back(notice(in, Phrasing(options_.language, options_.zone)));
  }
}

void BriefSink::finish(stage::Output& out) {
  std::sort(items_.begin(), items_.end(), before);
  if (options_.top > 0 && items_.size() > options_.top) {
    const auto rest = items_.begin() + static_cast<std::ptrdiff_t>(options_.top);
    items_.erase(std::remove_if(rest, items_.end(), [](const Item& i) { return !i.about_brand; }), items_.end());
  }
  for (const std::string& line : render(options_.page, items_, Phrasing(options_.language, options_.zone))) out.emit(line);
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
