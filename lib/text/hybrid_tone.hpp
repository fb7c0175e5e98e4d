#pragma once
#include "text/learned_sentiment.hpp"
#include "text/respelling.hpp"
#include "text/tone.hpp"

namespace rtm::text {

/// The tone of the lexicons, of the text with its hidden spellings undone, its sentiment corrected by what was learned from rated
/// texts where the language was. Building it
/// reads the tables (some milliseconds). Keeps scratch space: one thread at a time.
class HybridTone : public ToneModel {
 public:
  /// See ToneModel::rate(), which this hides.
  Tone rate(std::string_view text, const Words& words, std::string_view lang) const {
    const std::string_view meant = respelling_.undo(text, words.all(), lang_set(lang));
    if (!meant.empty()) meant_words_.analyse(meant);
    Tone tone = meant.empty() ? ToneModel::rate(text, words, lang) : ToneModel::rate(meant, meant_words_, lang);
    if (learned_.speaks(lang)) tone.sentiment = learned_.rate(words.all(), lang, cues_of(tone));
    return tone;
  }

 private:
  LearnedSentiment learned_;
  Respelling respelling_;
  mutable Words meant_words_;
};

}  // namespace rtm::text
