#include <fmt/format.h>

#include "brief/format.hpp"

namespace rtm::brief {

namespace {

/// A cell of RFC 4180. A leading character that a spreadsheet would run as a formula is defused with an apostrophe.
std::string cell(std::string_view text) {
  std::string out;
  if (!text.empty() && std::string_view("=+-@\t").find(text.front()) != std::string_view::npos) out += '\'';
  out += text;
  if (out.find_first_of(",\"\n\r") == std::string::npos) return out;
  std::string quoted = "\"";
  for (const char c : out) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

std::string time(const std::optional<Time>& time) { return time ? format_time(*time) : std::string{}; }

}  // namespace

std::vector<std::string> render_csv(const std::vector<Item>& items, const Phrasing& phrasing) {
  std::vector<std::string> lines{
      "verdict,rank,value,level,title,reason,label,container,phase,posts,authors,brands,first_at,last_at,opens_at,closes_at,"
      "approvals,tags,link,id"};
  for (const Item& item : items) {
    lines.push_back(fmt::format(
        "{},{},{:.2f},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}", name(item.verdict),
        item.rank ? fmt::format("{}", *item.rank) : "", item.value, cell(item.level), cell(item.title),
        cell(phrasing.reason(item)), cell(item.label), cell(item.container), cell(item.phase), item.posts, item.authors,
        item.brands, time(item.first_at), time(item.last_at), time(item.opens_at), time(item.closes_at),
        cell(phrasing.approvals(item)), cell(phrasing.tags(item)), cell(item.links.empty() ? "" : item.links.front()),
        cell(item.id)));
  }
  return lines;
}

}  // namespace rtm::brief
