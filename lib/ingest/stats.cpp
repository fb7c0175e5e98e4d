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

std::vector<MapRule> parse_map(const std::vector<std::string>& typed) {
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

CellStyle parse_style(const std::string& delimiter, const std::string& decimal, const std::string& dates) {
  CellStyle style;
  if (delimiter == "tab" || delimiter == "\\t") {
    style.delimiter = '\t';
  } else if (!delimiter.empty()) {
    const bool fit = delimiter.size() == 1 && delimiter[0] != '"' && delimiter[0] != '\n' && delimiter[0] != '\r';
    if (!fit) throw Error(fmt::format("--delimiter {}: one character expected, or the word tab", delimiter));
    style.delimiter = delimiter[0];
  }
  if (!decimal.empty() && decimal != "." && decimal != ",") throw Error(fmt::format("--decimal {}: . or , expected", decimal));
  if (!decimal.empty()) style.decimal = decimal[0];
  if (dates == "dmy") style.dates = DateOrder::dmy;
  if (dates == "mdy") style.dates = DateOrder::mdy;
  if (dates == "ymd") style.dates = DateOrder::ymd;
  if (!dates.empty() && style.dates == DateOrder::unknown) throw Error(fmt::format("--dates {}: dmy, mdy or ymd expected", dates));
  return style;
}

namespace {

/// One object a source, in the order in which they came.
std::string sources_of(const Report& report) {
  record::Writer out;
  out.begin_array();
  const auto time = [&out](std::string_view name, const std::optional<Time>& at) {
    out.key(name);
    at ? out.string(format_time(*at)) : out.null();
  };
  for (const SourceCount& one : report.sources) {
    out.begin_object().member("platform", one.platform).member("source", one.source);
    out.member("posts", static_cast<std::int64_t>(one.posts)).member("folded", static_cast<std::int64_t>(one.folded));
    time("first_at", one.first_at);
    time("last_at", one.last_at);
    out.member("longest_silence", static_cast<std::int64_t>(one.silence.count())).end_object();
  }
  out.end_array();
  return std::string(out.text());
}

}  // namespace

std::vector<std::pair<std::string, std::string>> stats(const Report& report) {
  record::Writer inputs;
  inputs.begin_array();
  for (const auto& [file, format, refused] : report.inputs) {
    inputs.begin_object().member("file", file).key("from");
    format.empty() ? inputs.null() : inputs.string(format);
    inputs.member("refused", static_cast<std::int64_t>(refused)).end_object();
  }
  inputs.end_array();
  const Counts& counts = report.counts;
  const auto time = [](const std::optional<Time>& at) { return at ? fmt::format("\"{}\"", format_time(*at)) : "null"; };
  std::vector<std::pair<std::string, std::string>> all{{"inputs", std::string(inputs.text())},
          {"posts", std::to_string(counts.posts)},
          {"updates", std::to_string(counts.updates)},
          {"folded", std::to_string(counts.folded)},
          {"tombstones", std::to_string(counts.tombstones)},
          {"private", std::to_string(counts.private_posts)},
          {"no_post", std::to_string(counts.no_posts)},
          {"no_time", std::to_string(counts.no_time)},
          {"first_at", time(counts.first_at)},
          {"last_at", time(counts.last_at)}};
  all.emplace_back("sources", sources_of(report));
  if (report.left_out > 0) all.emplace_back("left_out", std::to_string(report.left_out));
  if (counts.copies) all.emplace_back("copies", std::to_string(*counts.copies));
  return all;
}

}  // namespace rtm::ingest
