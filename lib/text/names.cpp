#include "text/names.hpp"

#include <algorithm>
#include <array>

#include "base/utf8.hpp"
#include "text/fold.hpp"

namespace rtm::text {

namespace {

using enum NameRole;

constexpr double kLeast = 0.4;
constexpr std::size_t kMostRun = 5;            // words of a person's name, the particles included
constexpr std::size_t kAbbreviation = 5;       // letters of a word behind which a full stop ends no sentence ("Prof.")
constexpr std::size_t kLong = 4;               // bytes from which on a word tells what capitals mean here
constexpr std::size_t kFewWords = 6;           // too few to tell
constexpr std::string_view kEndsSentence = ".!?:;\n\"|";

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }

/// "rossi's": the bytes of what is not the name.
std::size_t possessive(std::string_view folded) { return folded.size() > 3 && folded.ends_with("'s") ? 2 : 0; }

/// "s" of "George S. Patton".
bool is_initial(std::string_view folded) { return folded.size() == 1; }

constexpr std::size_t kMostParts = 8;  // of a hashtag

/// Where the parts of "MarioRossi" begin, and its end behind them; 0 parts for letters beyond ASCII.
std::size_t parts_of(std::string_view tag, std::array<std::size_t, kMostParts + 1>& starts) {
  std::size_t n = 0;
  for (std::size_t i = 0; i < tag.size(); ++i) {
    if (static_cast<unsigned char>(tag[i]) >= 0x80) return 0;
    const bool begins = i == 0 || (is_upper(tag[i]) && !is_upper(tag[i - 1]));
    if (!begins) continue;
    if (n == kMostParts) return 0;
    starts[n++] = i;
  }
  starts[n] = tag.size();
  return n;
}

/// Blanks, hyphens and apostrophes stand between the words of one name.
bool joins(std::string_view gap) {
  return gap == " " || std::all_of(gap.begin(), gap.end(), [](char c) { return c == ' ' || c == '-' || c == '\'' || c == '\xE2' || c == '\x80' || c == '\x99'; });
}

}  // namespace

std::string_view name_kind(NameKind kind) {
  constexpr std::array<std::string_view, 3> kNames{"person", "organisation", "place"};
  return kNames[static_cast<std::size_t>(kind)];
}

bool NameFinder::begins_large(const Word& word) const {
  if (word.kind != WordKind::word) return false;
  const char first = text_[word.start];
  if (static_cast<unsigned char>(first) < 0x80) return is_upper(first);
  std::size_t at = word.start;
  const char32_t c = utf8::next(text_, at);
  return to_lower(c) != c;
}

/// Notes which words begin with a capital and which follow the one before them as words of a name do. Most words in capital
/// letters, or beginning with one: then a capital is no sign of a name.
NameFinder::Style NameFinder::read_marks() {
  marks_.clear();
  std::size_t all = 0, begun = 0, shouted = 0, end = 0;
  for (const Word& word : words_) {
    const std::string_view gap = text_.substr(end, word.start - end);
    const bool follows = !marks_.empty() && (joins(gap) || (gap == ". " && is_initial(words_[marks_.size() - 1].folded)));
    const bool large = begins_large(word);
    marks_.push_back({large, follows});
    end = word.end;
    if (word.kind != WordKind::word || word.end - word.start < kLong) continue;
    ++all;
    if (!large) continue;
    ++begun;
    shouted += is_upper(text_[word.start + 1]) && is_upper(text_[word.start + 2]) ? 1U : 0U;
  }
  if (all >= kFewWords && shouted * 2 > all) return Style::shouted;
  if (lang_.starts_with("de")) return Style::german;
  return all >= kFewWords && begun * 5 > all * 3 ? Style::headline : Style::plain;
}

bool NameFinder::begins_sentence(std::size_t i) const {
  if (i == 0) return true;
  const std::string_view gap = text_.substr(words_[i - 1].end, words_[i].start - words_[i - 1].end);
  if (gap.find_first_of(kEndsSentence) != std::string_view::npos) return true;
  return words_[i - 1].kind != WordKind::word && words_[i - 1].kind != WordKind::number;
}

std::uint64_t NameFinder::hash(std::size_t i) const {
  const std::string_view folded = words_[i].folded;
  const std::size_t cut = possessive(folded);
  return cut == 0 ? words_[i].hash : word_hash(folded.substr(0, folded.size() - cut));
}

std::size_t NameFinder::end_of(std::size_t last) const {
  const Word& word = words_[last];
  if (possessive(word.folded) == 0) return word.end;
  return word.end - (text_[word.end - 2] == '\'' ? 2 : 4);
}

/// What the word before word i is, where it belongs to it; behind a short one a full stop may stand ("Mr. Smith").
NameRoles NameFinder::before(std::size_t i) const {
  if (i == 0 || words_[i - 1].kind != WordKind::word) return {};
  const Word& word = words_[i - 1];
  if (!follows(i) && !(word.folded.size() <= kAbbreviation && text_.substr(word.end, words_[i].start - word.end) == ". ")) return {};
  return table_.of(word.hash, langs_);
}

bool NameFinder::is_particle(std::size_t i) const {
  return words_[i].kind == WordKind::word && !capital(i) && roles(i).has(particle);
}

NameTable::Longest NameFinder::longest(std::size_t i) const {
  std::array<std::uint64_t, NameTable::kMostWords> hashes{};
  hashes[0] = hash(i);
  if (!table_.begins_longer(hashes[0])) return {1, table_.of(hashes[0], langs_)};
  std::size_t n = 1;
  while (n < hashes.size() && follows(i + n)) {
    hashes[n] = hash(i + n);
    ++n;
  }
  return table_.longest({hashes.data(), n}, langs_);
}

const std::vector<Name>& NameFinder::find(std::string_view text, const Words& words, std::string_view lang) {
  names_.clear();
  seen_.clear();
  text_ = text;
  words_ = words.all().first(std::min(words.all().size(), kMostWords));
  lang_ = lang;
  langs_ = lang_set(lang);
  style_ = read_marks();
  for (std::size_t i = 0; i < words_.size() && names_.size() < kMostNames;) {
    const WordKind kind = words_[i].kind;
    if (kind == WordKind::hashtag || kind == WordKind::mention) look_into_tag(words_[i]);
    i += capital(i) ? look_at(i) : 1;
  }
  return names_;
}

/// How many words from the capital at i on are read.
std::size_t NameFinder::look_at(std::size_t i) {
  const NameTable::Longest found = longest(i);
  led_by_ = before(i);
  if (found.words > 1) {
    if (const std::size_t n = listed(i, found)) return n;
  }
  const NameRoles of = found.words == 1 ? found.roles : roles(i);
  if (of.none() && led_by_.none() && !joins_capital(i + 1) && !spoken_of(i, i + 1)) return again(i);
  if (of.has(nobody) && joins_capital(i + 1)) return 2;
  if (led_by_.has(nobody)) return 1;
  if (of.has(title) && (joins_capital(i + 1) || before(i + 1).has(title))) return 1;
  if (const std::size_t n = headed_place(i, of)) return n;
  if (const std::size_t n = organisation(i, of)) return n;
  if (const std::size_t n = person(i, of)) return n;
  if (const std::size_t n = place(i, {1, of})) return n;
  return again(i);
}

/// Several words that the lists have together.
std::size_t NameFinder::listed(std::size_t i, const NameTable::Longest& found) {
  if (found.roles.has(NameRole::organisation)) {
    add(NameKind::organisation, 0.9, words_[i].start, end_of(i + found.words - 1), 0);
    return found.words;
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

/// "Google", "Banca di Roma", "Rossi SpA".
std::size_t NameFinder::organisation(std::size_t i, NameRoles of) {
  if (of.has(NameRole::organisation)) {
    add(NameKind::organisation, 0.85, words_[i].start, end_of(i), 0);
    return 1;
  }
  if (of.has(organisation_word) && style_ == Style::plain && !begins_sentence(i) && !joins_capital(i + 1)) {
    add(NameKind::organisation, 0.6, words_[i].start, end_of(i), 0);
    return 1;
  }
  std::size_t end = 0;
  if (of.has(organisation_head)) {
    std::size_t next = i + 1;
    while (next < words_.size() && follows(next) && is_particle(next)) ++next;
    if (joins_capital(next) && (next > i + 1 || style_ == Style::plain)) end = run(next).end;
  } else if (style_ != Style::headline && style_ != Style::shouted) {
    for (std::size_t k = 1; k <= 3 && joins_capital(i + k) && end == 0; ++k) {
      if (roles(i + k).has(organisation_tail)) end = i + k + 1;
    }
  }
  if (end == 0 || is_stopword(words_[i], lang_)) return 0;
  add(NameKind::organisation, 0.8, words_[i].start, end_of(end - 1), 0);
  return end - i;
}

/// The capitals from `first` on, with small particles between them.
NameFinder::Run NameFinder::run(std::size_t first) const {
  Run run{first + 1, 1, roles(first).has(surname)};
  for (std::size_t i = first + 1; i < words_.size() && i < first + kMostRun && follows(i) && possessive(words_[i - 1].folded) == 0;) {
    std::size_t next = i;
    if (!capital(next)) {
      while (next < words_.size() && next < i + 2 && follows(next) && is_particle(next)) ++next;
      if (next == i || !joins_capital(next)) break;
    }
    const NameRoles of = roles(next);
    const bool listed = of.has(surname) || of.has_any(given, given_word);
    if (of.has(NameRole::organisation) || of.has_any(organisation_tail, place_tail)) break;
    if (is_stopword(words_[next], lang_) && !is_initial(words_[next].folded)) break;
    if (!listed && (style_ == Style::shouted || (style_ != Style::plain && run.capitals >= 2))) break;
    run = {next + 1, run.capitals + 1, of.has(surname)};
    i = next + 1;
  }
  return run;
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

/// ", 34 anni".
bool NameFinder::aged(std::size_t end) const {
  if (end + 1 >= words_.size() || words_[end].kind != WordKind::number || words_[end].folded.size() > 3) return false;
  return words_[end].start - words_[end - 1].end <= 2 && before(end + 1).none() && follows(end + 1) && roles(end + 1).has(years);
}

bool NameFinder::spoken_of(std::size_t first, std::size_t end) const { return said_dead(first, end) || aged(end); }

/// How sure one first name with nothing behind it is a person.
double NameFinder::alone(std::size_t i, NameRoles of, bool spoken_of) const {
  if (spoken_of) return 0.8;
  const bool sure = of.has(given) && !of.has(NameRole::place) && !begins_sentence(i);
  return sure && (style_ == Style::plain || style_ == Style::german) ? 0.5 : 0;
}

/// How sure capitals that begin with no listed first name are a person.
double NameFinder::unlisted(std::size_t i, const Run& run, bool titled, bool spoken_of) const {
  if (!titled && !spoken_of && !run.surname) return 0;
  const bool plain = style_ == Style::plain;
  const bool first = begins_sentence(i);
  if (is_stopword(words_[i], lang_) || words_[i].folded.size() < 3) return 0;
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
  const Run name = by_given || titled || joins_capital(i + 1) ? run(i) : Run{i + 1, 1, of.has(surname)};
  const bool spoken = spoken_of(i, name.end);
  if (joins_capital(name.end) && roles(name.end).has(place_tail)) {
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
    if (spoken) p = std::max(p, 0.8);
  }
  if (p < kLeast) return 0;
  const std::uint64_t last = name.capitals > 1 ? hash(name.end - 1) : 0;
  const bool noble = after_capital(i) && led_by_.has(particle) && !begins_sentence(i - 1);  // "Di Pietro"
  add(NameKind::person, p, words_[noble ? i - 1 : i].start, end_of(name.end - 1), last);
  return name.end - i;
}

std::size_t NameFinder::place(std::size_t i, const NameTable::Longest& found) {
  const std::size_t end = i + found.words;
  const bool led = led_by_.has(place_before);
  const bool sure = found.roles.has(NameRole::place);
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

/// The surname of a person named before.
std::size_t NameFinder::again(std::size_t i) {
  if (!seen_.empty()) {
    const auto known = std::find_if(seen_.begin(), seen_.end(), [&](const Seen& seen) { return seen.last_word == hash(i); });
    if (known != seen_.end()) names_[known->name].spans.push_back({words_[i].start, end_of(i)});
  }
  return 1;
}

/// "#PrayForParis", "@MarioRossi": the parts that capitals show, where they are plain letters.
void NameFinder::look_into_tag(const Word& tag) {
  const std::size_t begin = tag.start + 1;
  if (tag.kind == WordKind::hashtag) {
    const NameRoles of = table_.of(tag.hash, langs_);
    if (of.has(NameRole::place)) return add(NameKind::place, 0.8, begin, tag.end, 0);
    if (of.has(NameRole::organisation)) return add(NameKind::organisation, 0.8, begin, tag.end, 0);
  }
  std::array<std::size_t, kMostParts + 1> starts;
  const std::size_t n = parts_of(text_.substr(begin, tag.end - begin), starts);
  std::array<std::uint64_t, kMostParts> hashes{};
  if (n < 2) return;
  // What is folded of plain letters is as long as they are.
  for (std::size_t i = 0; i < n; ++i) hashes[i] = word_hash(tag.folded.substr(starts[i], starts[i + 1] - starts[i]));
  for (std::size_t i = 0; i < n;) {
    const NameTable::Longest found = table_.longest({hashes.data() + i, std::min(n - i, NameTable::kMostWords)}, langs_);
    const bool pair = i + 1 < n && found.roles.has_any(given, given_word) && table_.of(hashes[i + 1], langs_).has(surname);
    const std::size_t words = pair ? 2 : found.words;
    const std::size_t start = begin + starts[i], end = begin + starts[i + words];
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

void NameFinder::add(NameKind kind, double p, std::size_t start, std::size_t end, std::uint64_t last_word) {
  const std::string_view name = text_.substr(start, end - start);
  const auto same = std::find_if(names_.begin(), names_.end(), [&](const Name& n) { return n.kind == kind && n.text == name; });
  if (same != names_.end()) {
    same->p = std::max(same->p, p);
    same->spans.push_back({start, end});
    return;
  }
  names_.push_back({kind, p, name, {{start, end}}});
  if (last_word != 0) seen_.push_back({last_word, names_.size() - 1});
}

}  // namespace rtm::text
