#pragma once
#include <string>
#include <string_view>

namespace rtm::text {

/// What a character is to a tokeniser.
enum class CharClass : unsigned char { other, letter, mark, digit, ideograph, emoji };

CharClass class_of(char32_t c);

/// Lower case, one character for one.
char32_t to_lower(char32_t c);

bool is_ascii(std::string_view text);

/// Appends `text` with the letters of ASCII in lower case and all else as it is.
void append_lower(std::string_view text, std::string& out);

/// Appends `text` in lower case and composed (NFC), with ’ as '.
void append_folded(std::string_view text, std::string& out);

/// `folded` without accents: "perché" gives "perche". Other scripts stay as they are.
std::string unaccented(std::string_view folded);

}  // namespace rtm::text
