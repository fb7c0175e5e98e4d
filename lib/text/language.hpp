#pragma once
#include <string>
#include <string_view>

namespace rtm::text {

struct Language {
  std::string code;  // ISO 639-1 where there is one ("it"); "" when it cannot be told
  double p = 0;      // 0..1, how probable it is
};

/// The language of a text. Scripts that only one language uses decide by themselves; Latin script is judged by LanguageModel
/// when it finds one of it en es fr de pt, and everything else by CLD2 in its best effort for short text. Mentions, links
/// and hashtags are left out: they speak no language. Nothing is said of a text without letters.
Language guess_language(std::string_view text);

}  // namespace rtm::text
