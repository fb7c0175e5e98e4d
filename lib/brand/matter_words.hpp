#pragma once
#include <string>
#include <string_view>
#include <vector>

/// The words by which a profile names what care is due to: ids of sensitive matter and of rules of law.
namespace rtm::brand {

/// What an entry of "offlimits" may list as sensitive: the ids that rtm-classify and the occasions give.
const std::vector<std::string>& sensitive_ids();

/// What a role may sign, besides "legal", "always" and "offlimits/ID": those ids, and what rtm-risk finds by itself.
const std::vector<std::string>& signed_ids();

/// The sensitive matter that people mean by a word, in any of six languages, with accents or without: "Politik" is politics, more than
/// the posts that say "Politik". Empty for a word that the table does not have.
std::vector<std::string> sensitive_of(std::string_view word);

}  // namespace rtm::brand
