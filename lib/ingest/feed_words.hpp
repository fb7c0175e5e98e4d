#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

#include "ingest/html.hpp"

namespace rtm::ingest {

/// What an entry's author wrote, without what the site's software put below it.
struct FeedWords {
  std::string_view text;              // into HtmlText::text
  std::optional<std::int64_t> posts;  // in the topic, the first one too, where the software counts them
};

/// Takes off a last paragraph that only leads to the entry's own page `url`: one link to it ("Read full topic", "Leggi tutto"), with
/// Discourse's count of posts and people above it; or a line with links to it and to the site ("The post … appeared first on …"). Known
/// by where the links lead, whatever the language. A text that is nothing else stays as it is.
FeedWords own_words(const HtmlText& said, std::string_view url);

}  // namespace rtm::ingest
