#include "ingest/xml_source.hpp"

#include <algorithm>

#include "base/utf8.hpp"

namespace rtm::ingest {

namespace {

constexpr std::string_view kCdata = "<![CDATA[";

constexpr bool is_alnum(char c) { return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z'); }

/// Behind `end`, looked for from `from` on; the end of the text when it is not there.
std::size_t behind(std::string_view xml, std::string_view end, std::size_t from) {
  const std::size_t found = xml.find(end, from);
  return found == std::string_view::npos ? xml.size() : found + end.size();
}

/// True when `text`, which begins with &, begins with a reference.
bool is_reference(std::string_view text) {
  constexpr std::size_t kLongestName = 32;
  std::size_t i = text.size() > 1 && text[1] == '#' ? 2 : 1;
  const std::size_t first = i;
  while (i < text.size() && i < kLongestName && is_alnum(text[i])) ++i;
  return i > first && i < text.size() && text[i] == ';';
}

/// In small letters and figures alone: "iso88591"; "" when the declaration names none.
std::string declared_encoding(std::string_view xml) {
  if (!xml.starts_with("<?xml")) return {};
  const std::string_view declaration = xml.substr(0, xml.substr(0, 200).find("?>"));
  const std::size_t at = declaration.find("encoding");
  if (at == std::string_view::npos) return {};
  std::string name;
  for (const char c : declaration.substr(at + 8)) {
    if (is_alnum(c)) name += static_cast<char>(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
    if ((c == '"' || c == '\'') && !name.empty()) break;
  }
  return name;
}

}  // namespace

std::string unfit_xml(std::string_view xml) {
  constexpr std::size_t kMost = 500'000, kMostInOneTag = 1000, kMostDeclarations = 2000;
  std::size_t tags = 0, attributes = 0, declarations = 0;
  for (std::size_t at = xml.find('<'); at < xml.size(); at = xml.find('<', at)) {
    const std::string_view rest = xml.substr(at, kCdata.size());
    if (rest.starts_with("<!--")) {
      at = behind(xml, "-->", at);
    } else if (rest == kCdata) {
      at = behind(xml, "]]>", at);
    } else {
      declarations += rest.starts_with("<!") ? 1 : 0;
      const std::size_t before = attributes;
      for (++at; at < xml.size() && xml[at] != '>' && xml[at] != '<'; ++at) attributes += xml[at] == '=' ? 1 : 0;
      if (attributes - before > kMostInOneTag) return "more than 1000 attributes in one tag";
    }
    if (++tags > kMost || attributes > kMost) return "more than 500000 tags or attributes";
    if (declarations > kMostDeclarations) return "more than 2000 declarations";
  }
  return {};
}

std::string with_bare_ampersands_escaped(std::string_view xml) {
  std::string out;
  out.reserve(xml.size() + 64);
  std::size_t done = 0;
  for (std::size_t at = xml.find_first_of("&<"); at < xml.size(); at = xml.find_first_of("&<", at)) {
    if (xml[at] == '<') {
      at = xml.substr(at).starts_with(kCdata) ? behind(xml, "]]>", at) : at + 1;
      continue;
    }
    const bool reference = is_reference(xml.substr(at, 40));
    ++at;
    if (reference) continue;
    out.append(xml, done, at - done);
    out += "amp;";
    done = at;
  }
  return out.append(xml, done);
}

bool says_latin1(std::string_view xml) {
  const std::string name = declared_encoding(xml);
  return name == "iso88591" || name == "latin1" || name == "usascii" || name == "ascii";
}

bool breaks_utf8(std::string_view xml) {
  if (xml.starts_with("\xFF\xFE") || xml.starts_with("\xFE\xFF") || utf8::valid(xml)) return false;
  const std::string name = declared_encoding(xml);
  return name.empty() || name == "utf8";
}

}  // namespace rtm::ingest
