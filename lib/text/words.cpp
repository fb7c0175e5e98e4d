#include "text/words.hpp"

#define XXH_INLINE_ALL  // texts this short are hashed before a call has returned
#include <xxhash.h>

#include <algorithm>
#include <array>

#include "base/ascii.hpp"
#include "base/utf8.hpp"
#include "text/fold.hpp"

namespace rtm::text {

namespace {

constexpr char32_t kJoiner = 0x200D;
constexpr char32_t kEmojiStyle = 0xFE0F;
constexpr char32_t kKeycap = 0x20E3;

constexpr bool is_regional(char32_t c) { return c >= 0x1F1E6 && c <= 0x1F1FF; }
constexpr bool is_skin_tone(char32_t c) { return c >= 0x1F3FB && c <= 0x1F3FF; }
constexpr bool is_tag(char32_t c) { return c >= 0xE0020 && c <= 0xE007F; }
constexpr bool is_apostrophe(char32_t c) { return c == '\'' || c == 0x2019; }

/// Most characters of most texts, at the price of one look.
constexpr std::array<CharClass, 0x80> kAscii = [] {
  std::array<CharClass, 0x80> classes{};
  for (char c = 'a'; c <= 'z'; ++c) classes[static_cast<std::size_t>(c)] = classes[static_cast<std::size_t>(c - 'a' + 'A')] = CharClass::letter;
  for (char c = '0'; c <= '9'; ++c) classes[static_cast<std::size_t>(c)] = CharClass::digit;
  return classes;
}();

constexpr bool is_sign(char c) { return c == '#' || c == '@' || c == '$'; }

bool is_inner(CharClass c) { return c == CharClass::letter || c == CharClass::mark || c == CharClass::digit; }

/// What follows the apostrophe of an English contraction.
bool is_contraction(std::string_view rest) {
  constexpr std::array<std::string_view, 7> kEndings{"t", "s", "m", "d", "re", "ve", "ll"};
  return rest.size() <= 2 && std::any_of(kEndings.begin(), kEndings.end(), [&](auto e) {
           return ascii::same(rest, e);
         });
}

/// A byte of a host's name; names beyond ASCII are written as punycode.
bool is_host(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x80 && (is_inner(class_of(byte)) || c == '.' || c == '-');
}

bool ends_link(char c) {
  return static_cast<unsigned char>(c) <= ' ' || c == '<' || c == '>' || c == '"' || c == '|' || c == '`' || c == '{' || c == '}';
}

}  // namespace

/// One pass over one text.
class Tokeniser {
 public:
  Tokeniser(std::string_view text, Words& out) : text_(text), out_(out) {}

  void run() {
    while (pos_ < text_.size()) {
      const std::size_t start = pos_;
      if (const auto byte = static_cast<unsigned char>(text_[pos_]); byte < 0x80 && kAscii[byte] == CharClass::other && !is_sign(text_[pos_])) {
        ++pos_;
        continue;
      }
      if (link() || sign()) continue;
      pos_ = start;
      const char32_t c = utf8::next(text_, pos_);
      switch (c < 0x80 ? kAscii[c] : class_of(c)) {
        case CharClass::letter:
        case CharClass::digit: word(start); break;
        case CharClass::ideograph: add(WordKind::word, start, start); break;
        case CharClass::emoji: emoji(start, c); break;
        default: break;
      }
    }
  }

 private:
  char32_t peek(std::size_t& after) const {
    after = pos_;
    return pos_ < text_.size() ? utf8::next(text_, after) : 0;
  }

  /// Moves on while letters, marks and digits (and, for signs, underscores) come; says whether one was a letter.
  bool run_of_word(char extra) {
    bool letter = false;
    std::size_t after = 0;
    while (pos_ < text_.size()) {
      if (const auto byte = static_cast<unsigned char>(text_[pos_]); byte < 0x80) {
        if (kAscii[byte] == CharClass::other && (extra == '\0' || text_[pos_] != extra)) break;
        letter = letter || kAscii[byte] == CharClass::letter;
        ++pos_;
        continue;
      }
      const char32_t c = peek(after);
      const CharClass of = class_of(c);
      if (!is_inner(of)) break;
      letter = letter || of == CharClass::letter;
      pos_ = after;
    }
    return letter;
  }

  void add(WordKind kind, std::size_t start, std::size_t from) {
    out_.words_.push_back({out_.fold(text_, from, pos_), start, pos_, kind});
  }

  bool link() {
    const std::string_view rest = text_.substr(pos_);
    const char c = ascii::lower(rest.front());
    if (c != 'h' && c != 'w') return false;
    if (!ascii::begins_with(rest, "http://") && !ascii::begins_with(rest, "https://") && !ascii::begins_with(rest, "www.")) return false;
    const std::size_t start = pos_;
    while (pos_ < text_.size() && !ends_link(text_[pos_])) ++pos_;
    while (pos_ > start && std::string_view(".,;:!?)]'*").find(text_[pos_ - 1]) != std::string_view::npos) --pos_;
    add(WordKind::link, start, start);
    return true;
  }

  /// A hashtag, cashtag or mention.
  bool sign() {
    const char c = text_[pos_];
    if (!is_sign(c)) return false;
    const std::size_t start = pos_++;
    const bool letter = run_of_word('_');
    if (pos_ == start + 1 || (c != '@' && !letter)) return false;
    if (c == '@') host();
    add(c == '@' ? WordKind::mention : WordKind::hashtag, start, start + 1);
    return true;
  }

  /// "@user@host.example" of the fediverse.
  void host() {
    if (pos_ >= text_.size() || text_[pos_] != '@') return;
    const std::size_t before = pos_++;
    while (pos_ < text_.size() && is_host(text_[pos_])) ++pos_;
    while (text_[pos_ - 1] == '.') --pos_;
    if (pos_ == before + 1) pos_ = before;
  }

  void word(std::size_t start) {
    pos_ = start;
    if (!run_of_word('\0')) return number(start);
    std::size_t after = 0;
    if (!is_apostrophe(peek(after))) return add(WordKind::word, start, start);
    const std::size_t apostrophe = pos_;
    pos_ = after;
    run_of_word('\0');
    if (pos_ == after) {  // an apostrophe at the end stands for an accent or closes a quotation
      pos_ = apostrophe;
      add(WordKind::word, start, start);
      pos_ = after;
    } else if (is_contraction(text_.substr(after, pos_ - after))) {
      add(WordKind::word, start, start);
    } else {
      pos_ = after;
      add(WordKind::word, start, start);
    }
  }

  void number(std::size_t start) {
    for (;;) {
      const std::size_t before = pos_;
      if (pos_ + 1 >= text_.size() || std::string_view(".,:").find(text_[pos_]) == std::string_view::npos) break;
      ++pos_;
      if (class_of(static_cast<unsigned char>(text_[pos_])) != CharClass::digit) {
        pos_ = before;
        break;
      }
      while (pos_ < text_.size() && class_of(static_cast<unsigned char>(text_[pos_])) == CharClass::digit) ++pos_;
    }
    add(WordKind::number, start, start);
  }

  void emoji(std::size_t start, char32_t first) {
    std::size_t after = 0;
    char32_t c = peek(after);
    if (is_regional(first) && is_regional(c)) pos_ = after;
    bool joined = false;
    for (c = peek(after); pos_ < text_.size(); c = peek(after)) {
      const bool modifier = c == kEmojiStyle || c == kKeycap || is_skin_tone(c) || is_tag(c) || c == kJoiner;
      if (!modifier && !(joined && class_of(c) == CharClass::emoji)) break;
      joined = c == kJoiner;
      pos_ = after;
    }
    add(WordKind::emoji, start, start);
  }

  std::string_view text_;
  Words& out_;
  std::size_t pos_ = 0;
};

/// What text [from, to) is folded to: its place in the lower-case copy of the text, or behind that where lower case is not all there is
/// to it. Notes where; valid until the next call.
std::string_view Words::fold(std::string_view text, std::size_t from, std::size_t to) {
  const std::string_view piece = text.substr(from, to - from);
  const bool ascii = is_ascii(piece);
  const std::size_t place = ascii ? from : folded_.size();
  if (!ascii) append_folded(piece, folded_);
  places_.push_back(place);
  return std::string_view(folded_).substr(place, ascii ? piece.size() : std::string_view::npos);
}

/// Appends the parts of hashtags to parts_.
void Words::cut_tags(std::string_view text) {
  for (Word& word : words_) {
    if (word.kind != WordKind::hashtag) continue;
    const std::size_t begin = word.start + 1;
    word.first_part = static_cast<std::uint32_t>(parts_.size());
    for (const auto& [from, to] : hashtag_parts(text.substr(begin, word.end - begin))) {
      parts_.push_back({fold(text, begin + from, begin + to), begin + from, begin + to, WordKind::word});
    }
    word.parts = static_cast<std::uint32_t>(parts_.size()) - word.first_part;
  }
}

void Words::analyse(std::string_view text) {
  words_.clear();
  parts_.clear();
  places_.clear();
  folded_.clear();
  append_lower(text, folded_);
  Tokeniser(text, *this).run();
  cut_tags(text);
  if (silences_) silences_->begin_text();
  auto place = places_.begin();
  for (std::vector<Word>* all : {&words_, &parts_}) {
    for (Word& word : *all) {
      word.folded = std::string_view(folded_).substr(*place++, word.folded.size());  // only now: folded_ may have moved while it grew
      if (word.kind == WordKind::link) continue;
      word.hash = word_hash(word.folded);
      if (silences_ && all == &words_) word.silence = silences_->of(word.hash);
    }
  }
}

std::uint64_t word_hash(std::string_view folded) { return XXH3_64bits(folded.data(), folded.size()); }

std::vector<std::pair<std::size_t, std::size_t>> hashtag_parts(std::string_view tag) {
  enum class Side : unsigned char { none, lower, upper, digit };
  std::vector<std::pair<std::size_t, std::size_t>> parts;
  std::size_t begin = 0;
  Side previous = Side::none;
  const auto close = [&](std::size_t end) {
    if (end > begin) parts.emplace_back(begin, end);
  };
  for (std::size_t pos = 0; pos < tag.size();) {
    const std::size_t at = pos;
    const char32_t c = utf8::next(tag, pos);
    const CharClass of = class_of(c);
    Side side = of == CharClass::digit ? Side::digit : of == CharClass::other ? Side::none : Side::lower;
    if (of == CharClass::letter && to_lower(c) != c) side = Side::upper;
    if (side == Side::none) {
      close(at);
      begin = pos;
    } else if (side != previous && previous != Side::none && !(previous == Side::upper && side == Side::lower)) {
      close(at);
      begin = at;
    } else if (previous == Side::upper && side == Side::lower && at > begin + 1) {  // "NFLDraft": NFL, Draft
      std::size_t last = at - 1;
      while ((static_cast<unsigned char>(tag[last]) & 0xC0U) == 0x80) --last;
      if (last > begin) {
        close(last);
        begin = last;
      }
    }
    previous = side;
  }
  close(tag.size());
  if (parts.size() < 2) parts.clear();
  return parts;
}

}  // namespace rtm::text
