#include "text/irony.hpp"

#include <algorithm>
#include <charconv>

#include "data/table.hpp"
#include "text/quotes.hpp"

namespace rtm::text {

namespace {

constexpr double kFloor = 0.1;         // nobody marks it, and yet
constexpr double kClash = 0.2;         // praise and blame in one post
constexpr double kScareQuotes = 0.12;  // one or two words in quotation marks
constexpr double kTrailingOff = 0.06;
constexpr std::size_t kScareQuoteBytes = 24;

}  // namespace

Irony::Irony() {
  for (const auto& row : data::rows("irony", 4)) {
    double weight = 0;
    std::from_chars(row[0].data(), row[0].data() + row[0].size(), weight);
    entries_.push_back({row[2], weight});
    lexicon_.add(row[3], static_cast<std::uint32_t>(entries_.size() - 1), lang_cell(row[1]));
  }
}

double Irony::rate(std::string_view text, std::span<const Word> words, LangSet langs,
                   const Sentiment::Balance& balance) const {
  lexicon_.find(words, langs, matches_);
  double none = 1 - kFloor;
  bool mock_praise = false;
  for (const auto& match : matches_) {
    const Entry& entry = entries_[match.entry];
    if (entry.name == "hashtag" && words[match.first].kind != WordKind::hashtag) continue;
    if (entry.name == "praise_mock") {
      none *= mock_praise ? 0.95 : 1 - entry.weight * 0.55;
      mock_praise = true;
    } else {
      none *= 1 - entry.weight;
    }
  }
  if (mock_praise && std::min(balance.positive, balance.negative) >= 1) none *= 1 - kClash;
  find_quotes(text, quotes_);
  if (std::any_of(quotes_.begin(), quotes_.end(),
                  [](const Span& q) { return q.end - q.start <= kScareQuoteBytes; }))
    none *= 1 - kScareQuotes;
  if (text.find("...") != std::string_view::npos || text.find("…") != std::string_view::npos)
    none *= 1 - kTrailingOff;
  return 1 - none;
}

}  // namespace rtm::text
