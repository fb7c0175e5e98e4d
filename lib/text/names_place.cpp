#include <algorithm>
#include <array>

#include "text/fold.hpp"
#include "text/names.hpp"

namespace rtm::text {

namespace {

using enum NameRole;

constexpr std::size_t kMostParts = 8;  // of a hashtag


}  // namespace

/// Several words that the lists have together.
std::size_t NameFinder::listed(std::size_t i, const NameTable::Longest& found) {
  if (found.roles.has(NameRole::organisation)) {
    std::size_t end = i + found.words;
    if (joins_capital(end) && roles(end).has(organisation_tail)) ++end;  // "Iowa State" is listed, this is "University"
    add(NameKind::organisation, 0.9, words_[i].start, end_of(end - 1), 0);
    return end - i;
  }
  return place(i, found);
}

/// "via Garibaldi", "Lago di Garda".
std::size_t NameFinder::headed_place(std::size_t i, NameRoles of) {
  std::size_t first = i, next = i;
  if (of.has(place_head)) {
    next = i + 1;
    while (next < words_.size() && follows(next) && is_particle(next)) ++next;
    if (!joins_capital(next)) return 0;
  } else if (led_by_.has(place_head)) {
    first = i - 1;
  } else {
    return 0;
  }
  const Run name = run(next);
  if (style_ == Style::plain) add(NameKind::place, 0.7, words_[first].start, end_of(name.end - 1), 0);
  return name.end - i;
}

/// "Zara" of "Zara Larsson".
bool NameFinder::names_person_too(std::size_t i) const {
  return roles(i).has_any(given, given_word) && joins_capital(i + 1) && roles(i + 1).has(surname);
}

/// "Google", "Banca di Roma", "Rossi SpA".
std::size_t NameFinder::organisation(std::size_t i, NameRoles of) {
  if (of.has(NameRole::organisation) && !names_person_too(i)) {
    if (is_seen(i)) return again(i);
    add(NameKind::organisation, 0.85, words_[i].start, end_of(i), 0);
    return 1;
  }
  if (of.has(organisation_word) && style_ == Style::plain && !begins_sentence(i) && !after_capital(i) && !joins_capital(i + 1)) {
    add(NameKind::organisation, 0.6, words_[i].start, end_of(i), 0);
    return 1;
  }
  std::size_t end = 0;
  if (of.has(organisation_head)) {
    std::size_t next = i + 1;
    while (next < words_.size() && follows(next) && is_particle(next)) ++next;
    const bool english = lang_.starts_with("en");  // "Bank of England", "Banca Intesa"
    if (joins_capital(next) && (next > i + 1 || (style_ == Style::plain && !english))) end = run(next).end;
  } else if (style_ != Style::headline && style_ != Style::shouted) {
    for (std::size_t k = 1; k <= 3 && joins_capital(i + k) && end == 0; ++k) {
      if (roles(i + k).has(organisation_tail)) end = i + k + 1;
    }
  }
  if (end == 0 || is_stopword(words_[i], lang_)) return 0;
  add(NameKind::organisation, 0.8, words_[i].start, end_of(end - 1), 0);
  return end - i;
}

std::size_t NameFinder::place(std::size_t i, const NameTable::Longest& found) {
  const std::size_t end = i + found.words;
  const bool led = led_by_.has(place_before);
  const bool tail = found.words == 1 && found.roles.has(place_tail) && !lang_.starts_with("de");  // "Island" is Iceland in German
  const bool sure = found.roles.has(NameRole::place) && !tail;
  double p = 0;
  if (sure) {
    p = led ? 0.95 : joins_capital(end) ? 0.65 : after_capital(i) ? 0.5 : 0.85;
  } else if (found.roles.has(place_word) && led && style_ == Style::plain && !joins_capital(end)) {
    p = 0.65;
  }
  if (p < kLeast) return 0;
  add(NameKind::place, p, words_[i].start, end_of(end - 1), 0);
  return found.words;
}

/// "#PrayForParis", "@MarioRossi": the parts that capitals show.
void NameFinder::look_into_tag(const Word& tag) {
  const std::size_t begin = tag.start + 1;
  if (tag.kind == WordKind::hashtag) {
    const NameRoles of = table_.of(tag.hash, langs_);
    if (of.has(NameRole::place)) return add(NameKind::place, 0.8, begin, tag.end, 0);
    if (of.has(NameRole::organisation)) return add(NameKind::organisation, 0.8, begin, tag.end, 0);
  }
  const auto parts = hashtag_parts(text_.substr(begin, tag.end - begin));
  const std::size_t n = std::min(parts.size(), kMostParts);
  std::array<std::uint64_t, kMostParts> hashes{};
  for (std::size_t i = 0; i < n; ++i) {
    folded_.clear();
    append_folded(text_.substr(begin + parts[i].first, parts[i].second - parts[i].first), folded_);
    hashes[i] = word_hash(folded_);
  }
  for (std::size_t i = 0; i < n;) {
    const NameTable::Longest found = table_.longest({hashes.data() + i, std::min(n - i, NameTable::kMostWords)}, langs_);
    const bool pair = i + 1 < n && found.roles.has_any(given, given_word) && table_.of(hashes[i + 1], langs_).has(surname);
    const std::size_t words = pair ? 2 : found.words;
    const std::size_t start = begin + parts[i].first, end = begin + parts[i + words - 1].second;
    if (pair) {
      add(NameKind::person, 0.8, start, end, hashes[i + 1]);
    } else if (tag.kind == WordKind::hashtag && found.roles.has(NameRole::place)) {
      add(NameKind::place, 0.7, start, end, 0);
    } else if (tag.kind == WordKind::hashtag && found.roles.has(NameRole::organisation)) {
      add(NameKind::organisation, 0.7, start, end, 0);
    }
    i += words;
  }
}

}  // namespace rtm::text
