#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

namespace rtm::ingest {

/// What a word says in a written date.
struct DateWord {
  enum class Kind : std::uint8_t { month, day, half, link };
  Kind kind;
  int number;  // of the month from 1; of the half of a day, 1 being pm
};

/// The meaning of "novembre", "Mär", "mer."; nullopt for a word of none of the six languages.
std::optional<DateWord> date_word(std::string_view word);

}  // namespace rtm::ingest
