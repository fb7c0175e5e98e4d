#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// Small readings of what stands in feeds.
namespace rtm::ingest {

/// Without white space at both ends.
std::string trimmed(std::string_view text);

/// "12" with white space around it or none; nullopt for anything else and for what is negative.
std::optional<std::int64_t> whole_number(std::string_view text);

/// "https://user@www.Example.org:80/x" -> "example.org"; "" for what is no URL.
std::string host_of(std::string_view url);

/// "a b" of "a%20b"; a sign that begins no byte stays.
std::string percent_decoded(std::string_view text);

/// The page behind a redirect of Google Alerts or Google News; other URLs as they are.
std::string unwrapped(const std::string& url);

/// The name in "mail@example.org (Name)", "Name (mail@example.org)" or "Name <mail@example.org>"; "" for a bare address, which is nobody's business.
std::string person(std::string_view text);

}  // namespace rtm::ingest
