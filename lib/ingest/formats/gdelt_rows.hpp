#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "ingest/post.hpp"

/// The tab files that GDELT puts out each quarter of an hour (codebooks "GKG 2.1" and "Event 2.0": mentions).
namespace rtm::ingest {

enum class GdeltRow : std::uint8_t { none, gkg, mention, heading };

/// What a row is, by its first cells; it may be cut off behind them.
GdeltRow gdelt_row(std::string_view row);

/// "20250510T120000Z" or "20250510120000", always UTC.
std::optional<Stamp> gdelt_time(std::string text);

/// Fills `post` from a row of that kind. False when it has not that kind's number of cells, or names no document.
bool read_gdelt_row(GdeltRow kind, std::string_view row, Post& post);

}  // namespace rtm::ingest
