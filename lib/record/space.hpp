#pragma once

namespace rtm::record {

/// White space between the tokens of JSON (RFC 8259).
constexpr bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

}  // namespace rtm::record
