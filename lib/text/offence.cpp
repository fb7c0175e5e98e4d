#include "text/offence.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>

#include "base/error.hpp"
#include "data/table.hpp"
#include "text/quotes.hpp"

namespace rtm::text {

namespace {

constexpr std::size_t kNear = 5;  // words between a hostile word and the group it is about
constexpr double kSlurAlone = 0.62, kSlurHostile = 0.85, kGroupNear = 0.78, kGroupFar = 0.5,
                 kInsultedGroup = 0.62, kShielded = 0.4, kQuoted = 0.35;
constexpr double kInsultAlone = 0.62, kNegated = 0.35;

struct Accumulator {  // noisy-or: independent causes
  double none = 1;
  void add(double p) { none *= 1 - p; }
  double value() const { return 1 - none; }
};

constexpr std::array<std::string_view, 8> kKinds{"anger", "profane", "insult", "slur",
                                                 "group", "hostile", "shield", "address"};

constexpr std::array<std::string_view, 22> kNegators{
    "non", "not",    "no",      "mai",   "never", "don't", "dont", "doesn't", "isn't", "aren't", "nessun",
    "ni",  "didn't", "nessuno", "senza", "nunca", "nicht", "kein", "pas",     "não",   "keine",  "neither"};

bool is_negator(std::string_view word) {
  return std::find(kNegators.begin(), kNegators.end(), word) != kNegators.end();
}

}  // namespace

Offence::Offence() {
  for (const auto& row : data::rows("offence", 5)) {
    const auto kind = std::find(kKinds.begin(), kKinds.end(), row[0]);
    double weight = 0;
    std::from_chars(row[1].data(), row[1].data() + row[1].size(), weight);
    if (kind == kKinds.end() || weight <= 0)
      throw Error("offence table: bad row of kind '" + std::string(row[0]) + "'");
    entries_.push_back({static_cast<Kind>(kind - kKinds.begin()), weight});
    lexicon_.add(row[4], static_cast<std::uint32_t>(entries_.size() - 1), lang_cell(row[2]));
  }
}

bool Offence::quoted(const Lexicon::Match& match) const {
  return std::any_of(quotes_.begin(), quotes_.end(),
                     [&](const Span& q) { return q.start <= match.start && match.end <= q.end; });
}

bool Offence::addressed(const Lexicon::Match& cue, std::span<const Word> words) const {
  for (const auto& match : matches_) {
    if (entries_[match.entry].kind == Kind::address && match.first + 4 >= cue.first &&
        match.first <= cue.last + 3)
      return true;
  }
  return std::any_of(words.begin(), words.end(), [](const Word& w) { return w.kind == WordKind::mention; });
}

bool Offence::negated(const Lexicon::Match& cue, std::span<const Word> words) const {
  for (std::size_t back = 1; back <= 2 && back <= cue.first; ++back) {
    if (is_negator(words[cue.first - back].folded)) return true;
  }
  return false;
}

double Offence::group_near(const Lexicon::Match& cue) const {
  double best = 0;
  for (const auto& match : matches_) {
    if (entries_[match.entry].kind != Kind::group) continue;
    const bool near = match.first <= cue.last + kNear && cue.first <= match.last + kNear;
    best = std::max(best, near ? kGroupNear : kGroupFar);
  }
  return best;
}

/// "Nessun immigrato merita …": the group stands behind a word for nobody.
bool Offence::nobody_of_group(const Lexicon::Match& cue, std::span<const Word> words) const {
  return std::any_of(matches_.begin(), matches_.end(), [&](const auto& m) {
    if (entries_[m.entry].kind != Kind::group || m.first == 0 || m.first > cue.first) return false;
    const std::string_view before = words[m.first - 1].folded;
    return before.starts_with("nessun") || before == "no" || before == "kein" || before == "aucun" ||
           before == "ningún";
  });
}

double Offence::hate_of(const Lexicon::Match& cue, std::span<const Word> words) const {
  const Entry& entry = entries_[cue.entry];
  double p = 0;
  if (entry.kind == Kind::hostile) {
    p = group_near(cue) * (negated(cue, words) || nobody_of_group(cue, words) ? kNegated : 1);
  } else if (entry.kind == Kind::insult) {
    p = group_near(cue) > kGroupFar && !negated(cue, words) ? kInsultedGroup : 0;
  } else {
    const bool hostile = std::any_of(matches_.begin(), matches_.end(), [&](const auto& m) {
      const Kind kind = entries_[m.entry].kind;
      return (kind == Kind::hostile || kind == Kind::insult || kind == Kind::profane) &&
             (m.last < cue.first || m.first > cue.last);
    });
    p = hostile || addressed(cue, words) ? kSlurHostile : kSlurAlone;
    p *= negated(cue, words) ? kNegated : 1;
  }
  return quoted(cue) ? p * kQuoted : p;
}

Offence::Rating Offence::rate(std::string_view text, std::span<const Word> words, LangSet langs) const {
  spans_.clear();
  lexicon_.find(words, langs, matches_);
  if (matches_.empty()) return {0, 0, 0};
  find_quotes(text, quotes_);
  Accumulator anger, insult;
  double hate = 0;
  bool shielded = false;
  std::uint32_t insulted = ~std::uint32_t{0}, cursed = insulted;
  for (const auto& match : matches_) {
    const Entry& entry = entries_[match.entry];
    const double doubt = (quoted(match) ? 0.5 : 1) * (negated(match, words) ? 0.6 : 1);
    switch (entry.kind) {
      case Kind::anger:
        anger.add(entry.weight * doubt * 0.7);
        break;
      case Kind::profane:
        if (match.first == cursed) break;
        cursed = match.first;
        anger.add(entry.weight * 0.5);
        insult.add(entry.weight * doubt * 0.8);
        break;
      case Kind::insult:
      case Kind::slur:
        if (match.first != insulted) {
          insulted = match.first;
          insult.add(entry.weight * doubt * (addressed(match, words) ? 0.85 : kInsultAlone));
          anger.add(0.25);
        }
        [[fallthrough]];
      case Kind::hostile: {
        const double p = hate_of(match, words);
        if (p >= 0.3) spans_.push_back({match.start, match.end});
        hate = std::max(hate, p);
        break;
      }
      case Kind::shield:
        shielded = true;
        break;
      case Kind::group:
      case Kind::address:
        break;
    }
  }
  if (shielded) hate *= kShielded;
  if (hate < 0.3) spans_.clear();
  return {std::min(1.0, anger.value()), std::min(1.0, insult.value()), std::min(1.0, hate)};
}

}  // namespace rtm::text
