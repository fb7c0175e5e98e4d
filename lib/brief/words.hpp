#pragma once
#include <string_view>

namespace rtm::brief {

enum class Language { italian, english };

/// The word of lib/data/brief_words.tsv (or, for sensitive matter, risk_words.tsv) for `key`; the key's part behind the dot when there is no such row, so that a
/// label of a newer filter is still shown. Lives as long as the program or `key`.
std::string_view word(std::string_view key, Language language);

}  // namespace rtm::brief
