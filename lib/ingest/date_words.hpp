#pragma once
#include <cstdint>
#include <optional>
#include <string>
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

/// "9:45 p. m. EST" -> "9:45 pm EST": the halves of a day behind a figure without dots, and unbroken and narrow blanks as plain ones. Gives
/// `text` itself where it can have neither, else what is put into `scratch`.
std::string_view with_plain_halves(std::string_view text, std::string& scratch);

}  // namespace rtm::ingest
