#pragma once
#include <string>
#include <string_view>

#include "ingest/mapping.hpp"

/// Figures as people and their tools write them.
namespace rtm::ingest {

/// A number as computers write it ("1234", "1.5"), or the text itself when it is no number. With decimal '.' or ',' the other
/// one groups digits; without, a mark before exactly three digits groups, for most figures are counts ("1.407" is 1407),
/// and of two different marks the last is the decimal one. Blanks and apostrophes between digits group, too.
std::string plain_number(std::string_view text, char decimal);

/// A date of figures ("31/12/2024 9:45 PM", "31.12.2024 alle ore 21.45") as ISO 8601 writes it, the time of day in 24 hours. The order is
/// `dates`; if unknown it is day first after dots, and else only when a figure beyond 12 tells. A number of five figures is the day that
/// spreadsheets write so. What stays in doubt, and what is no such date, is given back as it is.
std::string plain_date(std::string_view text, DateOrder dates);

/// The order of a date's figures when one of them is beyond 12 and so can be no month; else unknown, and for what is no such date.
DateOrder order_told_by(std::string_view text);

}  // namespace rtm::ingest
