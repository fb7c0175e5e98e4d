#include "base/codes.hpp"

#include <unicode/uloc.h>

#include <array>
#include <fstream>
#include <set>
#include <string>

#include "base/ascii.hpp"

namespace rtm {

namespace {

/// `list` ends with a null pointer.
std::set<std::string, std::less<>> small(const char* const* list) {
  std::set<std::string, std::less<>> all;
  for (; *list != nullptr; ++list) all.insert(ascii::lower(*list));
  return all;
}

}  // namespace

bool is_country(std::string_view code) {
  static const auto kCountries = small(uloc_getISOCountries());
  return kCountries.contains(code);
}

std::string language_of_country(const std::string& code) {
  if (!is_country(code)) return {};
  std::array<char, ULOC_FULLNAME_CAPACITY> likely{};
  std::array<char, ULOC_LANG_CAPACITY> language{};
  UErrorCode error = U_ZERO_ERROR;
  uloc_addLikelySubtags(("und_" + code).c_str(), likely.data(), static_cast<int32_t>(likely.size()), &error);
  uloc_getLanguage(likely.data(), language.data(), static_cast<int32_t>(language.size()), &error);
  return U_SUCCESS(error) != 0 && is_language(language.data()) ? language.data() : std::string();
}

/// A line of zone.tab: the country in capitals, coordinates, the zone, a comment, with tabs between.
std::string zone_of_country(const std::string& code) {
  std::ifstream table("/usr/share/zoneinfo/zone.tab");
  for (std::string line; std::getline(table, line);) {
    if (line.size() < 3 || line[2] != '\t' || ascii::lower(line.substr(0, 2)) != code) continue;
    const std::size_t from = line.find('\t', 3);
    if (from != std::string::npos) return line.substr(from + 1, line.find('\t', from + 1) - from - 1);
  }
  return {};
}

bool is_language(std::string_view code) {
  static const auto kLanguages = small(uloc_getISOLanguages());
  return kLanguages.contains(code);
}

}  // namespace rtm
