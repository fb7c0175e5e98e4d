#include "text/lexicon.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <functional>

#include "base/error.hpp"

namespace rtm::text {

namespace {

constexpr std::array<std::string_view, 6> kLangs{"it", "en", "es", "fr", "de", "pt"};
constexpr std::size_t kShortStem = 3, kStem = 4;
constexpr std::uint32_t kEnd = ~std::uint32_t{0};
constexpr std::size_t kLongestGap = 3;

/// The first `bytes` (at most eight) bytes of `word`, zero-padded, as a number.
std::uint64_t letters(std::string_view word, std::size_t bytes = 8) {
  std::uint64_t value = 0;
  std::memcpy(&value, word.data(), std::min(word.size(), bytes));
  return value;
}

std::uint64_t mask(std::size_t bytes) {
  return bytes >= 8 ? ~std::uint64_t{0} : (std::uint64_t{1} << (8 * bytes)) - 1;
}

std::uint64_t whole_key(std::string_view word) { return std::hash<std::string_view>{}(word) | 1; }

std::size_t spread(std::uint64_t key) {
  return static_cast<std::size_t>((key * 0x9E3779B97F4A7C15ULL) >> 20);
}

std::vector<std::string_view> split(std::string_view text, std::string_view separator) {
  std::vector<std::string_view> pieces;
  for (;;) {
    const std::size_t at = text.find(separator);
    if (const auto piece = text.substr(0, at); !piece.empty()) pieces.push_back(piece);
    if (at == std::string_view::npos) return pieces;
    text.remove_prefix(at + separator.size());
  }
}

}  // namespace

LangSet lang_set(std::string_view code) {
  for (std::size_t i = 0; i < kLangs.size(); ++i) {
    if (code.substr(0, 2) == kLangs[i] && (code.size() == 2 || code[2] == '-'))
      return static_cast<LangSet>(1U << i);
  }
  return kAnyLang;
}

LangSet lang_cell(std::string_view cell) {
  LangSet set = 0;
  for (const auto code : split(cell, ",")) {
    if (code != "*" && lang_set(code) == kAnyLang)
      throw Error(fmt::format("language '{}': not one of it en es fr de pt", code));
    set = static_cast<LangSet>(set | lang_set(code));
  }
  return set;
}

std::string_view without_possessive(std::string_view folded) {
  return folded.ends_with("'s") ? folded.substr(0, folded.size() - 2) : folded;
}

void Lexicon::add(std::string_view cell, std::uint32_t entry, LangSet langs) {
  for (const auto pattern : split(cell, ", ")) {
    add_pattern(pattern, entry, langs);
    if (const std::string plain = unaccented(pattern); plain != pattern) add_pattern(plain, entry, langs);
  }
}

/// A pattern's word is cut as the tokeniser cuts a text ("dell'arma" is two words); a star belongs to its
/// last piece.
void Lexicon::add_parts(std::string_view word, Pattern& pattern) {
  if (word == "*" || word == "..") {
    pattern.parts.push_back({word == "*" ? Piece::any : Piece::gap, {}});
    return;
  }
  const bool star = word.ends_with('*');
  if (star) word.remove_suffix(1);
  cutter_.analyse(word);
  for (const Word& piece : cutter_.all()) {
    pattern.rank += static_cast<std::uint32_t>(1000 + 2 * piece.folded.size());
    pattern.parts.push_back({Piece::exact, std::string(piece.folded)});
  }
  if (cutter_.all().empty()) throw Error(fmt::format("word pattern: no word in '{}'", word));
  if (star) {
    pattern.parts.back().piece = Piece::stem;
  } else {
    ++pattern.rank;
  }
}

void Lexicon::add_pattern(std::string_view text, std::uint32_t entry, LangSet langs) {
  using Hashtag = Pattern::Hashtag;
  const Hashtag hashtag = text.starts_with("#*")  ? Hashtag::at_end
                          : text.starts_with('#') ? Hashtag::inside
                                                  : Hashtag::as_word;
  text.remove_prefix(static_cast<std::size_t>(hashtag));
  Pattern pattern{{}, entry, 0, langs, hashtag};
  for (const auto word : split(text, " ")) add_parts(word, pattern);
  if (pattern.parts.empty()) throw Error("word pattern: a sign without a word");
  const Part& first = pattern.parts.front();
  const bool fixed =
      first.piece == Piece::exact || (first.piece == Piece::stem && first.text.size() >= kShortStem);
  if (!fixed || pattern.parts.back().piece == Piece::gap)
    throw Error(fmt::format("word pattern '{}': it cannot be looked up", text));
  patterns_.push_back(std::move(pattern));
  const Pattern& added = patterns_.back();
  const Part& head = added.parts.front();
  const auto number = static_cast<std::uint32_t>(patterns_.size() - 1);
  if (head.piece == Piece::exact && added.hashtag != Pattern::Hashtag::at_end)
    chain(exact_, whole_key(head.text), number, true);
  if (head.piece == Piece::exact && added.hashtag == Pattern::Hashtag::as_word) return;
  const bool is_short = head.text.size() < kStem;
  chain(is_short ? short_stems_ : stems_, letters(head.text, is_short ? kShortStem : kStem), number, false);
}

bool Lexicon::Index::may_have(std::uint64_t key) const {
  const std::size_t bit = spread(key) % kSieve;
  return (sieve[bit / 64] >> (bit % 64) & 1) != 0;
}

const Lexicon::Slot* Lexicon::Index::find(std::uint64_t key) const {
  if (!may_have(key)) return nullptr;
  for (std::size_t at = spread(key);; ++at) {
    const Slot& slot = slots[at & (slots.size() - 1)];
    if (slot.key == key) return &slot;
    if (slot.key == 0) return nullptr;
  }
}

Lexicon::Slot& Lexicon::Index::at(std::uint64_t key) {
  if (2 * (used + 1) > slots.size()) {
    std::vector<Slot> old(std::max<std::size_t>(64, 2 * slots.size()));
    old.swap(slots);
    used = 0;
    for (const Slot& slot : old) {
      if (slot.key != 0) at(slot.key) = slot;
    }
  }
  for (std::size_t at = spread(key);; ++at) {
    Slot& slot = slots[at & (slots.size() - 1)];
    if (slot.key == key) return slot;
    if (slot.key != 0) continue;
    ++used;
    slot = {key, kEnd, kEnd};
    const std::size_t bit = spread(key) % kSieve;
    sieve[bit / 64] |= std::uint64_t{1} << (bit % 64);
    return slot;
  }
}

void Lexicon::chain(Index& index, std::uint64_t key, std::uint32_t pattern, bool whole) {
  const std::string& text = patterns_[pattern].parts.front().text;
  nodes_.push_back({letters(text), whole ? ~std::uint64_t{0} : mask(text.size()), pattern, kEnd,
                    patterns_[pattern].langs});
  const auto node = static_cast<std::uint32_t>(nodes_.size() - 1);
  Slot& slot = index.at(key);
  (slot.head == kEnd ? slot.head : nodes_[slot.tail].next) = node;
  slot.tail = node;
}

bool Lexicon::knows(std::string_view word) const {
  const Slot* slot = exact_.find(whole_key(word));
  for (std::uint32_t node = slot == nullptr ? kEnd : slot->head; node != kEnd; node = nodes_[node].next) {
    const auto& parts = patterns_[nodes_[node].pattern].parts;
    if (parts.size() == 1 && parts.front().text == word) return true;
  }
  return false;
}

bool Lexicon::rest_matches(const Pattern& pattern, std::size_t part, std::span<const Word> words,
                           std::size_t at, std::size_t& last) const {
  for (; part < pattern.parts.size(); ++part, ++at) {
    const Part& wanted = pattern.parts[part];
    if (wanted.piece == Piece::gap) {
      for (std::size_t skip = 0; skip <= kLongestGap; ++skip) {
        if (rest_matches(pattern, part + 1, words, at + skip, last)) return true;
      }
      return false;
    }
    if (at >= words.size()) return false;
    const std::string_view whole = words[at].folded, bare = without_possessive(whole);
    const bool fits =
        wanted.piece == Piece::any ||
        (wanted.piece == Piece::exact && (whole == wanted.text || bare == wanted.text)) ||
        (wanted.piece == Piece::stem && (whole.starts_with(wanted.text) || bare.starts_with(wanted.text)));
    if (!fits) return false;
    last = at;
  }
  return true;
}

void Lexicon::look_up(const Index& index, std::uint64_t key, std::span<const Word> words, std::size_t at,
                      std::string_view word, LangSet langs, std::vector<Match>& out) const {
  const Slot* slot = index.find(key);
  if (slot == nullptr) return;
  const std::uint64_t start = letters(word);
  for (std::uint32_t number = slot->head; number != kEnd; number = nodes_[number].next) {
    const Node& node = nodes_[number];
    if ((node.langs & langs) == 0 || ((start ^ node.letters) & node.mask) != 0) continue;
    const Pattern& pattern = patterns_[node.pattern];
    const std::string& text = pattern.parts.front().text;
    if (&index == &exact_ ? word != text
                          : pattern.parts.front().piece != Piece::stem || !word.starts_with(text))
      continue;
    std::size_t last = at;
    if (pattern.parts.size() > 1 && !rest_matches(pattern, 1, words, at + 1, last)) continue;
    out.push_back({pattern.entry, static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(last),
                   pattern.rank, words[at].start, words[last].end});
  }
}

void Lexicon::look_up_stems(std::span<const Word> words, std::size_t at, std::string_view word, LangSet langs,
                            std::vector<Match>& out) const {
  if (word.size() < kShortStem) return;
  look_up(short_stems_, letters(word, kShortStem), words, at, word, langs, out);
  if (word.size() >= kStem) look_up(stems_, letters(word, kStem), words, at, word, langs, out);
}

void Lexicon::find(std::span<const Word> words, LangSet langs, std::vector<Match>& out) const {
  out.clear();
  for (std::size_t at = 0; at < words.size(); ++at) {
    const Word& word = words[at];
    if (word.kind == WordKind::link || word.kind == WordKind::mention) continue;
    look_up(exact_, whole_key(word.folded), words, at, word.folded, langs, out);
    look_up_stems(words, at, word.folded, langs, out);
    if (const auto bare = without_possessive(word.folded);
        bare.size() != word.folded.size() && !bare.empty()) {
      look_up(exact_, whole_key(bare), words, at, bare, langs, out);
      look_up_stems(words, at, bare, langs, out);
    }
    if (word.kind == WordKind::hashtag) inside_hashtag(words, at, langs, out);
  }
}

void Lexicon::inside_hashtag(std::span<const Word> words, std::size_t at, LangSet langs,
                             std::vector<Match>& out) const {
  const std::string_view tag = words[at].folded;
  for (std::size_t from = 0; from + kStem <= tag.size(); ++from) {
    const std::string_view rest = tag.substr(from);
    const Slot* slot = stems_.find(letters(rest, kStem));
    for (std::uint32_t number = slot == nullptr ? kEnd : slot->head; number != kEnd;
         number = nodes_[number].next) {
      const Pattern& pattern = patterns_[nodes_[number].pattern];
      const std::string& text = pattern.parts.front().text;
      if (pattern.hashtag == Pattern::Hashtag::as_word || (pattern.langs & langs) == 0 ||
          !rest.starts_with(text))
        continue;
      if (pattern.hashtag == Pattern::Hashtag::at_end && rest.size() != text.size()) continue;
      const auto word = static_cast<std::uint32_t>(at);
      out.push_back({pattern.entry, word, word, pattern.rank, words[at].start, words[at].end});
    }
  }
}

}  // namespace rtm::text
