#pragma once
#include <span>
#include <string_view>
#include <vector>

#include "text/lexicon.hpp"
#include "text/words.hpp"

namespace rtm::classify {

/// Whether a post that names a firm holds against it what it did. Outrage need not sound angry ("they deleted it, I have the screenshot"), so
/// the mood of the words does not tell. Table: data/reproach.tsv. Keeps scratch space: one thread at a time.
class Reproach {
 public:
  /// Throws Error when the table is bad.
  Reproach();

  /// `lang` may be empty.
  bool in(std::span<const text::Word> words, std::string_view lang);

 private:
  static constexpr double kYes = 0.5;  // of the cues, joined by noisy-or

  text::Lexicon lexicon_;
  std::vector<double> weights_;  // by entry
  std::vector<text::Lexicon::Match> matches_;
};

}  // namespace rtm::classify
