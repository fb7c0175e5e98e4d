#pragma once
#include "text/learned_sentiment.hpp"
#include "text/tone.hpp"

namespace rtm::text {

/// The tone of the lexicons, its sentiment corrected by what was learned from rated texts where the language was. Building it
/// reads the tables (some milliseconds). Keeps scratch space: one thread at a time.
class HybridTone : public ToneModel {
 public:
  /// See ToneModel::rate(), which this hides.
  Tone rate(std::string_view text, const Words& words, std::string_view lang) const {
    Tone tone = ToneModel::rate(text, words, lang);
    if (learned_.speaks(lang)) tone.sentiment = learned_.rate(words.all(), lang, cues_of(tone));
    return tone;
  }

 private:
  LearnedSentiment learned_;
};

}  // namespace rtm::text
