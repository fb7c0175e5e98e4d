#pragma once
#include <string>
#include <string_view>

namespace rtm {

/// True for a country's code of ISO 3166-1, two small letters, as ICU knows them: "it".
bool is_country(std::string_view code);
/// True for a language's code of ISO 639, two or three small letters, as ICU knows them: "it", "nap".
bool is_language(std::string_view code);

/// The language that most people of a country write, "de" for "de", "pt" for "br"; "" for what is no country.
std::string language_of_country(const std::string& code);
/// The time zone of a country, of several the first of the system's zone.tab, where most people live: "America/New_York" for "us"; ""
/// when the system does not tell.
std::string zone_of_country(const std::string& code);

}  // namespace rtm
