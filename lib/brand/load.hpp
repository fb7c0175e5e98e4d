#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "brand/node.hpp"
#include "brand/profile.hpp"

namespace rtm::brand {

struct Loaded {
  Profile profile;                // what could be understood
  std::vector<Problem> problems;  // in the order of the sections
};

/// Reads a profile from JSON with comments. `path` is remembered, not opened. Never throws on what the text says.
Loaded read(std::string_view text, const std::string& path);

/// Opens and reads; for `rtm-brand check`. Throws Error only when the file cannot be read.
Loaded read_file(const std::string& path);

/// Opens, reads, and throws Error for the first problem ("brand.json: themes[2].weight: …; N more: rtm-brand check …").
Profile load(const std::string& path);

/// "mon-fri 09:00-18:00", "sat,sun 10:00-13:00", "daily 08:00-24:00". nullopt for anything else.
std::optional<DutyHours> parse_hours(std::string_view text);
std::string format_hours(const DutyHours& hours);

}  // namespace rtm::brand
