#pragma once
#include <string_view>
#include <vector>

#include "text/span.hpp"

namespace rtm::text {

/// The passages of `text` in quotation marks ("…", “…”, «…», „…“), at most 400 bytes each; `out` is cleared
/// first.
void find_quotes(std::string_view text, std::vector<Span>& out);

}  // namespace rtm::text
