#include "text/phrases.hpp"

#include <fmt/format.h>
#include <re2/re2.h>
#include <re2/set.h>

#include <algorithm>
#include <bitset>
#include <set>
#include <span>
#include <unordered_map>

#include "base/error.hpp"
#include "text/fold.hpp"

namespace rtm::text {

namespace {

constexpr int kRegexMemory = 64 << 20;

/// One word of a phrase.
struct Piece {
  std::string folded, plain;  // plain: without accents
  bool prefix;                // ended in *

  bool matches(std::string_view word) const {
    if (prefix) return word.starts_with(folded) || word.starts_with(plain);
    return word == folded || word == plain;
  }
};

struct Phrase {
  std::size_t pattern;
  std::vector<Piece> pieces;
};

RE2::Options regex_options() {
  RE2::Options options;
  options.set_log_errors(false);
  options.set_case_sensitive(false);
  options.set_max_mem(kRegexMemory);
  return options;
}

/// Only blanks and hyphens may stand between the words of a phrase.
bool joins(std::string_view gap) { return gap.find_first_not_of(" \t\r\n-'\xE2\x80\x99\x93") == std::string_view::npos; }

/// Phrases by the hash of a word. A sieve of one bit a word comes first: hardly any word of a text begins a phrase.
class Index {
 public:
  std::vector<std::size_t>& at(std::string_view word) {
    const std::uint64_t hash = word_hash(word);
    sieve_.set(hash % kSieve);
    return phrases_[hash];
  }
  std::span<const std::size_t> find(std::uint64_t hash) const {
    if (!sieve_.test(hash % kSieve)) return {};
    const auto found = phrases_.find(hash);
    return found == phrases_.end() ? std::span<const std::size_t>() : found->second;
  }
  std::span<const std::size_t> find(std::string_view word) const { return find(word_hash(word)); }

 private:
  static constexpr std::size_t kSieve = std::size_t{1} << 15;
  std::bitset<kSieve> sieve_;
  std::unordered_map<std::uint64_t, std::vector<std::size_t>> phrases_;
};

}  // namespace

class PhraseSet::Impl {
 public:
  std::size_t add(std::string_view entry) {
    const std::size_t number = count_++;
    if (entry.size() >= 2 && entry.front() == '/' && entry.back() == '/') {
      add_regex(entry.substr(1, entry.size() - 2), number);
    } else {
      add_phrase(entry, number);
    }
    return number;
  }

  void compile() {
    if (regexes_.empty()) return;
    set_ = std::make_unique<RE2::Set>(regex_options(), RE2::UNANCHORED);
    for (const auto& regex : regexes_) set_->Add(regex.expression->pattern(), nullptr);
    if (!set_->Compile()) throw Error("the regular expressions together are too large");
  }

  bool empty() const { return count_ == 0; }

  void find(std::string_view text, const Words& words, std::vector<PhraseMatch>& out) const {
    const auto first = static_cast<std::ptrdiff_t>(out.size());
    if (!phrases_.empty()) find_phrases(text, words, out);
    if (set_) find_regexes(text, out);
    std::sort(out.begin() + first, out.end(), [](const PhraseMatch& a, const PhraseMatch& b) {
      return std::tie(a.start, a.end, a.pattern) < std::tie(b.start, b.end, b.pattern);
    });
    out.erase(std::unique(out.begin() + first, out.end()), out.end());
  }

 private:
  struct Regex {
    std::size_t pattern;
    std::unique_ptr<RE2> expression;
  };

  void add_regex(std::string_view expression, std::size_t number) {
    auto regex = std::make_unique<RE2>(re2::StringPiece(expression.data(), expression.size()), regex_options());
    if (!regex->ok()) throw Error(fmt::format("/{}/ is no regular expression: {}", expression, regex->error()));
    regexes_.push_back({number, std::move(regex)});
  }

  void add_phrase(std::string_view entry, std::size_t number) {
    Words words;
    words.analyse(entry);
    Phrase phrase{number, {}};
    std::string together;
    for (const Word& word : words.all()) {
      const bool prefix = word.end < entry.size() && entry[word.end] == '*';
      phrase.pieces.push_back({std::string(word.folded), unaccented(word.folded), prefix});
      together += word.folded;
    }
    if (phrase.pieces.empty()) throw Error(fmt::format("'{}' has no word in it", entry));
    const std::size_t at = phrases_.size();
    index(phrase.pieces.front(), at);
    if (phrase.pieces.size() > 1) {
      std::erase(together, '\'');
      index_joined(together, at);
      if (const std::string plain = unaccented(together); plain != together) index_joined(plain, at);
    }
    phrases_.push_back(std::move(phrase));
  }

  void index(const Piece& first, std::size_t at) {
    Index& index = first.prefix ? prefixes_ : whole_;
    for (const std::string& word : {first.folded, first.plain}) {
      index.at(word).push_back(at);
      if (first.prefix) lengths_.insert(word.size());
      if (first.plain == first.folded) break;
    }
  }

  void index_joined(const std::string& together, std::size_t at) { joined_.at(together).push_back(at); }

  void find_phrases(std::string_view text, const Words& words, std::vector<PhraseMatch>& out) const {
    const std::span<const Word> all = words.all();
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (all[i].kind != WordKind::link) find_from(text, all, i, out);
      if (all[i].kind == WordKind::hashtag || all[i].kind == WordKind::mention) find_in_tag(text, words, all[i], out);
    }
  }

  /// Matches inside "#ForzaSuperBowl", and of phrases that the whole tag spells without blanks.
  void find_in_tag(std::string_view text, const Words& words, const Word& tag, std::vector<PhraseMatch>& out) const {
    for (const std::size_t at : joined_.find(tag.hash)) out.push_back({phrases_[at].pattern, tag.start, tag.end});
    const std::span<const Word> parts = words.parts(tag);
    for (std::size_t i = 0; i < parts.size(); ++i) find_from(text, parts, i, out);
  }

  void find_from(std::string_view text, std::span<const Word> words, std::size_t i, std::vector<PhraseMatch>& out) const {
    const std::string_view word = words[i].folded;
    try_all(whole_.find(words[i].hash), text, words, i, out);
    for (const std::size_t length : lengths_) {
      if (length > word.size()) break;
      try_all(prefixes_.find(word.substr(0, length)), text, words, i, out);
    }
  }

  void try_all(std::span<const std::size_t> candidates, std::string_view text, std::span<const Word> words, std::size_t i,
               std::vector<PhraseMatch>& out) const {
    for (const std::size_t at : candidates) {
      const Phrase& phrase = phrases_[at];
      if (matches(phrase, text, words, i)) {
        out.push_back({phrase.pattern, words[i].start, words[i + phrase.pieces.size() - 1].end});
      }
    }
  }

  static bool matches(const Phrase& phrase, std::string_view text, std::span<const Word> words, std::size_t i) {
    if (phrase.pieces.size() > words.size() - i) return false;
    for (std::size_t k = 1; k < phrase.pieces.size(); ++k) {
      const Word& before = words[i + k - 1];
      const Word& word = words[i + k];
      if (word.kind == WordKind::link || !phrase.pieces[k].matches(word.folded) || !joins(text.substr(before.end, word.start - before.end))) return false;
    }
    return true;
  }

  void find_regexes(std::string_view text, std::vector<PhraseMatch>& out) const {
    thread_local std::vector<int> hit;
    hit.clear();
    const re2::StringPiece whole(text.data(), text.size());
    if (!set_->Match(whole, &hit)) return;
    for (const int number : hit) {
      const Regex& regex = regexes_[static_cast<std::size_t>(number)];
      re2::StringPiece found;
      for (std::size_t from = 0; from <= text.size() && regex.expression->Match(whole, from, text.size(), RE2::UNANCHORED, &found, 1);) {
        const auto start = static_cast<std::size_t>(found.data() - text.data());
        if (!found.empty()) out.push_back({regex.pattern, start, start + found.size()});
        from = start + std::max<std::size_t>(found.size(), 1);
        while (from < text.size() && (static_cast<unsigned char>(text[from]) & 0xC0U) == 0x80) ++from;
      }
    }
  }

  std::size_t count_ = 0;
  std::vector<Phrase> phrases_;
  Index whole_, prefixes_, joined_;
  std::set<std::size_t> lengths_;  // of prefixes
  std::vector<Regex> regexes_;
  std::unique_ptr<RE2::Set> set_;
};

PhraseSet::PhraseSet() : impl_(std::make_unique<Impl>()) {}
PhraseSet::~PhraseSet() = default;
PhraseSet::PhraseSet(PhraseSet&&) noexcept = default;
PhraseSet& PhraseSet::operator=(PhraseSet&&) noexcept = default;

std::size_t PhraseSet::add(std::string_view entry) { return impl_->add(entry); }
void PhraseSet::compile() { impl_->compile(); }
bool PhraseSet::empty() const { return impl_->empty(); }
void PhraseSet::find(std::string_view text, const Words& words, std::vector<PhraseMatch>& out) const { impl_->find(text, words, out); }

}  // namespace rtm::text
