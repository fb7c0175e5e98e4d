#pragma once
#include <optional>
#include <string_view>

#include "ingest/post.hpp"

namespace rtm::ingest {

/// What kind of place a page is, by the software that made it, by its host or by the form of its address: the table
/// lib/data/site_kinds.tsv. Any of the three may be empty; nullopt when the table knows none of them.
std::optional<SourceKind> site_kind(std::string_view generator, std::string_view host, std::string_view url);
/// The kind that a word of a source's own means ("Online news", "SOCIALMEDIA_TWITTER").
std::optional<SourceKind> kind_by_word(std::string_view word);

}  // namespace rtm::ingest
