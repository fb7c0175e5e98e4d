#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "base/utf8.hpp"
#include "data/table.hpp"
#include "ingest/feed_text.hpp"
#include "ingest/formats/table.hpp"
#include "ingest/site_kind.hpp"
#include "ingest/written.hpp"
#include "io/charset.hpp"

namespace rtm::ingest {

namespace {

constexpr int kMostRowsBefore = 50;
constexpr std::array<std::string_view, 7> kClocks{"ora", "orario", "hora", "heure", "uhrzeit", "time", "time_of_day"};
constexpr std::array<std::string_view, 3> kDayFirst{"data", "fecha", "datum"};

/// 2 for "#3"; nullopt for a heading.
std::optional<std::size_t> column_number(std::string_view place) {
  std::size_t number = 0;
  if (!place.starts_with('#')) return std::nullopt;
  const auto [end, error] = std::from_chars(place.data() + 1, place.data() + place.size(), number);
  if (error != std::errc{} || end != place.data() + place.size() || number == 0) return std::nullopt;
  return number - 1;
}

bool is_heading(std::string_view place) { return !place.starts_with('=') && !column_number(place); }

/// A post cannot do without one of these.
bool is_content(std::string_view member) { return member == "text" || member == "title"; }

}  // namespace

TableReader::TableReader(const Settings& settings, std::string_view map_table, std::string_view platform, char delimiter)
    : rules_(settings.map), style_(settings.style), platform_(platform), delimiter_(settings.style.delimiter) {
  if (delimiter_ == 0) delimiter_ = delimiter;
  for (const MapRule& rule : rules_) check_map_rule(rule, fmt::format("--map {}={}", rule.first, rule.second));
  if (map_table.empty()) {
    common_ = true;
  } else {
    const auto built_in = parse_map_rules(data::table(map_table), std::string(map_table));
    rules_.insert(rules_.end(), built_in.begin(), built_in.end());
  }
  const auto counted = [](const MapRule& rule) { return column_number(rule.second) || !is_heading(rule.second); };
  if (!rules_.empty() && map_table.empty() && std::all_of(rules_.begin(), rules_.end(), counted)) {
    take_shape({delimiter_ == 0 ? ',' : delimiter_, {}});  // a table without headings
  }
}

/// The headings by which the row of headings is known.
std::vector<std::string> TableReader::wanted() const {
  std::vector<std::string> names;
  bool content = false;
  for (const auto& [member, place] : rules_) {
    if (is_heading(place)) names.push_back(plain_heading(place));
    content = content || is_content(member);
  }
  if (!common_ || content) return names;
  for (const CommonName& common : common_names()) {
    for (const std::string_view name : common.names) names.push_back(plain_heading(name));
  }
  return names;
}

std::string_view TableReader::complaint() const {
  if (state_ == State::before && rows_before_ > 0) return "a table in which no row has the heading of a text; say it with --map text=HEADING";
  if (any_empty_ && !any_) return "a table whose column of texts is empty in every row; say with --map text=HEADING which one it is";
  return {};
}

void TableReader::look_for_headings(std::string_view row, Sink& sink) {
  if (trimmed(row).empty()) return;
  if (row.size() == 5 && row.starts_with("sep=") && delimiter_ == 0) {
    delimiter_ = row.back();  // what Excel writes, and asks for
    return;
  }
  if (const auto shape = heading_row(row, wanted(), delimiter_)) {
    take_shape(*shape);
    if (has("text") || has("title")) return;
    sources_.clear();
  }
  if (first_row_.empty()) first_row_ = row.substr(0, 120);
  if (++rows_before_ < kMostRowsBefore) return;
  state_ = State::lost;
  sink.refuse(0, fmt::format("no row with the heading of a text in the first {} rows (the first is: {}); say it with --map text=HEADING",
                             kMostRowsBefore, first_row_));
}

void TableReader::take_shape(const TableShape& shape) {
  sources_.clear();
  for (const auto& [member, place] : rules_) {
    if (place.starts_with('=')) {
      sources_.push_back({member, 0, std::string_view(place).substr(1), true});
    } else if (const auto number = column_number(place)) {
      sources_.push_back({member, *number, {}, false});
    } else {
      const auto at = std::find(shape.headings.begin(), shape.headings.end(), plain_heading(place));
      if (at != shape.headings.end()) sources_.push_back({member, static_cast<std::size_t>(at - shape.headings.begin()), {}, false});
    }
  }
  if (common_) take_common_names(shape.headings);
  look_at_dates(shape);
  if (!has("text") && !has("title")) return;
  delimiter_ = shape.delimiter;
  state_ = State::inside;
}

/// Members that no rule is about are looked for under their usual names, in columns that no rule has taken.
void TableReader::take_common_names(const std::vector<std::string>& headings) {
  for (const CommonName& common : common_names()) {
    const auto same = [&](const MapRule& rule) { return rule.first == common.member; };
    if (std::any_of(rules_.begin(), rules_.end(), same)) continue;
    for (const std::string_view name : common.names) {
      const auto at = std::find(headings.begin(), headings.end(), plain_heading(name));
      const auto column = static_cast<std::size_t>(at - headings.begin());
      const auto taken = [&](const Source& source) { return !source.constant && source.column == column; };
      if (at == headings.end() || std::any_of(sources_.begin(), sources_.end(), taken)) continue;
      sources_.push_back({common.member, column, {}, false});
    }
  }
}

/// A time of day that stands in a column of its own, and the order of the date's figures: semicolons and headings that are not English are
/// those of spreadsheets in countries where the day goes first.
void TableReader::look_at_dates(const TableShape& shape) {
  clock_.reset();
  const auto at = std::find_if(sources_.begin(), sources_.end(), [](const Source& source) { return source.member == "published_at" && !source.constant; });
  if (at == sources_.end()) return;
  for (std::size_t column = 0; common_ && column < shape.headings.size(); ++column) {
    const auto same = [&](std::string_view name) { return shape.headings[column] == name; };
    const auto taken = [&](const Source& source) { return !source.constant && source.column == column && (source.member != at->member || column == at->column); };
    if (std::any_of(kClocks.begin(), kClocks.end(), same) && std::none_of(sources_.begin(), sources_.end(), taken)) clock_ = column;
  }
  if (style_.dates != DateOrder::unknown) return;
  const std::string& heading = at->column < shape.headings.size() ? shape.headings[at->column] : std::string{};
  const auto same = [&](std::string_view name) { return heading.starts_with(name); };
  const bool day_first = shape.delimiter == ';' || std::any_of(kDayFirst.begin(), kDayFirst.end(), same);
  style_.dates = day_first ? DateOrder::dmy : DateOrder::unknown;
  learning_ = true;
}

bool TableReader::set_date(std::string_view cell) {
  if (learning_) learn_order(cell);
  const bool dated = cell.find(':') == std::string_view::npos && clock_ && *clock_ < cells_.size();
  if (dated && set_written(post_, "published_at", std::string(cell).append(" ").append(cells_[*clock_]), style_)) return true;
  return set_written(post_, "published_at", cell, style_);
}

/// Once two dates contradict each other, nothing is learned any more.
void TableReader::learn_order(std::string_view date) {
  const DateOrder told = order_told_by(date);
  if (told == DateOrder::unknown || told == style_.dates) return;
  learning_ = style_.dates == DateOrder::unknown;
  style_.dates = learning_ ? told : DateOrder::unknown;
}

bool TableReader::has(std::string_view member) const {
  return std::any_of(sources_.begin(), sources_.end(), [&](const Source& source) { return source.member == member; });
}

/// The row as UTF-8. The table is Windows-1252 if the first row with more than ASCII is no UTF-8; in one that is UTF-8, single bytes may be
/// Windows-1252.
std::string_view TableReader::decoded(std::string_view row) {
  const auto beyond = [](char c) { return static_cast<unsigned char>(c) >= 0x80; };
  if (std::none_of(row.begin(), row.end(), beyond)) return row;
  const bool valid = utf8::valid(row);
  if (!utf8_) utf8_ = valid;
  if (*utf8_ && valid) return row;
  text_ = *utf8_ ? io::utf8_or_windows1252(row) : io::from_windows1252(row);
  return text_;
}

void TableReader::read(const Piece& piece, Sink& sink) {
  const std::string_view row = decoded(piece.bytes);
  switch (state_) {
    case State::before: return look_for_headings(row, sink);
    case State::inside: return give(row, sink);
    case State::lost: return;
  }
}

void TableReader::give(std::string_view row, Sink& sink) {
  if (trimmed(row).empty()) return;
  split_row(row, delimiter_, cells_);
  post_.clear();
  std::vector<std::string_view> done;
  for (const Source& source : sources_) {
    if (!source.constant && source.column >= cells_.size()) continue;
    if (std::find(done.begin(), done.end(), source.member) != done.end()) continue;
    const std::string_view cell = source.constant ? source.value : cells_[source.column];
    const bool set = source.member == "published_at" ? set_date(cell) : set_written(post_, source.member, cell, style_);
    if (set) done.push_back(source.member);
  }
  const bool empty = post_.text.empty() && post_.title.empty();
  (empty ? any_empty_ : any_) = true;
  if (empty) return sink.skip(Skip::no_post);
  const std::string host = host_of(post_.url);
  if (const auto kind = site_kind("", host, post_.url); kind && post_.source_kind == SourceKind::other) post_.source_kind = *kind;
  if (post_.source.empty()) post_.source = host;
  complete_mapped(post_, platform_);
  sink.post(post_);
}

}  // namespace rtm::ingest
