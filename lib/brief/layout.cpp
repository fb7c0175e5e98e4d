#include "brief/layout.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "base/utf8.hpp"

namespace rtm::brief {

namespace {

constexpr char32_t kEmojiPresentation = 0xFE0F;

/// The first grapheme cluster of `text` (Unicode Annex 29) and the columns it takes.
struct Cluster {
  std::string_view bytes;
  std::size_t width;
};

Cluster first_cluster(std::string_view text) {
  std::size_t end = 0;
  char32_t previous = utf8::next(text, end);
  int width = utf8proc_charwidth(static_cast<utf8proc_int32_t>(previous));
  utf8proc_int32_t state = 0;
  while (end < text.size()) {
    std::size_t next = end;
    const char32_t c = utf8::next(text, next);
    if (utf8proc_grapheme_break_stateful(static_cast<utf8proc_int32_t>(previous), static_cast<utf8proc_int32_t>(c), &state)) break;
    width = c == kEmojiPresentation ? 2 : std::max(width, utf8proc_charwidth(static_cast<utf8proc_int32_t>(c)));
    previous = c;
    end = next;
  }
  return {text.substr(0, end), static_cast<std::size_t>(std::max(width, 0))};
}

/// The longest prefix of whole clusters within `width` columns; at least one cluster.
std::string_view fitting(std::string_view text, std::size_t width) {
  std::size_t end = 0;
  std::size_t used = 0;
  while (end < text.size()) {
    const Cluster cluster = first_cluster(text.substr(end));
    if (used + cluster.width > width && end > 0) break;
    used += cluster.width;
    end += cluster.bytes.size();
  }
  return text.substr(0, end);
}

/// Takes one line's worth off the front of `text`.
std::string take_line(std::string_view& text, std::size_t width) {
  std::string_view line = fitting(text, width);
  if (line.size() < text.size() && text[line.size()] != ' ') {
    const std::size_t space = line.rfind(' ');
    if (space != std::string_view::npos && space > 0) line = line.substr(0, space);
  }
  text.remove_prefix(line.size());
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!line.empty() && line.back() == ' ') line.remove_suffix(1);
  return std::string(line);
}

}  // namespace

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  while (!text.empty()) {
    const Cluster cluster = first_cluster(text);
    width += cluster.width;
    text.remove_prefix(cluster.bytes.size());
  }
  return width;
}

std::vector<std::string> wrap(std::string_view text, std::size_t width, std::size_t lines) {
  std::vector<std::string> result;
  while (!text.empty()) {
    if (lines > 0 && result.size() + 1 == lines && display_width(text) > width) {
      std::string_view rest = text;
      result.push_back(take_line(rest, width - 1) + "…");
      return result;
    }
    result.push_back(take_line(text, width));
  }
  return result;
}

std::string padded(std::string_view text, std::size_t width) {
  const std::size_t used = display_width(text);
  return std::string(text) + std::string(used < width ? width - used : 0, ' ');
}

std::string sparkline(const std::vector<double>& values, std::size_t width) {
  static constexpr std::array<const char*, 8> kBlocks{"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
  const std::size_t n = std::min(values.size(), width);
  const auto first = values.end() - static_cast<std::ptrdiff_t>(n);
  if (n == 0) return {};
  const double top = *std::max_element(first, values.end());
  std::string line;
  for (auto value = first; value != values.end(); ++value) {
    const double height = top > 0 ? std::max(0.0, *value) / top * 7 : 0;
    line += kBlocks[static_cast<std::size_t>(std::lround(height))];
  }
  return line;
}

}  // namespace rtm::brief
