#pragma once
#include <string>
#include <string_view>

#include "ingest/formats/social.hpp"

/// Posts of Instagram and Threads, which are of one make.
namespace rtm::ingest {

/// A post as Meta's own API has it: code, taken_at, caption, user.
bool is_meta_media(record::Value value);

/// Author, time, words, pictures, likes of such a post; not id and address. False when the account is private.
bool read_meta_media(record::Value value, Post& post);

/// The pictures and videos of a post, or of its parts.
void add_meta_media(record::Value value, Post& post);

/// The short code that stands in a post's address, from its number: "3000000000000000000" or "3000000000000000000_12". "" when it
/// is no number. Base 64 of the number, as the site itself does.
std::string instagram_code(std::string_view number);

}  // namespace rtm::ingest
