#include "text/respelling.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <utility>

#include "data/table.hpp"

namespace rtm::text {

namespace {

constexpr std::size_t kShortest = 4;      // letters of a word with digits in it, of letters set apart, of a stem
constexpr std::size_t kShortestSwap = 5;  // letters of a word that letters are swapped in
constexpr std::size_t kMostLetters = 24;

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
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
    data::each_of(row[4], ", ", [&](std::string_view pattern) { add(pattern, langs); });
  }
}

void Respelling::add(std::string_view pattern, LangSet langs) {
  if (pattern.find(' ') == std::string_view::npos && !pattern.ends_with('*')) put(pattern, kPlain, langs);
  Words cut;
  data::each_of(pattern, " ", [&](std::string_view word) {
    cut.analyse(word);
    if (!cut.all().empty() && cut.all().back().folded.size() >= kShortest) {
      put(cut.all().back().folded, word.ends_with('*') ? kStem : kWord, langs);
    }
  });
}

void Respelling::put(std::string_view word, Kind kind, LangSet langs) {
  entries_[beginning(word)].push_back({std::string(word), kind, langs});
  sieve_.set(bit_of(beginning(word)));
}

bool Respelling::known(std::string_view word, unsigned char kinds, std::size_t shortest) const {
  const std::uint32_t first = beginning(word);
  if (!sieve_[bit_of(first)]) return false;
  const auto found = entries_.find(first);
  return found != entries_.end() && std::any_of(found->second.begin(), found->second.end(), [&](const Entry& e) {
           if ((e.kinds & kinds) == 0 || (e.langs & langs_) == 0) return false;
           return e.kinds == kStem ? e.word.size() >= shortest && word.starts_with(e.word) : word == e.word;
         });
}

void Respelling::digits_to_letters(std::string_view text, const Word& word) const {
  if (word.kind != WordKind::word || word.end - word.start < kShortest || std::none_of(word.folded.begin(), word.folded.end(), is_digit))
    return;
  for (std::size_t i = word.start; i < word.end; ++i) {
    if (!is_digit(text[i])) continue;
    const bool inside = i > word.start && i + 1 < word.end && is_letter(text[i - 1]) && is_letter(text[i + 1]);
    if (!inside || letter_for(text[i]) == '\0') return;
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
  if (known(word, kWord | kStem, kShortest)) return 0;
  scratch_ = word;
  for (std::size_t i = 1; i + 1 < word.size(); ++i) {
    if (scratch_[i] == scratch_[i + 1] || !is_letter(scratch_[i]) || !is_letter(scratch_[i + 1])) continue;
    std::swap(scratch_[i], scratch_[i + 1]);
    if (known(scratch_, kWord | kStem, std::max(kShortest, i + 2))) return i;  // a stem that ends before the swap says nothing of it
    std::swap(scratch_[i], scratch_[i + 1]);
  }
  return 0;
}

void Respelling::swap_back(std::string_view text, const Word& word) const {
  const std::size_t size = word.folded.size();
  if (word.kind != WordKind::word || size < kShortestSwap || size > kMostLetters || size != word.end - word.start) return;
  const auto places = met_swapped_.of(met_swapped_.key(word, langs_), [&](auto& facts) {
    if (const std::size_t place = swapped(word.folded)) facts.push_back(place);
  });
  if (places.empty()) return;
  if (out_.empty()) out_ = text;
  std::swap(out_[word.start + places.front()], out_[word.start + places.front() + 1]);
}

/// Is it offence as it stands?
bool Respelling::tells(const Word& word) const {
  const auto look = [&] { return known(word.folded, kPlain | kStem, kShortest); };
  if (word.kind == WordKind::link) return look();
  return !met_.of(met_.key(word, langs_), [&](auto& facts) { if (look()) facts.push_back(1); }).empty();
}

std::string_view Respelling::undo(std::string_view text, std::span<const Word> words, LangSet langs) const {
  langs_ = langs;
  out_.clear();
  bool telling = false;
  const bool digits = std::any_of(text.begin(), text.end(), is_digit);
  for (const Word& word : words) {
    if (digits) digits_to_letters(text, word);
    telling = telling || tells(word);
  }
  join_runs(text, words);
  if (telling) {
    for (const Word& word : words) swap_back(text, word);
  }
  return out_;
}

}  // namespace rtm::text
