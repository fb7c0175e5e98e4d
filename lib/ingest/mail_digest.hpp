#pragma once
#include <string_view>
#include <vector>

#include "ingest/mail.hpp"

namespace rtm::ingest {

/// The mails in a text digest of a mailing list (RFC 1153): a line of 70 hyphens ends its preamble, lines of 30 part the mails, each of which begins with
/// fields of its header. Empty when `text`, which is plain UTF-8, is none. At most kMostDigested.
std::vector<Mail> digest_mails(std::string_view text);

inline constexpr std::size_t kMostDigested = 1000;

}  // namespace rtm::ingest
