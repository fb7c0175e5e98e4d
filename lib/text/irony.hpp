#pragma once
#include <string_view>
#include <vector>

#include "text/lexicon.hpp"
#include "text/sentiment.hpp"
#include "text/span.hpp"

namespace rtm::text {

/// A guess, 0..1, that a post does not mean what it says: hashtags that say so, praise in bad company, scare
/// quotes, emoji. Irony is mostly not in the words, so the figure stays low unless the author marks it. Keeps
/// scratch space: one thread at a time.
class Irony {
 public:
  Irony();
  double rate(std::string_view text, std::span<const Word> words, LangSet langs,
              const Sentiment::Balance& balance) const;

 private:
  struct Entry {
    std::string_view name;
    double weight;
  };

  Lexicon lexicon_{Table::irony};
  std::vector<Entry> entries_;
  mutable std::vector<Lexicon::Match> matches_;
  mutable std::vector<Span> quotes_;
};

}  // namespace rtm::text
