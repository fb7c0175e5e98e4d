#include "text/respelling.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <utility>

#include "base/ascii.hpp"
#include "data/table.hpp"

namespace rtm::text {

namespace {

constexpr std::size_t kShortest = 4;      // letters of a word with digits in it, of letters set apart, of a stem
constexpr std::size_t kShortestSwap = 5;  // letters of a word that letters are swapped in
constexpr std::size_t kShortestFilled = 6, kShortestGroup = 5;  // letters of a word that a vowel was left out of
constexpr std::size_t kShortestStem = 5, kLongStem = 7;         // letters of its stem; of one with more than a letter behind
constexpr std::size_t kEnding = 3;                              // letters behind a stem, at most
constexpr std::size_t kShortestGlued = 5, kMostSmall = 8;       // letters of a word that a small one is glued to; of the small one
constexpr std::size_t kMostLetters = 24;

bool is_vowel(char c) { return std::string_view("aeiou").find(c) != std::string_view::npos; }
bool is_consonant(char c) { return ascii::is_letter(c) && !is_vowel(c); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// The letter that a digit stands for; 0 for none.
char letter_for(char digit) {
  constexpr std::string_view kDigits = "013457", kLetters = "oieast";
  const std::size_t at = kDigits.find(digit);
  return at == std::string_view::npos ? '\0' : kLetters[at];
}

/// The first four bytes, zero-padded.
std::uint32_t beginning(std::string_view word) {
  std::uint32_t first = 0;
  std::memcpy(&first, word.data(), std::min(word.size(), sizeof first));
  return first;
}

/// Its bit of the sieve.
std::size_t bit_of(std::uint32_t beginning) { return beginning * 0x9E3779B1U >> 18; }

bool single_letter(const Word& word) { return word.kind == WordKind::word && word.end - word.start == 1; }

}  // namespace

Respelling::Respelling() {
  for (const auto& row : data::rows("offence", 5)) {
    const LangSet langs = lang_cell(row[2]);
    const std::string_view kind = row[0];
    if (kind == "shield" || kind == "address") {
      data::each_of(row[4], ", ", [&](std::string_view pattern) { put(pattern, kOther, false, langs); });
      continue;
    }
    const auto alone = static_cast<unsigned char>(kind == "group" ? kGroup : kind == "slur" ? kSlur : kind == "insult" ? kInsult : 0);
    data::each_of(row[4], ", ", [&](std::string_view pattern) { add(pattern, alone, langs); });
  }
}

/// `alone` is what a pattern of one word is besides.
void Respelling::add(std::string_view pattern, unsigned char alone, LangSet langs) {
  const bool stem = pattern.ends_with('*');
  if (pattern.find(' ') == std::string_view::npos) {
    if (!stem) put(pattern, kPlain, false, langs);
    if (alone != 0) put(pattern.substr(0, pattern.size() - (stem ? 1 : 0)), alone, stem, langs);
  }
  Words cut;
  data::each_of(pattern, " ", [&](std::string_view word) {
    cut.analyse(word);
    if (cut.all().empty() || cut.all().back().folded.size() < kShortest) return;
    const bool open = word.ends_with('*');
    put(cut.all().back().folded, open ? kStem : kWord, open, langs);
  });
}

void Respelling::put(std::string_view word, unsigned char kind, bool stem, LangSet langs) {
  entries_[beginning(word)].push_back({std::string(word), kind, stem, langs});
  sieve_.set(bit_of(beginning(word)));
}

bool Respelling::known_in(LangSet langs, std::string_view word, unsigned char kinds, std::size_t shortest) const {
  const std::uint32_t first = beginning(word);
  if (!sieve_[bit_of(first)]) return false;
  const auto found = entries_.find(first);
  return found != entries_.end() && std::any_of(found->second.begin(), found->second.end(), [&](const Entry& e) {
           if ((e.kind & kinds) == 0 || (e.langs & langs) == 0) return false;
           return e.stem ? e.word.size() >= shortest && word.starts_with(e.word) : word == e.word;
         });
}

/// The digit at `at` is the last of what else is an offensive word ("froc1").
bool Respelling::ends_offence(std::string_view text, const Word& word, std::size_t at) const {
  if (at + 1 != word.end || !ascii::is_letter(text[at - 1]) || letter_for(text[at]) == '\0') return false;
  scratch_ = word.folded;
  scratch_.back() = letter_for(text[at]);
  return known(scratch_, kPlain, kShortest);
}

void Respelling::digits_to_letters(std::string_view text, const Word& word) const {
  if (word.kind != WordKind::word || word.end - word.start < kShortest || std::none_of(word.folded.begin(), word.folded.end(), is_digit))
    return;
  for (std::size_t i = word.start; i < word.end; ++i) {
    if (!is_digit(text[i])) continue;
    const bool inside = i > word.start && i + 1 < word.end && ascii::is_letter(text[i - 1]) && ascii::is_letter(text[i + 1]);
    if ((!inside && !ends_offence(text, word, i)) || letter_for(text[i]) == '\0') return;
  }
  if (out_.empty()) out_ = text;
  for (std::size_t i = word.start; i < word.end; ++i) {
    if (is_digit(text[i])) out_[i] = letter_for(text[i]);
  }
}

/// Writes the run's letters as one word, blanks behind them; without its first or last letter when only then it is one
/// ("i t r a n s", "f a n c u l o a").
void Respelling::join_letters(std::string_view text, std::span<const Word> run) const {
  for (const auto& [front, back] : {std::pair{0U, 0U}, {1U, 0U}, {0U, 1U}, {1U, 1U}}) {
    if (run.size() < kShortest + front + back) continue;
    const auto part = run.subspan(front, run.size() - front - back);
    scratch_.clear();
    for (const Word& letter : part) scratch_ += letter.folded;
    if (!known(scratch_, kWord | kStem, kShortest)) continue;
    if (out_.empty()) out_ = text;
    scratch_.resize(part.back().end - part.front().start, ' ');
    out_.replace(part.front().start, scratch_.size(), scratch_);
    return;
  }
}

void Respelling::join_runs(std::string_view text, std::span<const Word> words) const {
  for (std::size_t i = 0, end = 0; i < words.size(); i = std::max(end, i + 1)) {
    for (end = i; end < words.size() && end - i < kMostLetters && single_letter(words[end]); ++end) {
      if (end > i && (words[end].start != words[end - 1].end + 1 || text[words[end - 1].end] != ' ')) break;
    }
    if (end - i >= kShortest) join_letters(text, words.subspan(i, end - i));
  }
}

/// Which letter is to be swapped with the next to make an entry of the word; 0 for none.
std::size_t Respelling::swapped(std::string_view word) const {
  if (known(word, kWord | kStem | kOther, kShortest)) return 0;
  scratch_ = word;
  for (std::size_t i = 1; i + 1 < word.size(); ++i) {
    if (scratch_[i] == scratch_[i + 1] || !ascii::is_letter(scratch_[i]) || !ascii::is_letter(scratch_[i + 1])) continue;
    std::swap(scratch_[i], scratch_[i + 1]);
    const bool long_enough = word.size() > kShortestSwap || known(scratch_, kPlain, kShortest);
    if (long_enough && fits(scratch_, i + 2)) return i;  // a stem that ends before the swap says nothing of it
    std::swap(scratch_[i], scratch_[i + 1]);
  }
  return 0;
}

bool Respelling::swap_back(std::string_view text, const Word& word) const {
  const std::size_t size = word.folded.size();
  if (word.kind != WordKind::word || size < kShortestSwap || size > kMostLetters || size != word.end - word.start) return false;
  const auto places = met_swapped_.of(met_swapped_.key(word, langs_), [&](auto& facts) {
    if (const std::size_t place = swapped(word.folded)) facts.push_back(place);
  });
  if (places.empty()) return false;
  if (out_.empty()) out_ = text;
  std::swap(out_[word.start + places.front()], out_[word.start + places.front() + 1]);
  return true;
}

/// The vowel to be put in between two consonants to make an entry of the word; at 0 for none.
Respelling::Insertion Respelling::left_out(std::string_view word) const {
  if (known(word, kWord | kStem | kPlain | kOther, kShortest)) return {0, 0};
  for (std::size_t i = 1; i < word.size(); ++i) {
    if (!is_consonant(word[i - 1]) || !is_consonant(word[i])) continue;
    scratch_.assign(word.substr(0, i)).append(1, 'a').append(word.substr(i));
    for (const char vowel : {'a', 'e', 'i', 'o', 'u'}) {
      scratch_[i] = vowel;
      const bool long_enough = scratch_.size() >= kShortestFilled && fits(scratch_, i + 1);
      if (long_enough || (scratch_.size() >= kShortestGroup && known(scratch_, kGroup, std::max(kShortestStem, i + 1)))) return {i, vowel};
    }
  }
  return {0, 0};
}

/// Where a blank is to be put in to part an insult from a small word before it or, where such words are no endings, a slur from
/// one behind it; 0 for nowhere.
std::size_t Respelling::glued(std::string_view word) const {
  if (known(word, kWord | kStem | kPlain | kOther, kShortest)) return 0;
  const bool behind = !lang_.empty() && !lang_.starts_with("en") && !lang_.starts_with("de");
  for (std::size_t i = 2; i + 2 <= word.size(); ++i) {
    const std::string_view front = word.substr(0, i), back = word.substr(i);
    const bool insult = i > 2 && i <= kMostSmall && back.size() >= kShortestGlued && known(back, kInsult | kSlur, kShortestGlued);
    if (insult && is_stopword(front, lang_)) return i;
    const bool slur = behind && back.size() <= kMostSmall && i >= kShortestGlued && known(front, kSlur, i);
    if (slur && is_stopword(back, lang_)) return i;
  }
  return 0;
}

/// Puts in what was found to be missing.
void Respelling::put_in(std::string_view text) const {
  if (insertions_.empty()) return;
  if (out_.empty()) out_ = text;
  scratch_.clear();
  std::size_t done = 0;
  for (const Insertion& insertion : insertions_) {
    scratch_.append(out_, done, insertion.at - done) += insertion.what;
    done = insertion.at;
  }
  scratch_.append(out_, done);
  out_.swap(scratch_);
}

std::size_t Respelling::original(std::size_t at) const {
  std::size_t before = 0;
  while (before < insertions_.size() && insertions_[before].at + before < at) ++before;
  return at - before;
}

bool Respelling::fits(std::string_view word, std::size_t reaching) const {
  if (known(word, kWord | kPlain, kShortest)) return true;
  for (std::size_t ending = 0; ending <= kEnding && word.size() >= std::max(kShortestStem, reaching) + ending; ++ending) {
    const std::size_t stem = word.size() - ending;
    if (ending > 1 && stem < kLongStem) break;  // "moron" says nothing of "moroning"
    if (known(word.substr(0, stem), kStem, stem)) return true;
  }
  return false;
}

/// Is it offence as it stands?
bool Respelling::tells(const Word& word) const {
  const auto look = [&] { return known(word.folded, kPlain | kStem, kShortest); };
  if (word.kind == WordKind::link) return look();
  if (word.is_silent(Table::respellings, [&] { return known_in(kAnyLang, word.folded, kPlain | kStem, kShortest); })) return false;
  return !met_.of(met_.key(word, langs_), [&](auto& facts) { if (look()) facts.push_back(1); }).empty();
}

/// Notes what is missing in a word; letters only where the post tells.
void Respelling::look_for_missing(const Word& word, bool telling) const {
  const std::size_t size = word.folded.size();
  if (word.kind != WordKind::word || size < kShortest || size > kMostLetters || size != word.end - word.start) return;
  if (size >= kShortestGlued + 2) {
    const auto blanks = met_glued_.of(met_glued_.key(word, langs_), [&](auto& facts) {
      if (const std::size_t place = glued(word.folded)) facts.push_back(place);
    });
    if (!blanks.empty()) return insertions_.push_back({word.start + blanks.front(), ' '});
  }
  if (!telling) return;
  const auto letters = met_left_out_.of(met_left_out_.key(word, langs_), [&](auto& facts) {
    if (const Insertion found = left_out(word.folded); found.at > 0) facts.push_back(found);
  });
  if (!letters.empty()) insertions_.push_back({word.start + letters.front().at, letters.front().what});
}

std::string_view Respelling::undo(std::string_view text, std::span<const Word> words, std::string_view lang) const {
  lang_ = lang;
  langs_ = lang_set(lang);
  out_.clear();
  insertions_.clear();
  bool telling = false;
  const bool digits = std::any_of(text.begin(), text.end(), is_digit);
  for (const Word& word : words) {
    if (digits) digits_to_letters(text, word);
    telling = telling || tells(word);
  }
  join_runs(text, words);
  for (const Word& word : words) {
    if (!telling || !swap_back(text, word)) look_for_missing(word, telling);
  }
  put_in(text);
  return out_;
}

}  // namespace rtm::text
