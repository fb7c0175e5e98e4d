#include "text/figurative.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "base/error.hpp"
#include "data/table.hpp"

namespace rtm::text {

namespace {

constexpr double kClear = 2.6, kVerdict = 1.4, kTaste = 0.9;
constexpr std::size_t kNear = 3;  // words between a cue and what it is said of

constexpr std::array<std::string_view, 12> kClassNames{"of",      "with",   "substance", "thing", "institution", "within",
                                                       "copula", "article", "degree",    "taste", "determiner", "leaving"};

// The concepts of sensitive.tsv that serve for amounts, die like machines, shake institutions, judge.
constexpr std::array<std::string_view, 9> kAmounts{"flood", "flooded",   "landslide", "tsunami", "storm",
                                                   "hurricane", "explosion", "blast", "eruption"};
constexpr std::array<std::string_view, 9> kEnds{"died",     "death",     "killed",   "kill",       "collapsed",
                                                "collapse", "explosion", "accident", "passed_away"};
constexpr std::array<std::string_view, 17> kUpheavals{"earthquake", "seismic", "storm", "tsunami", "hurricane", "tornado", "explosion", "blast", "bomb",
                                                      "collapsed", "collapse", "crash", "accident", "war_word", "landslide", "fire", "massacre"};
constexpr std::array<std::string_view, 11> kVerdicts{"disaster",  "massacre", "assassin", "tragedy",   "accident", "collapsed",
                                                     "bomb", "war",  "war_word", "explosion", "murder"};

template <std::size_t N>
bool among(const std::array<std::string_view, N>& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

}  // namespace

Figurative::Figurative() {
  for (const auto& row : data::rows("figurative", 3)) {
    const auto c = std::find(kClassNames.begin(), kClassNames.end(), row[0]);
    if (c == kClassNames.end()) throw Error("figurative table: no class '" + std::string(row[0]) + "'");
    lexicon_.add(row[2], static_cast<std::uint32_t>(c - kClassNames.begin()), lang_cell(row[1]));
  }
}

void Figurative::read(std::string_view text, std::span<const Word> words, std::string_view lang, std::span<const Name> names) {
  const LangSet langs = lang_set(lang);
  text_ = text;
  words_ = words;
  lang_ = lang;
  marks_.assign(words.size(), 0);
  lexicon_.find(words, langs, matches_);
  taste_ = leaving_ = false;
  for (const auto& match : matches_) {
    for (std::uint32_t i = match.first; i <= match.last; ++i) marks_[i] |= static_cast<std::uint16_t>(1U << match.entry);
    taste_ = taste_ || match.entry == taste;
    leaving_ = leaving_ || match.entry == leaving;
  }
  for (const Name& name : names) {
    if (name.kind == NameKind::person) continue;
    for (const Span& span : name.spans) mark(span, name.kind == NameKind::place ? place : institution);
  }
}

void Figurative::mark(const Span& span, Class c) {
  auto word = std::lower_bound(words_.begin(), words_.end(), span.start, [](const Word& w, std::size_t at) { return w.start < at; });
  for (; word != words_.end() && word->start < span.end; ++word) marks_[static_cast<std::size_t>(word - words_.begin())] |= static_cast<std::uint16_t>(1U << c);
}

/// Whether word i stands right behind the one before it, with no punctuation between.
bool Figurative::joined(std::size_t i) const {
  if (i == 0 || i >= words_.size()) return false;
  const std::string_view gap = text_.substr(words_[i - 1].end, words_[i].start - words_[i - 1].end);
  return gap.find_first_not_of(" '\xE2\x80\x99-") == std::string_view::npos;
}

/// "an avalanche of gifts", "flooded with wishes"; not of mud, of a number or of a name, and not of the definite ("of the dam").
bool Figurative::is_amount(std::size_t last, Class by) const {
  const std::size_t what = last + 2;
  if (words_[last].kind != WordKind::word || !joined(last + 1) || !is(last + 1, by) || !joined(what)) return false;
  if (words_[what].kind != WordKind::word || is(what, substance) || is(what, determiner) || is_stopword(words_[what], lang_)) return false;
  const bool large = text_[words_[what].start] >= 'A' && text_[words_[what].start] <= 'Z';
  return !large || lang_.starts_with("de");
}

/// "the phone has died", "se murió mi portátil": the words between say nothing of their own.
bool Figurative::of_thing(std::size_t first, std::size_t last) const {
  for (std::size_t i = first, steps = 0; i-- > 0 && steps <= kNear && joined(i + 1); ++steps) {
    if (is(i, thing)) return true;
    if (is(i, of) || !(is(i, copula) || is(i, determiner) || is(i, degree))) break;
  }
  if (lang_.starts_with("en")) return false;
  for (std::size_t i = last + 1, steps = 0; i < words_.size() && steps <= kNear && joined(i); ++i, ++steps) {
    if (is(i, thing)) return true;
    if (!is(i, determiner)) break;
  }
  return false;
}

/// "terremoto nella dirigenza", "Erdbeben beim Verein", "séisme au PSG: l'entraîneur s'en va". A capital in an unknown language may be a place's ("nelle Marche").
bool Figurative::in_institution(std::size_t last) const {
  bool inside = false;
  const auto large = [&](std::size_t i) { return text_[words_[i].start] >= 'A' && text_[words_[i].start] <= 'Z'; };
  for (std::size_t i = last + 1, steps = 0; i < words_.size() && steps <= kNear && joined(i); ++i, ++steps) {
    if (inside && (is(i, institution) ? !lang_.empty() || !large(i) : leaving_ && large(i) && !is(i, place))) return true;
    inside = inside || is(i, within);
  }
  return false;
}

/// "the cake is a total disaster", "è un delitto", "quel désastre": how much such a verdict, not an event, speaks against the cue.
double Figurative::verdict(std::size_t first) const {
  std::size_t i = first;
  while (i > 0 && joined(i) && is(i - 1, degree)) --i;
  if (i == 0 || !joined(i) || !is(i - 1, article)) return 0;
  --i;
  for (std::size_t steps = 0; i > 0 && joined(i) && steps < kNear; --i, ++steps) {
    if (is(i - 1, copula)) return taste_ || (i > 1 && is(i - 2, thing)) ? kClear : kVerdict;
    if (!is(i - 1, degree)) break;
  }
  return 0;
}

Figurative::Doubt Figurative::doubt(std::uint32_t first, std::uint32_t last, std::string_view concept_name) const {
  if (among(kAmounts, concept_name) && is_amount(last, of)) return {kClear, false};
  if (concept_name == "flooded" && is_amount(last, with)) return {kClear, false};
  if (among(kEnds, concept_name) && of_thing(first, last)) return {kClear, false};
  if (among(kUpheavals, concept_name) && in_institution(last)) return {kClear, false};
  if (concept_name == "massacre" && is(last + 1, of) && joined(last + 2) && is(last + 2, taste)) return {kClear, false};  // "strage di biscotti"
  if (among(kVerdicts, concept_name)) return {std::max(verdict(first), taste_ ? kTaste : 0), true};
  return {};
}

}  // namespace rtm::text
