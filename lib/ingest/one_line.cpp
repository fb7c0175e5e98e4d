#include "ingest/one_line.hpp"

#include <charconv>

#include "record/space.hpp"

namespace rtm::ingest {

namespace {

using record::is_space;

/// The code unit of the escape \uXXXX that `text` begins with, 0 when it begins with none.
unsigned unit(std::string_view text) {
  unsigned value = 0;
  if (text.size() < 6 || !text.starts_with("\\u")) return 0;
  std::from_chars(text.data() + 2, text.data() + 6, value, 16);
  return value;
}

constexpr bool is_high(unsigned code) { return code >= 0xD800 && code < 0xDC00; }
constexpr bool is_low(unsigned code) { return code >= 0xDC00 && code < 0xE000; }

/// Copies the escape that `rest` begins with and returns its length.
std::size_t copy_escape(std::string_view rest, std::string& out) {
  const unsigned code = unit(rest);
  if (is_high(code) && is_low(unit(rest.substr(6)))) {
    out += rest.substr(0, 12);
    return 12;
  }
  if (is_high(code) || is_low(code)) {
    out += "\\ufffd";
    return 6;
  }
  out += rest.substr(0, 2);
  return 2;
}

// One search for each byte: each runs at the speed of memchr, which a search for any of several does not.
bool has_line_end(std::string_view json) { return json.find('\n') != std::string_view::npos || json.find('\r') != std::string_view::npos; }

bool has_surrogate(std::string_view json) {
  const std::size_t escape = json.find('\\');
  if (escape == std::string_view::npos) return false;
  return json.find("\\ud", escape) != std::string_view::npos || json.find("\\uD", escape) != std::string_view::npos;
}

}  // namespace

std::string_view one_line(std::string_view json, std::string& scratch) {
  const bool fold = has_line_end(json);
  if (!fold && !has_surrogate(json)) return json;
  scratch.clear();
  bool in_string = false;
  for (std::size_t i = 0; i < json.size();) {
    const char c = json[i];
    if (in_string && c == '\\') {
      i += copy_escape(json.substr(i), scratch);
      continue;
    }
    if (c == '"') in_string = !in_string;
    if (in_string || !fold || !is_space(c)) scratch += c;
    ++i;
  }
  return scratch;
}

}  // namespace rtm::ingest
