#include "text/sentiment.hpp"

#include <algorithm>
#include <cmath>

#include "base/error.hpp"
#include "data/table.hpp"

namespace rtm::text {

namespace {

// Constants of the paper (Hutto & Gilbert 2014) and of its reference implementation.
constexpr double kCapitals = 0.733, kNegated = -0.74, kExclamation = 0.292, kQuestion = 0.18,
                 kManyQuestions = 0.96, kAlpha = 15;
constexpr double kBeforeContrast = 0.5, kAfterContrast = 1.5;
constexpr std::size_t kScope = 3;                   // words that a negation or degree modifier reaches over
constexpr std::size_t kBehind = 2;                  // words behind a verb that its negation may follow
constexpr double kFade[kScope] = {1.0, 0.95, 0.9};  // of a degree modifier, by distance
constexpr double kDrawnOut = 0.293;                 // "bellooo" counts as one degree modifier
constexpr int kMostOfOneEmoji = 3;
constexpr double kLitotes = 1.3;                    // "not bad", whatever "bad" is worth

double number(std::string_view cell) { return data::number("valence", cell); }

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }

/// Two or more letters, all ASCII ones capital.
bool in_capitals(std::string_view word) {
  return std::none_of(word.begin(), word.end(), is_lower) &&
         std::count_if(word.begin(), word.end(), is_upper) > 1;
}

/// Some words in capitals, not all: only then do capitals mean emphasis.
bool capitals_mean_something(std::string_view text, std::span<const Word> words) {
  std::size_t high = 0, all = 0;
  for (const Word& word : words) {
    if (word.kind != WordKind::word) continue;
    ++all;
    high += in_capitals(text.substr(word.start, word.end - word.start)) ? 1 : 0;
  }
  return high > 0 && high < all;
}

/// `word` with runs of three or more equal bytes cut to `keep`; empty when it has none.
std::string squeezed(std::string_view word, std::size_t keep) {
  std::string out;
  bool any = false;
  for (std::size_t i = 0; i < word.size();) {
    std::size_t end = i;
    while (end < word.size() && word[end] == word[i]) ++end;
    const bool run = end - i >= 3 && is_lower(word[i]);
    any = any || run;
    out.append(run ? keep : end - i, word[i]);
    i = end;
  }
  return any ? out : std::string();
}

bool has_run(std::string_view word) {
  for (std::size_t i = 2; i < word.size(); ++i) {
    if (word[i] == word[i - 1] && word[i] == word[i - 2] && is_lower(word[i])) return true;
  }
  return false;
}

double punctuation(std::string_view text) {
  const auto marks =
      static_cast<double>(std::min<std::ptrdiff_t>(4, std::count(text.begin(), text.end(), '!')));
  const auto questions = static_cast<double>(std::count(text.begin(), text.end(), '?'));
  return marks * kExclamation + (questions > 3 ? kManyQuestions : questions > 1 ? questions * kQuestion : 0);
}

std::string without_selectors(std::string_view emoji) {
  std::string out;
  for (std::size_t i = 0; i < emoji.size();) {
    if (emoji.substr(i).starts_with("\xEF\xB8\x8F")) {
      i += 3;
    } else {
      out += emoji[i++];
    }
  }
  return out;
}

}  // namespace

void Sentiment::Balance::add(double valence) {
  (valence > 0 ? positive : negative) += std::abs(valence);
  highest = std::max(highest, valence);
  lowest = std::min(lowest, valence);
  if (first == 0) first = valence;
  last = valence;
}

Sentiment::Sentiment() {
  load_words();
  load_emoji();
}

Sentiment::Role Sentiment::role_of(std::string_view name) {
  if (name == "contrast") return Role::contrast;
  if (name == "litotes") return Role::litotes;
  if (name == "fault") return Role::fault;
  return name == "filler" ? Role::filler : Role::negation;
}

void Sentiment::load_words() {
  const auto put = [&](std::string_view langs, Role role, double value, std::string_view patterns) {
    entries_.push_back({role, value});
    lexicon_.add(patterns, static_cast<std::uint32_t>(entries_.size() - 1), lang_cell(langs));
  };
  for (const auto& row : data::rows("negators", 3)) {
    put(row[0], role_of(row[1]), row[1] == "either" ? 1 : 0, row[2]);
  }
  for (const auto& row : data::rows("intensifiers", 3)) put(row[0], Role::step, number(row[1]), row[2]);
  for (const auto& row : data::rows("valence_figures", 3)) put(row[0], Role::figure, number(row[1]), row[2]);
  for (const char* table : {"valence_colloquial", "valence"}) {  // of equal patterns, the first counts
    for (const auto& row : data::rows(table, 3)) put(row[0], Role::valence, number(row[1]), row[2]);
  }
}

void Sentiment::load_emoji() {
  for (const auto& row : data::rows("emoji", 2)) {
    data::each_of(row[1], " ", [&](std::string_view sign) {
      if (static_cast<unsigned char>(sign.front()) >= 0x80) {
        emoji_.emplace(sign, number(row[0]));
      } else {
        emoticons_[static_cast<unsigned char>(sign.front())].emplace_back(sign, number(row[0]));
        begins_emoticon_[static_cast<unsigned char>(sign.front())] = true;
      }
    });
  }
  for (auto& of_one : emoticons_) {
    std::stable_sort(of_one.begin(), of_one.end(), [](const auto& a, const auto& b) { return a.first.size() > b.first.size(); });
  }
}

std::span<const Word> Sentiment::without_elongations(std::span<const Word> words) const {
  long_drawn_.assign(words.size(), false);
  if (std::none_of(words.begin(), words.end(), [](const Word& w) { return has_run(w.folded); })) return words;
  squeezed_.assign(words.begin(), words.end());
  squeezed_text_.clear();
  squeezed_text_.reserve(words.size());
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i].kind == WordKind::link || lexicon_.knows(words[i].folded) || !has_run(words[i].folded))
      continue;
    std::string two = squeezed(words[i].folded, 2);
    squeezed_text_.push_back(lexicon_.knows(two) ? std::move(two) : squeezed(words[i].folded, 1));
    squeezed_[i].folded = squeezed_text_.back();
    squeezed_[i].hash = word_hash(squeezed_[i].folded);
    squeezed_[i].silence = nullptr;
    long_drawn_[i] = true;
  }
  return squeezed_;
}

void Sentiment::mark(std::span<const Word> words, LangSet langs, std::span<const Span> figures) const {
  marks_.assign(words.size(), {});
  unlike_words_.clear();
  lexicon_.find(words, langs, matches_);
  for (const auto& match : matches_) {
    const Entry& entry = entries_[match.entry];
    const bool unmeant = std::any_of(figures.begin(), figures.end(), [&](const Span& f) { return f.start <= match.start && match.end <= f.end; });
    if (unmeant && entry.role == Role::valence) continue;
    for (std::size_t i = match.first; i <= match.last; ++i) {
      Mark& mark = marks_[i];
      mark.litotes = mark.litotes || entry.role == Role::litotes;
      mark.fault = mark.fault || entry.role == Role::fault;
      mark.filler = mark.filler || entry.role == Role::filler;
      if (match.rank <= mark.rank || entry.role >= Role::litotes) continue;
      mark = {entry.role, i == match.first ? entry.value : 0, match.rank, match.first, mark.litotes, mark.fault, mark.filler};
    }
  }
  for (const auto& match : matches_) {
    const Entry& entry = entries_[match.entry];
    if (entry.role == Role::figure && entry.value != 0 && marks_[match.first].rank == match.rank) unlike_words_.push_back({match.start, match.end});
  }
}

double Sentiment::emoji_valence(std::string_view emoji) const {
  if (const auto found = emoji_.find(emoji); found != emoji_.end()) return found->second;
  const std::string plain = without_selectors(emoji);
  if (const auto found = emoji_.find(plain); found != emoji_.end()) return found->second;
  const std::size_t first = emoji.empty() ? 0
                            : static_cast<unsigned char>(emoji[0]) >= 0xF0
                                ? 4
                                : 3;  // without its skin tone or joined rest
  const auto found = emoji_.find(emoji.substr(0, first));
  return found == emoji_.end() ? 0 : found->second;
}

double Sentiment::emoticons(std::string_view text, std::span<const Word> words, Balance& balance) const {
  double sum = 0;
  std::size_t link = 0;
  for (std::size_t i = 0; i + 1 < text.size(); ++i) {
    const auto first = static_cast<unsigned char>(text[i]);
    if (!begins_emoticon_[first]) continue;
    const bool opens = i == 0 || text[i - 1] == ' ' || text[i - 1] == '\n' || text[i] == ':' ||
                       text[i] == ';' || text[i] == '=';
    if (!opens) continue;
    while (link < words.size() && (words[link].kind != WordKind::link || words[link].end <= i)) ++link;
    if (link < words.size() && words[link].start <= i) continue;
    for (const auto& [sign, value] : emoticons_[first]) {
      if (!text.substr(i).starts_with(sign)) continue;
      const char after = i + sign.size() < text.size() ? text[i + sign.size()] : ' ';
      if (is_lower(after) || is_upper(after) || after == '/' || (after >= '0' && after <= '9')) continue;
      sum += value;
      if (value != 0) balance.add(value);
      i += sign.size() - 1;
      break;
    }
  }
  return sum;
}

/// Whether what has the valence is denied behind ("gefällt mir nicht", "j'aime pas") and nothing further on is meant.
bool Sentiment::is_denied_behind(std::span<const Word> words, std::size_t at) const {
  std::size_t next = at + 1;
  while (next < words.size() && marks_[next].has_valence() && marks_[next].first == marks_[at].first) ++next;
  for (std::size_t end = std::min(words.size(), next + kBehind); next < end; ++next) {
    if (words[next].start > words[next - 1].end + 1) return false;
    if (marks_[next].has_valence()) return false;
    if (marks_[next].role == Role::negation && marks_[next].value != 0) {
      const auto rest = std::span(marks_).subspan(next + 1, std::min(kScope, words.size() - next - 1));
      return std::none_of(rest.begin(), rest.end(), [](const Mark& mark) { return mark.has_valence() && mark.value != 0; });
    }
  }
  return false;
}

double Sentiment::with_neighbours(std::span<const Word> words, std::size_t at, double valence) const {
  const std::size_t first = marks_[at].first;
  for (std::size_t back = 1; back <= kScope && back <= first; ++back) {
    const Mark& before = marks_[first - back];
    if (before.role == Role::step && before.value != 0)
      valence += std::copysign(1.0, valence) * before.value * kFade[back - 1];
  }
  for (std::size_t back = 1; back <= kScope && back <= first; ++back) {
    const Mark& before = marks_[first - back];
    if (before.role == Role::negation) return denied(words, first - back, at, valence);
    if ((before.fault || before.litotes) && words[first - back + 1].start > words[first - back].end + 1) break;  // "no complaints, great staff"
  }
  return is_denied_behind(words, at) ? denied(words, at, at, valence) : valence;
}

/// Whether nothing but fillers and negations stands between two words, and no punctuation.
bool Sentiment::only_fillers(std::span<const Word> words, std::size_t from, std::size_t to) const {
  for (std::size_t i = from + 1; i <= to; ++i) {
    if (words[i].start > words[i - 1].end + 1) return false;
    if (i < to && !marks_[i].filler && marks_[i].role != Role::negation) return false;
  }
  return true;
}

double Sentiment::denied_fault(std::span<const Word> words, std::size_t at) const {
  if (!marks_[at].fault || marks_[at].has_valence()) return 0;
  for (std::size_t back = 1; back <= kScope && back <= at; ++back) {
    if (marks_[at - back].role == Role::negation) return denied(words, at - back, at, 0);
  }
  return 0;
}

double Sentiment::denied(std::span<const Word> words, std::size_t from, std::size_t at, double valence) const {
  const bool fault = marks_[at].fault && from < at && only_fillers(words, from, at);
  if (!(marks_[at].litotes || fault) || valence > 0) return valence * kNegated;
  for (std::size_t back = 1; back <= kScope && back <= from; ++back) {  // "non è niente male"
    if (marks_[from - back].role != Role::negation) continue;
    if (!only_fillers(words, from - back, from)) break;
    from -= back;
    back = 0;
  }
  unlike_words_.push_back({words[from].start, words[at].end});
  return kLitotes;
}

Sentiment::Balance Sentiment::rate(std::string_view text, std::span<const Word> original,
                                   LangSet langs, std::span<const Span> figures) const {
  Balance balance;
  balance.words = original.size();
  const std::span<const Word> words = without_elongations(original);
  mark(words, langs, figures);
  const bool capitals = capitals_mean_something(text, words);
  std::size_t contrast = words.size();
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (marks_[i].role == Role::contrast && i > 0) contrast = i;
  }
  double sum = 0;
  std::string_view last_emoji;
  int repeated = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    double valence = 0;
    if (words[i].kind == WordKind::emoji) {
      repeated = words[i].folded == last_emoji ? repeated + 1 : 0;
      last_emoji = words[i].folded;
      valence = repeated < kMostOfOneEmoji ? emoji_valence(words[i].folded) / (1 + repeated) : 0;
    } else if (marks_[i].has_valence() && marks_[i].value != 0) {
      valence = marks_[i].value;
      const double sign = std::copysign(1.0, valence);
      if (capitals && in_capitals(text.substr(words[i].start, words[i].end - words[i].start)))
        valence += sign * kCapitals;
      if (long_drawn_[i]) valence += sign * kDrawnOut;
      valence = with_neighbours(words, i, valence);
      if (contrast < words.size()) valence *= i < contrast ? kBeforeContrast : kAfterContrast;
    } else {
      valence = denied_fault(words, i);
    }
    balance.negations += marks_[i].role == Role::negation ? 1U : 0U;
    if (valence != 0) balance.add(valence);
    sum += valence;
  }
  sum += emoticons(text, words, balance);
  if (sum != 0) sum += std::copysign(punctuation(text), sum);
  balance.compound = sum / std::sqrt(sum * sum + kAlpha);
  return balance;
}

}  // namespace rtm::text
