#include "series/rows.hpp"

#include <charconv>
#include <optional>

namespace rtm::series {

namespace {

constexpr double kMost = 1e15;

std::string_view without_end(std::string_view line) {
  while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.remove_suffix(1);
  return line;
}

std::string_view unquoted(std::string_view field) {
  return field.size() >= 2 && field.front() == '"' && field.back() == '"' ? field.substr(1, field.size() - 2) : field;
}

/// Cuts the first field off.
std::string_view next_field(std::string_view& line) {
  const std::size_t comma = line.find(',');
  const std::string_view field = line.substr(0, comma);
  line.remove_prefix(comma == std::string_view::npos ? line.size() : comma + 1);
  return unquoted(field);
}

std::optional<Time> time_of(std::string_view text) {
  if (const auto time = parse_time(text)) return time;
  std::string rfc(text);
  if (rfc.size() > 10 && rfc[10] == ' ') rfc[10] = 'T';
  if (const auto time = parse_time(rfc)) return time;
  return parse_time(rfc + "Z");
}

std::optional<double> count_of(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || !(value >= 0 && value <= kMost)) return std::nullopt;
  return value;
}

}  // namespace

RowReader::Got RowReader::read(std::string_view line, Row& row, std::string& why) {
  why.clear();
  line = without_end(line);
  if (line.empty()) return Got::nothing;
  const bool first = first_;
  first_ = false;
  const auto time = time_of(next_field(line));
  const bool more = !line.empty();  // one column alone is no series' header
  const auto value = count_of(next_field(line));
  if (!time && first && more) return Got::header;
  if (!time) why = "the first column is no time like 2026-11-22T10:00:00Z";
  if (time && !value) why = "the second column is no number of 0 or more";
  if (time && value) row = {*time, *value};
  return Got::row;
}

std::string with_column(std::string_view line, std::string_view value) {
  std::string out(without_end(line));
  out += ',';
  out += value;
  return out += '\n';
}

}  // namespace rtm::series
