#pragma once
#include <string>
#include <utility>
#include <vector>

#include "ingest/ingest.hpp"

namespace rtm::ingest {

/// The formats after --from, one a line, for --help.
std::string from_help();

/// "member=path" as typed after --map. Throws Error for anything else.
std::vector<MapRule> parse_map(const std::vector<std::string>& typed);

/// How a table is written, as typed after --delimiter ("tab" or one character), --decimal and --dates; "" says nothing.
CellStyle parse_style(const std::string& delimiter, const std::string& decimal, const std::string& dates);

/// What --stats adds: member and its JSON.
std::vector<std::pair<std::string, std::string>> stats(const Report& report);

}  // namespace rtm::ingest
