#include "text/names.hpp"

#include <algorithm>
#include <array>

#include "base/utf8.hpp"
#include "text/fold.hpp"

namespace rtm::text {

namespace {

using enum NameRole;

constexpr std::size_t kAbbreviation = 5;       // letters of a word behind which a full stop ends no sentence ("Prof.")
constexpr std::size_t kLong = 4;               // bytes from which on a word tells what capitals mean here
constexpr std::size_t kFewWords = 6;           // too few to tell
constexpr std::string_view kEndsSentence = ".!?:;\n\"|";

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }

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
    const bool follows = !marks_.empty() && (joins(gap) || (gap == ". " && is_initial(marks_.size() - 1)));
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

/// "rossi's".
bool NameFinder::is_possessive(std::size_t i) const { return words_[i].folded.size() > 3 && words_[i].folded.ends_with("'s"); }

std::uint64_t NameFinder::hash(std::size_t i) const {
  const std::string_view folded = words_[i].folded;
  return is_possessive(i) ? word_hash(folded.substr(0, folded.size() - 2)) : words_[i].hash;
}

std::size_t NameFinder::end_of(std::size_t last) const {
  const Word& word = words_[last];
  if (!is_possessive(last)) return word.end;
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
  if (found.words == 1 && is_article(i)) return 1;
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

std::vector<NameFinder::Seen>::const_iterator NameFinder::seen(std::size_t i) const {
  return std::find_if(seen_.begin(), seen_.end(), [&](const Seen& seen) { return seen.last_word == hash(i); });
}

/// The surname of a person named before.
std::size_t NameFinder::again(std::size_t i) {
  if (seen_.empty()) return 1;
  if (const auto known = seen(i); known != seen_.end()) names_[known->name].spans.push_back({words_[i].start, end_of(i)});
  return 1;
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
