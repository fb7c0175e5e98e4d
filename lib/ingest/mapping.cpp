#include "ingest/mapping.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <xxhash.h>

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "base/ascii.hpp"
#include "base/codes.hpp"
#include "base/error.hpp"
#include "data/table.hpp"
#include "ingest/feed_text.hpp"
#include "ingest/formats/json.hpp"
#include "ingest/member_map.hpp"
#include "ingest/site_kind.hpp"
#include "ingest/written.hpp"
#include "io/input.hpp"

namespace rtm::ingest {

namespace {

std::vector<std::string_view> names_of(std::string_view list) {
  std::vector<std::string_view> names;
  data::each_of(list, ", ", [&names](std::string_view name) { names.push_back(name); });
  return names;
}

/// "it" for "it-IT", "ita", "Italian", "italiano"; "" for what is none.
std::string language_written(std::string_view value) {
  static const auto kLanguages = [] {
    std::unordered_map<std::string_view, std::string_view> codes;
    for (const auto& row : data::rows("language_names", 2)) {
      for (const std::string_view name : names_of(row[1])) codes.try_emplace(name, row[0]);
    }
    return codes;
  }();
  const auto known = kLanguages.find(ascii::lower(value));
  return known == kLanguages.end() ? language_tag(value) : std::string(known->second);
}

bool set_kind(Post& post, std::string_view value) {
  if (set_member(post, "source_kind", ascii::lower(value))) return true;
  const auto kind = kind_by_word(value);
  if (kind) post.source_kind = *kind;
  return kind.has_value();
}

bool is_number(std::string_view member) {
  return member == "author.followers" || member.starts_with("geo.") || (member.starts_with("metrics.") && member != "metrics_at");
}

}  // namespace

void check_map_rule(const MapRule& rule, std::string_view where) {
  if (is_member(rule.first)) return;
  throw Error(fmt::format("{}: a post has no member \"{}\"; known are {}", where, rule.first, fmt::join(member_names(), ", ")));
}

std::vector<MapRule> parse_map_rules(std::string_view text, const std::string& name) {
  std::vector<MapRule> rules;
  for (std::size_t number = 1; !text.empty(); ++number) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (trimmed(line).empty() || line.front() == '#' || line.front() == '@') continue;
    const std::size_t tab = line.find('\t');
    const std::string where = fmt::format("{}:{}", name, number);
    if (tab == std::string_view::npos || tab == 0) throw Error(where + ": a member, a tab and a place expected");
    rules.emplace_back(trimmed(line.substr(0, tab)), trimmed(line.substr(tab + 1)));
    if (rules.back().second.empty()) throw Error(where + ": no place behind the tab");
    check_map_rule(rules.back(), where);
  }
  return rules;
}

std::vector<MapRule> read_map_file(const std::string& path) {
  constexpr std::size_t kLargest = std::size_t{1} << 20;
  io::Input input(path);
  std::string text, piece(std::size_t{1} << 16, '\0');
  while (const std::size_t n = input.read(piece.data(), piece.size())) {
    text.append(piece, 0, n);
    if (text.size() > kLargest) throw Error(fmt::format("{}: larger than 1 MiB: is this a map?", path));
  }
  if (text.empty()) throw Error(fmt::format("{}: an empty map", path));
  return parse_map_rules(text, path);
}

std::span<const CommonName> common_names() {
  static const std::vector<CommonName> kNames = [] {
    std::vector<CommonName> all;
    for (const auto& row : data::rows("member_names", 2)) all.push_back({row[0], names_of(row[1])});
    return all;
  }();
  return kNames;
}

bool set_written(Post& post, std::string_view member, std::string_view value, const CellStyle& style) {
  const std::string plain = trimmed(value);
  if (plain.empty()) return false;
  if (is_number(member)) return set_member(post, member, plain_number(plain, style.decimal));
  if (member == "source_kind") return set_kind(post, plain);
  if (member == "lang") {
    post.lang = language_written(plain);
    return !post.lang.empty();
  }
  if (member == "published_at" || member == "metrics_at") {
    return set_member(post, member, plain_date(plain, style.dates)) || set_member(post, member, plain);
  }
  return set_member(post, member, plain);
}

std::string parse_language(const std::string& text) {
  const std::string code = language_written(text);
  if (is_language(code.substr(0, code.find('-')))) return code;
  throw Error(fmt::format("--lang: '{}' is no language; a code like it is expected", text));
}

void complete_mapped(Post& post, std::string_view platform) {
  if (post.geo && (std::isnan(post.geo->lat) || std::isnan(post.geo->lon))) post.geo.reset();
  if (post.platform.empty()) post.platform = platform;
  if (post.id.empty()) {
    std::string content = fmt::format("{}\n{}\n{}\n{}", post.url, post.author.handle, post.title, post.text);
    if (post.published_at) content += format_time(post.published_at->at);
    post.id = fmt::format("{:016x}", XXH3_64bits(content.data(), content.size()));
  }
  for (std::string* id : {&post.id, &post.reply_to, &post.repost_of, &post.quote_of, &post.thread}) {
    if (!id->empty() && !id->starts_with(post.platform + ":")) *id = prefixed(post.platform, *id);
  }
  if (post.links.empty()) add_links(post.text, post.links);
}

}  // namespace rtm::ingest
