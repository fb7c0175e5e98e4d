#include "data/table.hpp"

#include <fmt/format.h>

#include <charconv>

#include "base/error.hpp"

namespace rtm::data {

std::string_view table(std::string_view name) {
  for (const Embedded& table : embedded_tables()) {
    if (table.name == name) return table.text;
  }
  throw Error(fmt::format("no built-in table '{}'", name));
}

namespace {

std::vector<std::string_view> cells(std::string_view line, std::size_t usually) {
  std::vector<std::string_view> row;
  row.reserve(usually);
  for (;;) {
    const std::size_t tab = line.find('\t');
    row.push_back(line.substr(0, tab));
    if (tab == std::string_view::npos) return row;
    line.remove_prefix(tab + 1);
  }
}

}  // namespace

double number(std::string_view table, std::string_view cell) {
  double value = 0;
  const auto [end, fault] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  if (fault != std::errc() || end != cell.data() + cell.size()) throw Error(fmt::format("built-in table '{}': not a number: '{}'", table, cell));
  return value;
}

std::vector<std::vector<std::string_view>> rows(std::string_view name, std::size_t columns) {
  std::vector<std::vector<std::string_view>> result;
  std::string_view text = table(name);
  for (std::size_t number = 1; !text.empty(); ++number) {
    const std::size_t end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (line.empty() || line.front() == '#') continue;
    auto row = cells(line, columns);
    if (row.size() > columns) {
      throw Error(fmt::format("built-in table '{}', line {}: {} cells, {} expected", name, number, row.size(), columns));
    }
    row.resize(columns);
    result.push_back(std::move(row));
  }
  return result;
}

}  // namespace rtm::data
