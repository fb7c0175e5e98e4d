#include "text/tone.hpp"

namespace rtm::text {

Tone ToneModel::rate(std::string_view text, const Words& words, std::string_view lang, std::span<const Span> figures) const {
  const LangSet langs = lang_set(lang);
  const auto balance = sentiment_.rate(text, words.all(), langs, figures);
  const auto offence = offence_.rate(text, words.all(), langs);
  hate_ = offence.hate;
  return {balance.compound, offence.anger, offence.insult, offence.hate,
          irony_.rate(text, words.all(), langs, balance), balance};
}

}  // namespace rtm::text
