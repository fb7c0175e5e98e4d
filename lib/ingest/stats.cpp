#include "ingest/stats.hpp"

#include <fmt/format.h>

#include "base/error.hpp"
#include "record/writer.hpp"

namespace rtm::ingest {

std::string from_help() {
  std::string help = "the format of the input, one of\nauto: decides by content";
  for (const Format& format : formats()) help += fmt::format("\n{}: {}", format.name, format.description);
  return help;
}

std::vector<std::pair<std::string, std::string>> parse_map(const std::vector<std::string>& typed) {
  std::vector<std::pair<std::string, std::string>> map;
  for (const std::string& one : typed) {
    const std::size_t sign = one.find('=');
    if (sign == 0 || sign == std::string::npos || sign + 1 == one.size()) {
      throw Error(fmt::format("--map {}: MEMBER=PATH expected, such as text=msg.body", one));
    }
    map.emplace_back(one.substr(0, sign), one.substr(sign + 1));
  }
  return map;
}

std::vector<std::pair<std::string, std::string>> stats(const Report& report) {
  record::Writer inputs;
  inputs.begin_array();
  for (const auto& [file, format] : report.formats) {
    inputs.begin_object().member("file", file).key("from");
    format.empty() ? inputs.null() : inputs.string(format);
    inputs.end_object();
  }
  inputs.end_array();
  const Counts& counts = report.counts;
  const auto time = [](const std::optional<Time>& at) { return at ? fmt::format("\"{}\"", format_time(*at)) : "null"; };
  return {{"inputs", std::string(inputs.text())},
          {"posts", std::to_string(counts.posts)},
          {"updates", std::to_string(counts.updates)},
          {"folded", std::to_string(counts.folded)},
          {"tombstones", std::to_string(counts.tombstones)},
          {"private", std::to_string(counts.private_posts)},
          {"no_post", std::to_string(counts.no_posts)},
          {"no_time", std::to_string(counts.no_time)},
          {"first_at", time(counts.first_at)},
          {"last_at", time(counts.last_at)}};
}

}  // namespace rtm::ingest
