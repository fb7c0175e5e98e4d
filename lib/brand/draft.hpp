#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace rtm::brand {

/// What only the person can say; everything else of a new profile has a default.
struct Draft {
  std::string name, site, owner, decider, legal, hours, country, timezone;
  std::vector<std::string> products, rivals, themes, accounts, never;
};

enum class DraftLanguage { italian, english };

/// One question of `rtm-brand init`.
struct Question {
  std::string key;       // of the option that answers it: "name"
  std::string italian, english;
};

/// The questions in order, from lib/data/brand_draft.tsv.
std::vector<Question> questions();
/// Puts an answer where its question belongs; lists are cut at commas. REQUIRES a key of questions().
void answer(Draft& draft, std::string_view key, const std::string& text);

/// True when no answer names anybody: hours to sign in are then nobody's.
bool nobody_signs(const Draft& draft);
/// What the brand never touches by its words alone, for no sensitive matter is known under them.
std::vector<std::string> words_only(const Draft& draft);

/// A new profile: JSON with comments in the language, read() takes it.
std::string write(const Draft& draft, DraftLanguage language);

}  // namespace rtm::brand
