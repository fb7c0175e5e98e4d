#pragma once
#include <string>
#include <string_view>

namespace rtm::text {

/// The Snowball stem of a folded word; the word itself for languages other than it en es fr de pt.
std::string stem(std::string_view folded, std::string_view lang);

}  // namespace rtm::text
