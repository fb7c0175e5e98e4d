#include "text/claim.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <span>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "data/table.hpp"
#include "text/lexicon.hpp"
#include "text/quotes.hpp"

namespace rtm::text {

namespace {

constexpr std::array<std::string_view, 5> kNames{"assertion", "question", "denial", "hedged", "sourced"};
using Scores = std::array<double, kNames.size()>;

constexpr double kMarkAtEnd = 0.8, kMarkInside = 0.6,
                 kUnmarked = 0.5;  // a question mark; a question's words without one
constexpr double kWeakWord = 0.5;  // question words below this need the mark
constexpr double kQuoted = 0.5;    // of a cue inside quotation marks

/// The cues of claims.tsv.
class Cues {
 public:
  Cues() {
    for (const auto& row : data::rows("claims", 4)) {
      const auto kind = std::find(kNames.begin(), kNames.end(), row[0]);
      double weight = 0;
      std::from_chars(row[1].data(), row[1].data() + row[1].size(), weight);
      if (kind == kNames.end() || weight <= 0)
        throw Error("claims table: bad row of kind '" + std::string(row[0]) + "'");
      entries_.push_back({static_cast<std::size_t>(kind - kNames.begin()), weight});
      lexicon_.add(row[3], static_cast<std::uint32_t>(entries_.size() - 1), lang_cell(row[2]));
    }
  }
  struct Entry {
    std::size_t kind;
    double weight;
  };
  const Entry& entry(std::uint32_t number) const { return entries_[number]; }
  const Lexicon& lexicon() const { return lexicon_; }

 private:
  std::vector<Entry> entries_;
  Lexicon lexicon_{Table::claims};
};

struct Marks {
  bool inside = false, at_end = false;
};

/// Question marks outside links; one with nothing but links, hashtags, mentions and emoji behind it is at the
/// end.
Marks question_marks(std::string_view text, std::span<const Word> words) {
  Marks marks;
  for (std::size_t at = text.find('?'); at != std::string_view::npos; at = text.find('?', at + 1)) {
    const bool in_link = std::any_of(words.begin(), words.end(), [&](const Word& w) {
      return w.kind == WordKind::link && w.start <= at && at < w.end;
    });
    if (in_link) continue;
    marks.inside = true;
    marks.at_end = std::none_of(words.begin(), words.end(), [&](const Word& w) {
      return w.start > at && (w.kind == WordKind::word || w.kind == WordKind::number);
    });
  }
  return marks;
}

Scores cue_scores(std::string_view text, std::span<const Word> words, std::string_view lang,
                  const Marks& marks) {
  static const Cues cues;
  thread_local std::vector<Lexicon::Match> matches;
  thread_local std::vector<Span> quotes;
  Scores none;
  none.fill(1);
  cues.lexicon().find(words, lang_set(lang), matches);
  if (!matches.empty()) find_quotes(text, quotes);
  for (const auto& match : matches) {
    const auto& entry = cues.entry(match.entry);
    const bool question = entry.kind == static_cast<std::size_t>(ClaimKind::question);
    if (question && entry.weight < kWeakWord && !(marks.inside && match.first < 3)) continue;
    const bool quoted = std::any_of(quotes.begin(), quotes.end(), [&](const Span& q) {
      return q.start <= match.start && match.end <= q.end;
    });
    const double weight = entry.weight * (quoted ? kQuoted : 1) * (question && !marks.inside ? kUnmarked : 1);
    none[entry.kind] = std::min(none[entry.kind] * (1 - 0.3 * weight), 1 - weight);
  }
  Scores scores;
  std::transform(none.begin(), none.end(), scores.begin(), [](double x) { return 1 - x; });
  return scores;
}

}  // namespace

std::string_view claim_name(ClaimKind kind) { return kNames[static_cast<std::size_t>(kind)]; }

Claim claim_of(std::string_view text, const Words& analysed, std::string_view lang) {
  const auto words = analysed.all();
  const Marks marks = question_marks(text, words);
  Scores scores = cue_scores(text, words, lang, marks);
  double& question = scores[static_cast<std::size_t>(ClaimKind::question)];
  if (marks.inside) question = 1 - (1 - (marks.at_end ? kMarkAtEnd : kMarkInside)) * (1 - question);
  const auto best = std::max_element(scores.begin() + 1, scores.end());
  if (*best < 0.3) return {ClaimKind::assertion, 1 - *best};
  return {static_cast<ClaimKind>(best - scores.begin()), *best};
}

}  // namespace rtm::text
