#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "ingest/post.hpp"

namespace rtm::ingest {

/// Sets one member of a post from a value as a source writes it: "text", "author.handle", "metrics.likes", "hashtags", …
/// Lists take one call for each element, or several in one text, separated by commas or blanks. Returns false when the
/// value does not fit (no time, no number); the member then stays unknown.
/// REQUIRES a known member.
bool set_member(Post& post, std::string_view member, std::string_view value);

bool is_member(std::string_view member);

/// The members that --map knows, for messages.
std::vector<std::string_view> member_names();

}  // namespace rtm::ingest
