#pragma once
#include <algorithm>
#include <span>
#include <string_view>
#include <vector>

/// The tables that ship (lexicons, feasts, taxonomies, legal rules) and the JSON Schema of a profile: lib/data/*.tsv and
/// *.json, compiled in.
namespace rtm::data {

struct Embedded {
  std::string_view name;
  std::string_view text;
};

/// Every table, in name order; the text lives as long as the program.
std::span<const Embedded> embedded_tables();

/// The text of lib/data/NAME.tsv (or .json). Throws rtm::Error when there is no such table.
std::string_view table(std::string_view name);

/// The rows of a table: lines cut at tabs. Lines that start with `#` and empty lines are comments. A row is padded with
/// empty cells to `columns`; a row with more throws rtm::Error naming the table and the line.
std::vector<std::vector<std::string_view>> rows(std::string_view name, std::size_t columns);

/// The number that a cell of a table is, all of it. Throws rtm::Error naming the table where it is none.
double number(std::string_view table, std::string_view cell);

/// Calls `use` with each piece of a list, such as a cell of a table, in order.
template <typename Use>
void each_of(std::string_view list, std::string_view separator, Use use) {
  while (!list.empty()) {
    const std::size_t end = std::min(list.find(separator), list.size());
    use(list.substr(0, end));
    list.remove_prefix(std::min(end + separator.size(), list.size()));
  }
}

}  // namespace rtm::data
