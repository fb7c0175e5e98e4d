#include "ingest/entities.hpp"

#include <libxml/HTMLparser.h>

#include <array>
#include <charconv>

#include "base/utf8.hpp"
#include "ingest/html.hpp"

namespace rtm::ingest {

namespace {

constexpr bool is_alnum(char c) { return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z'); }

/// Numbers 128 to 159 mean Windows-1252, as the HTML standard says.
constexpr std::array<char32_t, 32> kWindows{
    0x20AC, 0x81,   0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039, 0x152, 0x8D,   0x17D, 0x8F,
    0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC, 0x2122, 0x161, 0x203A, 0x153, 0x9D,   0x17E, 0x178,
};

/// "#233", "#xE9"
std::size_t decode_number(std::string_view text, std::string& out) {
  const bool hexadecimal = text.size() > 2 && (text[2] | 0x20) == 'x';
  const std::size_t from = hexadecimal ? 3 : 2;
  if (from >= text.size()) return 0;
  std::uint32_t code = 0;
  const char* begin = text.data() + from;
  const auto [end, error] = std::from_chars(begin, text.data() + text.size(), code, hexadecimal ? 16 : 10);
  if (end == begin) return 0;
  if (error != std::errc{}) code = 0;
  if (code >= 128 && code < 160) code = kWindows[code - 128];
  const bool control = code < 32 && code != '\t' && code != '\n' && code != '\r';
  utf8::append(out, control || code > 0x10FFFF ? utf8::kReplacement : code);
  const auto used = static_cast<std::size_t>(end - text.data());
  return used < text.size() && text[used] == ';' ? used + 1 : used;
}

std::size_t decode_name(std::string_view text, std::string& out) {
  std::size_t end = 1;
  while (end < text.size() && end < 12 && is_alnum(text[end])) ++end;
  const std::string name(text.substr(1, end - 1));
  const bool closed = end < text.size() && text[end] == ';';
  const bool may_be_open = name == "amp" || name == "lt" || name == "gt" || name == "quot" || name == "nbsp";
  if (name.empty() || (!closed && (!may_be_open || (end < text.size() && text[end] == '=')))) return 0;
  if (name == "apos") {
    out += '\'';
    return end + 1;
  }
  const htmlEntityDesc* entity = htmlEntityLookup(reinterpret_cast<const xmlChar*>(name.c_str()));
  if (entity == nullptr) return 0;
  utf8::append(out, entity->value);
  return closed ? end + 1 : end;
}

}  // namespace

std::size_t decode_entity(std::string_view text, std::string& out) {
  const std::size_t used = text.size() > 1 && text[1] == '#' ? decode_number(text, out) : decode_name(text, out);
  if (used > 0) return used;
  out += '&';
  return 1;
}

std::string decode_entities(std::string_view text) {
  std::string result;
  std::size_t at = 0;
  for (std::size_t sign = text.find('&'); sign != std::string_view::npos; sign = text.find('&', at)) {
    result.append(text, at, sign - at);
    at = sign + decode_entity(text.substr(sign), result);
  }
  result.append(text.substr(at));
  return result;
}

}  // namespace rtm::ingest
