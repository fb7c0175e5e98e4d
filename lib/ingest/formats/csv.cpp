#include <algorithm>

#include "data/table.hpp"
#include "ingest/formats/table.hpp"

/// Tables, and the exports of listening tools, which are tables with a map of their own (lib/data/map_*.tsv).
namespace rtm::ingest {

namespace {

/// The headings by which an export is known, or those of texts in common use.
std::vector<std::string> signs_of(std::string_view map_table) {
  std::vector<std::string> signs;
  for (const auto& row : data::rows(map_table, 2)) {
    const bool sign = row[0] == "@sign" || (map_table == "member_names" && (row[0] == "text" || row[0] == "title"));
    if (sign) data::each_of(row[1], ", ", [&signs](std::string_view heading) { signs.push_back(plain_heading(heading)); });
  }
  return signs;
}

/// The first of the first rows that has `least` of `signs` and more than one column.
std::optional<TableShape> find_headings(std::string_view head, const std::vector<std::string>& signs, std::size_t least) {
  for (int i = 0; i < 50 && !head.empty(); ++i) {
    const std::size_t end = std::min(head.find('\n'), head.size());
    std::string_view row = head.substr(0, end);
    head.remove_prefix(std::min(end + 1, head.size()));
    if (row.ends_with('\r')) row.remove_suffix(1);
    auto shape = heading_row(row, signs, 0);
    if (!shape || shape->headings.size() < 2) continue;
    const auto there = [&](const std::string& name) {
      return std::find(shape->headings.begin(), shape->headings.end(), name) != shape->headings.end();
    };
    if (static_cast<std::size_t>(std::count_if(signs.begin(), signs.end(), there)) >= least) return shape;
  }
  return std::nullopt;
}

int sniff_export(const Head& head, std::string_view map_table) {
  const auto signs = signs_of(map_table);
  return find_headings(head.bytes, signs, signs.size()) ? 90 : 0;
}

int sniff_table(const Head& head, bool tabs) {
  const auto shape = find_headings(head.bytes, signs_of("member_names"), 1);
  return shape && (shape->delimiter == '\t') == tabs ? 40 : 0;
}

std::unique_ptr<Reader> reader(const Settings& settings, std::string_view map_table, std::string_view platform, char delimiter) {
  return std::make_unique<TableReader>(settings, map_table, platform, delimiter);
}

std::unique_ptr<Pieces> cut(Buffer& buffer, Reader& reader) {
  return std::make_unique<TablePieces>(buffer, static_cast<const TableReader&>(reader));
}

}  // namespace

const Format kCsvFormat{"csv", "tables: columns by --map, else by well-known headings", Framing::cut,
                        [](const Head& head) { return sniff_table(head, false); },
                        [](const Settings& settings) { return reader(settings, "", "csv", 0); }, cut};

const Format kTsvFormat{"tsv", "the same with tabs", Framing::cut, [](const Head& head) { return sniff_table(head, true); },
                        [](const Settings& settings) { return reader(settings, "", "csv", '\t'); }, cut};

const Format kBrandwatchFormat{"brandwatch", "Brandwatch: exports of mentions", Framing::cut,
                               [](const Head& head) { return sniff_export(head, "map_brandwatch"); },
                               [](const Settings& settings) { return reader(settings, "map_brandwatch", "brandwatch", 0); }, cut};

const Format kMeltwaterFormat{"meltwater", "Meltwater: CSV exports", Framing::cut,
                              [](const Head& head) { return sniff_export(head, "map_meltwater"); },
                              [](const Settings& settings) { return reader(settings, "map_meltwater", "meltwater", 0); }, cut};

const Format kTalkwalkerFormat{"talkwalker", "Talkwalker: result exports", Framing::cut,
                               [](const Head& head) { return sniff_export(head, "map_talkwalker"); },
                               [](const Settings& settings) { return reader(settings, "map_talkwalker", "talkwalker", 0); }, cut};

const Format kCrowdTangleFormat{"crowdtangle", "CrowdTangle: CSV exports", Framing::cut,
                                [](const Head& head) { return sniff_export(head, "map_crowdtangle"); },
                                [](const Settings& settings) { return reader(settings, "map_crowdtangle", "facebook", 0); }, cut};

}  // namespace rtm::ingest
