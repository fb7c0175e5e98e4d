#include "ingest/time_rules.hpp"

#include <fmt/format.h>

#include "base/error.hpp"

namespace rtm::ingest {

void TimeRules::place(Post& post) const {
  if (!assumed || !post.published_at || post.published_at->quality != TimeQuality::assumed_zone) return;
  post.published_at->at = assumed->instant(std::chrono::local_seconds{post.published_at->at.time_since_epoch()});
}

void TimeRules::correct(Post& post) const {
  if (!post.published_at) return;
  for (const auto& [source, offset] : offsets) {
    if (source != post.source && source != post.platform) continue;
    post.published_at->at += offset;
    break;
  }
  const std::optional<Time> seen = post.metrics_at ? post.metrics_at : now;
  if (max_skew && seen && post.published_at->at - *seen > *max_skew) post.published_at.reset();
}

std::pair<std::string, Seconds> parse_offset(const std::string& typed) {
  const std::size_t sign = typed.rfind('=');
  std::string_view length = sign == std::string::npos ? std::string_view{} : std::string_view(typed).substr(sign + 1);
  const bool minus = length.starts_with('-');
  if (minus || length.starts_with('+')) length.remove_prefix(1);
  const auto offset = parse_duration(length);
  if (sign == 0 || !offset || *offset > std::chrono::days{366}) {
    throw Error(fmt::format("--fix-offset {}: SOURCE=OFFSET expected, such as blog.example=-5h", typed));
  }
  return {typed.substr(0, sign), minus ? -*offset : *offset};
}

}  // namespace rtm::ingest
