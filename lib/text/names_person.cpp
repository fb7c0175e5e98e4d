#include <algorithm>

#include "text/names.hpp"

namespace rtm::text {

namespace {

using enum NameRole;

constexpr std::size_t kMostRun = 5;  // words of a person's name, the particles included

}  // namespace

/// The capitals from `first` on, with small particles between them.
NameFinder::Run NameFinder::run(std::size_t first) const {
  Run run{first + 1, 1, roles(first).has(surname)};
  for (std::size_t i = first + 1; i < words_.size() && i < first + kMostRun && follows(i) && !is_possessive(i - 1);) {
    std::size_t next = i;
    if (!capital(next)) {
      while (next < words_.size() && next < i + 2 && follows(next) && is_particle(next)) ++next;
      if (next == i || !joins_capital(next) || (is_article(i) && run.capitals > 1)) break;  // "Peter the Great"
    }
    const NameRoles of = roles(next);
    const bool listed = of.has(surname) || of.has_any(given, given_word);
    if (of.has_any(organisation_tail, place_tail) || of.has(death_after)) break;  // "Sharon Jones Dies"
    if (of.has(NameRole::organisation) && !(of.has(surname) && run.capitals == 1)) break;  // "Giorgio Armani"
    if (of.has(NameRole::place) && (run.surname || (!listed && run.capitals > 1))) break;  // "Laura Bianchi Paris"
    if (is_stopword(words_[next], lang_) && !is_initial(next)) break;
    if (!listed && (style_ == Style::shouted || (style_ != Style::plain && run.capitals >= 2))) break;
    run = {next + 1, run.capitals + 1, of.has(surname)};
    i = next + 1;
  }
  return run;
}

/// "The" and its like begin no name, and stand in few.
bool NameFinder::is_article(std::size_t i) const {
  const std::string_view word = words_[i].folded;
  return word == "the" || word == "der" || word == "of";
}

/// Whether a death is told right before words [first, end), or right behind them.
bool NameFinder::said_dead(std::size_t first, std::size_t end) const {
  if (led_by_.has(death_before)) return true;
  const bool small = first >= 2 && follows(first) && words_[first - 1].folded.size() <= 3;
  if (small && before(first - 1).has(death_before)) return true;  // "addio a", "death of"
  for (std::size_t i = end; i < words_.size() && i < end + 3 && follows(i); ++i) {
    const NameRoles of = roles(i);
    if (of.has(death_after)) return true;
    if (!of.has(be)) return false;
  }
  return false;
}

/// ", 34 anni"; behind no comma it is a time ("for the Democrats 8 years later").
bool NameFinder::aged(std::size_t end) const {
  if (end + 1 >= words_.size() || words_[end].kind != WordKind::number || words_[end].folded.size() > 3) return false;
  if (text_.substr(words_[end - 1].end, words_[end].start - words_[end - 1].end) != ", ") return false;
  return before(end + 1).none() && follows(end + 1) && roles(end + 1).has(years);
}

bool NameFinder::spoken_of(std::size_t first, std::size_t end) const { return said_dead(first, end) || aged(end); }

/// How sure one first name with nothing behind it is a person.
double NameFinder::alone(std::size_t i, NameRoles of, bool spoken_of) const {
  if (spoken_of) return 0.8;
  const bool sure = of.has(given) && !of.has_any(NameRole::place, given_word) && !begins_sentence(i);
  return sure && (style_ == Style::plain || style_ == Style::german) ? 0.5 : 0;
}

/// How sure capitals that begin with no listed first name are a person.
double NameFinder::unlisted(std::size_t i, const Run& run, bool titled, bool spoken_of) const {
  if (!titled && !spoken_of && !run.surname) return 0;
  const bool plain = style_ == Style::plain;
  const bool first = begins_sentence(i);
  if (is_stopword(words_[i], lang_) || words_[i].folded.size() < 3) return 0;
  if (titled && run.capitals == 1 && roles(i).has_any(NameRole::place, NameRole::title)) return 0;  // "President USA", "Attorney General"
  if (titled) return plain || style_ == Style::german ? 0.8 : run.surname ? 0.7 : 0;
  if (spoken_of && run.surname) return 0.75;
  if (spoken_of && run.capitals > 1) return plain ? 0.75 : 0.6;
  if (spoken_of) return plain && !first ? 0.65 : 0;
  return run.capitals > 1 && run.surname && plain && !first ? 0.6 : 0;
}

std::size_t NameFinder::person(std::size_t i, NameRoles of) {
  const bool by_given = of.has_any(given, given_word);
  const bool titled = led_by_.has(title);
  if (!by_given && !titled && of.has_any(NameRole::place, organisation_word)) return 0;
  if (of.has(NameRole::place) && joins_capital(i + 1) && roles(i + 1).has_any(given, given_word)) return 0;  // "Miss America Mary Ann"
  const Run name = by_given || titled || joins_capital(i + 1) ? run(i) : Run{i + 1, 1, of.has(surname)};
  const bool spoken = spoken_of(i, name.end);
  if (joins_capital(name.end) && roles(name.end).has(place_tail) && (style_ != Style::headline || !after_capital(i))) {
    add(NameKind::place, 0.75, words_[i].start, end_of(name.end), 0);
    return name.end + 1 - i;
  }
  double p = 0;
  if (!by_given) {
    p = unlisted(i, name, titled, spoken);
  } else if (name.capitals == 1) {
    if (!titled && led_by_.has(place_before) && of.has_any(NameRole::place, place_word)) return 0;
    p = alone(i, of, titled || spoken);
  } else {
    p = name.surname ? 0.95 : style_ == Style::plain && (titled || !after_capital(i)) ? 0.85 : 0.6;
    if (of.has(given_word) && begins_sentence(i) && !name.surname) p -= 0.3;
    const bool doubtful = of.has_any(NameRole::place, given_word) && !name.surname && !titled && !roles(i + 1).has_any(given, given_word);
    if (doubtful && !spoken) p = std::min(p, style_ == Style::plain ? 0.55 : 0.0);  // "Golden State", "America Loves"
    if (spoken) p = std::max(p, 0.8);
  }
  if (p < kLeast) return 0;
  const std::uint64_t last = name.capitals > 1 ? hash(name.end - 1) : 0;
  const bool noble = after_capital(i) && led_by_.has(particle) && !is_article(i - 1) && !begins_sentence(i - 1);  // "Di Pietro"
  add(NameKind::person, p, words_[noble ? i - 1 : i].start, end_of(name.end - 1), last);
  return name.end - i;
}

}  // namespace rtm::text
