#include "text/lexicon.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "base/error.hpp"
#include "data/table.hpp"

namespace rtm::text {

namespace {

constexpr std::array<std::string_view, 6> kLangs{"it", "en", "es", "fr", "de", "pt"};
constexpr std::size_t kShortStem = 3, kStem = 4;
constexpr std::size_t kLongestGap = 3;
constexpr std::size_t kWidestSieve = std::size_t{1} << 18;  // bits; 32 KB stay in the cache

template <typename Block>
std::uint64_t block(const char* bytes) {
  Block value;
  std::memcpy(&value, bytes, sizeof value);
  return value;
}

constexpr std::uint64_t mask(std::size_t bytes) {
  return bytes >= 8 ? ~std::uint64_t{0} : (std::uint64_t{1} << (8 * bytes)) - 1;
}

/// The first eight bytes of `word`, zero-padded, as a number. A short word is put together from blocks that overlap.
std::uint64_t letters(std::string_view word) {
  const char* p = word.data();
  const std::size_t n = word.size();
  if (n >= 8) return block<std::uint64_t>(p);
  if (n >= 4) return block<std::uint32_t>(p) | block<std::uint32_t>(p + n - 4) << 8 * (n - 4);
  if (n >= 2) return block<std::uint16_t>(p) | block<std::uint16_t>(p + n - 2) << 8 * (n - 2);
  return n == 0 ? 0 : static_cast<unsigned char>(*p);
}

/// Of these, the first `bytes`.
std::uint64_t letters(std::string_view word, std::size_t bytes) { return letters(word) & mask(bytes); }

std::uint32_t short_hash(std::uint64_t hash) { return static_cast<std::uint32_t>(hash >> 32) | 1; }

std::uint64_t whole_key(std::uint64_t hash) { return hash | 1; }

/// Calls `take` with each piece that is not empty.
template <typename Take>
void split(std::string_view text, std::string_view separator, Take take) {
  data::each_of(text, separator, [&](std::string_view piece) {
    if (!piece.empty()) take(piece);
  });
}

bool is_lower_ascii(std::string_view word) {
  return !word.empty() && std::all_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
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
  split(cell, ",", [&](std::string_view code) {
    if (code != "*" && lang_set(code) == kAnyLang)
      throw Error(fmt::format("language '{}': not one of it en es fr de pt", code));
    set = static_cast<LangSet>(set | lang_set(code));
  });
  return set;
}

std::string_view without_possessive(std::string_view folded) {
  return folded.ends_with("'s") ? folded.substr(0, folded.size() - 2) : folded;
}

void Lexicon::add(std::string_view cell, std::uint32_t entry, LangSet langs) {
  split(cell, ", ", [&](std::string_view pattern) {
    add_pattern(pattern, entry, langs);
    if (is_ascii(pattern)) return;
    if (const std::string plain = unaccented(pattern); plain != pattern) add_pattern(plain, entry, langs);
  });
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
  const std::size_t before = pattern.parts.size();
  const auto put = [&pattern](std::string_view piece) {
    pattern.rank += static_cast<std::uint32_t>(1000 + 2 * piece.size());
    pattern.parts.push_back({Piece::exact, std::string(piece)});
  };
  if (is_lower_ascii(word)) {  // most are, and need no cutting
    put(word);
  } else {
    cutter_.analyse(word);
    for (const Word& piece : cutter_.all()) put(piece.folded);
  }
  if (pattern.parts.size() == before) throw Error(fmt::format("word pattern: no word in '{}'", word));
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
  split(text, " ", [&](std::string_view word) { add_parts(word, pattern); });
  if (pattern.parts.empty()) throw Error("word pattern: a sign without a word");
  const Part& first = pattern.parts.front();
  const bool fixed =
      first.piece == Piece::exact || (first.piece == Piece::stem && first.text.size() >= kShortStem);
  if (!fixed || pattern.parts.back().piece == Piece::gap)
    throw Error(fmt::format("word pattern '{}': it cannot be looked up", text));
  patterns_.push_back(std::move(pattern));
  tables_.built = false;
  index(static_cast<std::uint32_t>(patterns_.size() - 1));
}

void Lexicon::index(std::uint32_t number) {
  const Pattern& pattern = patterns_[number];
  const Part& head = pattern.parts.front();
  const bool exact = head.piece == Piece::exact;
  const std::uint32_t second = pattern.parts.size() == 1                 ? kAlone
                               : pattern.parts[1].piece == Piece::exact ? short_hash(word_hash(pattern.parts[1].text))
                                                                        : kAnything;
  const Node node{letters(head.text),
                  mask(exact ? 8 : head.text.size()),
                  {number, pattern.entry, pattern.rank, second},
                  static_cast<std::uint8_t>(std::min<std::size_t>(head.text.size(), 255)),
                  pattern.langs,
                  !exact};
  if (exact && pattern.hashtag != Pattern::Hashtag::at_end) exact_.emplace_back(whole_key(word_hash(head.text)), node);
  if (exact && pattern.hashtag == Pattern::Hashtag::as_word) return;
  const bool is_short = head.text.size() < kStem;
  (is_short ? short_stems_ : stems_).emplace_back(letters(head.text, is_short ? kShortStem : kStem), node);
}

const Lexicon::Tables& Lexicon::tables() const {
  if (!tables_.built) {
    tables_ = {true, Index(exact_), Index(short_stems_), Index(stems_)};
    met_.forget();
  }
  return tables_;
}

Lexicon::Index::Index(std::span<const std::pair<std::uint64_t, Node>> keyed) {
  std::vector<std::pair<std::uint64_t, std::uint32_t>> order;  // the keys, and where their nodes stand
  order.reserve(keyed.size());
  for (std::uint32_t i = 0; i < keyed.size(); ++i) order.emplace_back(keyed[i].first, i);
  std::sort(order.begin(), order.end());
  slots_.assign(std::bit_ceil(2 * order.size() + 1), {});
  sieve_.assign(std::bit_ceil(std::clamp<std::size_t>(8 * order.size(), 512, kWidestSieve)) / 64, 0);
  nodes_.reserve(order.size());
  for (std::size_t i = 0; i < order.size();) {
    const std::uint64_t key = order[i].first;
    Slot slot{key, static_cast<std::uint32_t>(nodes_.size()), 0};
    for (; i < order.size() && order[i].first == key; ++i, ++slot.count) nodes_.push_back(keyed[order[i].second].second);
    const std::size_t bit = spread(key) & (64 * sieve_.size() - 1);
    sieve_[bit / 64] |= std::uint64_t{1} << (bit % 64);
    std::size_t at = spread(key);
    while (slots_[at & (slots_.size() - 1)].key != 0) ++at;
    slots_[at & (slots_.size() - 1)] = slot;
  }
}

std::span<const Lexicon::Node> Lexicon::Index::look_up(std::uint64_t key) const {
  for (std::size_t at = spread(key);; ++at) {
    const Slot& slot = slots_[at & (slots_.size() - 1)];
    if (slot.key == key) return {nodes_.data() + slot.first, slot.count};
    if (slot.key == 0) return {};
  }
}

bool Lexicon::knows(std::string_view word) const {
  const auto nodes = tables().exact.find(whole_key(word_hash(word)));
  return std::any_of(nodes.begin(), nodes.end(), [](const Node& node) { return node.begun.second == kAlone; });
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

/// The first word fits: does the rest? A possessive needs the closer look.
void Lexicon::take(const Begun& begun, std::span<const Word> words, std::size_t at, std::vector<Match>& out) const {
  std::size_t last = at;
  if (begun.second != kAlone) {
    const bool fits = begun.second == kAnything || (at + 1 < words.size() && (short_hash(words[at + 1].hash) == begun.second || words[at + 1].folded.ends_with("'s")));
    if (!fits || !rest_matches(patterns_[begun.pattern], 1, words, at + 1, last)) return;
  }
  out.push_back({begun.entry, static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(last), begun.rank,
                 words[at].start, words[last].end});
}

/// Appends the patterns that may begin with `word`.
void Lexicon::look_up_bare(const Tables& tables, std::string_view word, std::uint64_t hash, LangSet langs, std::vector<Begun>& found) const {
  const std::uint64_t start = letters(word);
  for (const Node& node : tables.exact.find(whole_key(hash))) {
    if ((node.langs & langs) != 0 && start == node.letters) found.push_back(node.begun);
  }
  const auto stems = [&](const Index& index, std::uint64_t key) {
    for (const Node& node : index.find(key)) {
      if (!node.stem || (node.langs & langs) == 0 || ((start ^ node.letters) & node.mask) != 0) continue;
      if (word.size() < node.size || (node.size > 8 && !word.starts_with(patterns_[node.begun.pattern].parts.front().text))) continue;
      found.push_back(node.begun);
    }
  };
  if (word.size() >= kShortStem) stems(tables.short_stems, start & mask(kShortStem));
  if (word.size() >= kStem) stems(tables.stems, start & mask(kStem));
}

/// The same, and without its possessive.
void Lexicon::look_up(const Tables& tables, const Word& word, LangSet langs, std::vector<Begun>& found) const {
  look_up_bare(tables, word.folded, word.hash, langs, found);
  const auto bare = without_possessive(word.folded);
  if (bare.size() != word.folded.size() && !bare.empty()) look_up_bare(tables, bare, word_hash(bare), langs, found);
}

/// Whether a pattern of any language begins with the word.
bool Lexicon::begins_any(const Tables& tables, const Word& word) const {
  const std::string_view folded = word.folded;
  const std::uint64_t start = letters(folded);
  const bool short_stem = folded.size() >= kShortStem && tables.short_stems.sifts(start & mask(kShortStem));
  const bool stem = folded.size() >= kStem && tables.stems.sifts(start & mask(kStem));
  if (!short_stem && !stem && !tables.exact.sifts(whole_key(word.hash)) && !folded.ends_with("'s")) return false;
  begun_.clear();
  look_up(tables, word, kAnyLang, begun_);
  return !begun_.empty();
}

void Lexicon::find(std::span<const Word> words, LangSet langs, std::vector<Match>& out) const {
  out.clear();
  const Tables& of = tables();
  for (std::size_t at = 0; at < words.size(); ++at) {
    const Word& word = words[at];
    if (word.kind == WordKind::link || word.kind == WordKind::mention) continue;
    if (!is_silent(of, word)) {
      const auto known = met_.of(met_.key(word, langs), [&](auto& found) { look_up(of, word, langs, found); });
      for (const Begun& begun : known) take(begun, words, at, out);
    }
    if (word.kind == WordKind::hashtag) inside_hashtag(of.stems, words, at, langs, out);
  }
}

void Lexicon::inside_hashtag(const Index& stems, std::span<const Word> words, std::size_t at, LangSet langs,
                             std::vector<Match>& out) const {
  const std::string_view tag = words[at].folded;
  for (std::size_t from = 0; from + kStem <= tag.size(); ++from) {
    const std::string_view rest = tag.substr(from);
    for (const Node& node : stems.find(letters(rest, kStem))) {
      const Pattern& pattern = patterns_[node.begun.pattern];
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
