#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace rtm::ingest {

/// Decodes the character reference that `text` begins with onto `out` and returns how many bytes it has; what is none
/// is taken as the one character & it begins with. Knows the names of HTML 4 and &apos;. REQUIRES text to begin with &.
std::size_t decode_entity(std::string_view text, std::string& out);

}  // namespace rtm::ingest
