#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "text/span.hpp"
#include "text/words.hpp"

namespace rtm::classify {

/// The content words of the example sentences of a brand's themes, and how many of them a post has. Words are compared by their
/// Snowball stems; function words and numbers tell nothing.
class ExampleWords {
 public:
  /// `languages` are those of the sentences; a post without a language is read as the first of them.
  explicit ExampleWords(std::vector<std::string> languages) : languages_(std::move(languages)) {}

  /// Sentences of one theme. The words of `without` are left out: those that are to be told by the others.
  void add(std::uint32_t theme, const std::vector<std::string>& sentences, const std::vector<std::string>& without);
  bool empty() const { return sentences_.empty(); }

  /// Looks at a post; the answers below are about it.
  void read(const text::Words& words, std::string_view lang);

  /// True when the post has a word of the theme's sentences.
  bool keeps_company(std::uint32_t theme) const;
  /// The words that the post shares with the sentence of the theme most like it: at least three different ones and half of that
  /// sentence's; empty when it is like none.
  std::vector<text::Span> alike(std::uint32_t theme) const;

 private:
  struct Sentence {
    std::uint32_t theme;
    std::uint32_t words = 0;         // different content words
    std::uint32_t shared = 0;        // of them, in the post
    std::vector<text::Span> spans{};  // of the shared
  };
  struct Place {
    std::uint32_t sentence, word;
  };
  std::vector<Sentence> sentences_;
  std::unordered_map<std::uint64_t, std::vector<Place>> places_;  // by the hash of a stem
  std::vector<std::string> languages_;
  std::vector<Place> seen_;
};

}  // namespace rtm::classify
