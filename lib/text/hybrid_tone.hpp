#pragma once
#include <vector>

#include "text/learned_sentiment.hpp"
#include "text/respelling.hpp"
#include "text/tone.hpp"

namespace rtm::text {

/// The tone of the lexicons, of the text with its hidden spellings undone, its sentiment corrected by what was learned from rated
/// texts where the language was; elsewhere a little praise is neutral, because people's words lean to the good (Boucher & Osgood
/// 1969). Building it reads the tables (some milliseconds). Keeps scratch space: one thread at a time.
class HybridTone : public ToneModel {
 public:
  /// See ToneModel::rate(), which this hides.
  Tone rate(std::string_view text, const Words& words, std::string_view lang, std::span<const Span> figures = {}) const {
    const std::string_view meant = respelling_.undo(text, words.all(), lang);
    if (!meant.empty()) meant_words_.analyse(meant);
    Tone tone = meant.empty() ? ToneModel::rate(text, words, lang, figures) : ToneModel::rate(meant, meant_words_, lang);
    hate_spans_.clear();
    if (!meant.empty()) {
      for (const Span& span : ToneModel::hate().spans) {
        hate_spans_.push_back({respelling_.original(span.start), respelling_.original(span.end)});
      }
    }
    respelled_ = !meant.empty();
    tone.sentiment = learned_.speaks(lang) ? learned_.rate(literal(words, figures, meant.empty()), lang, cues_of(tone)) : narrowed(tone.sentiment);
    return tone;
  }

  /// See ToneModel::hate(), which this hides; the spans are of the text as it stands.
  Hate hate() const {
    Hate hate = ToneModel::hate();
    if (respelled_) hate.spans = hate_spans_;
    return hate;
  }

 private:
  /// The words that mean what they say; `as_written`, what was rated last is the text they are of.
  std::span<const Word> literal(const Words& words, std::span<const Span> figures, bool as_written) const {
    const auto unlike = unlike_words();
    if (!as_written || unlike.empty()) return without(figures, words.all(), literal_);
    spans_.assign(figures.begin(), figures.end());
    spans_.insert(spans_.end(), unlike.begin(), unlike.end());
    return without(spans_, words.all(), literal_);
  }

  static constexpr double kZone = 0.3;  // of the lexicons' sums: so far raters of tweets and of news see nothing (Hutto & Gilbert 2014)
  static double narrowed(double sentiment) { return sentiment > 0 && sentiment <= kZone ? sentiment * (kNeutral / kZone) : sentiment; }

  LearnedSentiment learned_;
  Respelling respelling_;
  mutable Words meant_words_;
  mutable bool respelled_ = false;
  mutable std::vector<Span> hate_spans_;
  mutable std::vector<Word> literal_;
  mutable std::vector<Span> spans_;
};

}  // namespace rtm::text
