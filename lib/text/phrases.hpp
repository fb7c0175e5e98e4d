#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "text/words.hpp"

namespace rtm::text {

struct PhraseMatch {
  std::size_t pattern;     // what add() returned
  std::size_t start, end;  // bytes [start, end) of the text
  bool operator==(const PhraseMatch&) const = default;
};

/// Many phrases and regular expressions, found in one pass.
///
/// An entry is a plain phrase: whole words in the Unicode sense, upper and lower case alike, white space or a hyphen
/// between words as one likes. Who writes no accents is understood ("perche" is found by "perché"; "però" is not found by
/// "pero"). A word that ends in * stands for all that begin so. A phrase is found in a hashtag or mention of the same
/// letters ("super bowl" in #SuperBowl) and among the parts of a hashtag in camel case.
/// An entry between slashes, /.../, is a regular expression (RE2, case ignored unless (?-i)).
class PhraseSet {
 public:
  PhraseSet();
  ~PhraseSet();
  PhraseSet(PhraseSet&&) noexcept;
  PhraseSet& operator=(PhraseSet&&) noexcept;

  /// Returns the pattern's number, counting from 0. Throws Error when the entry has no word in it or is no regular
  /// expression.
  std::size_t add(std::string_view entry);

  /// To be called once, after the last add() and before find(). Throws Error when the expressions are too large.
  void compile();

  bool empty() const;

  /// Appends all matches, in the order of their places; `words` is the analysis of `text`. Linear in the text's length.
  void find(std::string_view text, const Words& words, std::vector<PhraseMatch>& out) const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace rtm::text
