#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace rtm::io {

/// Unpacks gzip or zlib data that are in memory as a whole. What is cut off gives what can be had; nullopt for what is neither, and when
/// more than `most` bytes would come out.
std::optional<std::string> inflated(std::string_view packed, std::size_t most);

}  // namespace rtm::io
