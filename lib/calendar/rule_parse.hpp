#pragma once
#include <string_view>
#include <variant>

#include "calendar/rule.hpp"

namespace rtm::calendar {

/// Reads one term of a rule. Throws rtm::Error that quotes it.
std::variant<Dates, Yearly> parse_term(std::string_view term);

}  // namespace rtm::calendar
