#pragma once
#include <string>
#include <string_view>

#include "ingest/formats/social.hpp"

/// What Mastodon's API and ActivityPub have in common: HTML with mentions and hashtags as links, names at instances.
namespace rtm::ingest {

/// Sets text and links from HTML; a content warning goes before it as a line of its own. The address that some servers repeat for
/// what a post quotes is left out, and so are images without words (custom emoji are written :so:).
void set_html(std::string_view html, std::string_view warning, Post& post);

/// The server as names have it, its port too: "porto.example" from "https://porto.example/@faro"; "" when `url` is none.
std::string instance_of(std::string_view url);

/// "faro@porto.example" from "faro" and the account's address.
std::string handle_at(std::string_view name, std::string_view url);

}  // namespace rtm::ingest
