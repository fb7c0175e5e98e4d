#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace rtm::brief {

/// Columns that `text` takes on a terminal: wide characters and emoji count two, combining marks none.
std::size_t display_width(std::string_view text);

/// `text` cut at spaces into lines of at most `width` columns; a word that is longer is cut. At most `lines` lines (0: no
/// limit), the last then ending in "…". Never splits a grapheme cluster. REQUIRES width >= 2.
std::vector<std::string> wrap(std::string_view text, std::size_t width, std::size_t lines = 0);

/// `text` filled up with spaces to `width` columns.
std::string padded(std::string_view text, std::size_t width);

/// The numbers as block characters of eight heights, at most `width` of them (the newest); "" without any.
std::string sparkline(const std::vector<double>& values, std::size_t width);

}  // namespace rtm::brief
