#pragma once
#include <string>
#include <string_view>

namespace rtm::text {

struct Language {
  std::string code;  // ISO 639-1 where there is one ("it"); "" when it cannot be told
  double p = 0;      // 0..1, the share of the text that speaks for it
};

/// The language of a text by CLD2, in its best effort for short text. Mentions, links and hashtags are left out: they
/// speak no language. Nothing is said of a text without letters.
Language guess_language(std::string_view text);

}  // namespace rtm::text
