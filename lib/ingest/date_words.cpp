#include "ingest/date_words.hpp"

#include <charconv>
#include <string>
#include <unordered_map>

#include "base/error.hpp"
#include "data/table.hpp"
#include "text/fold.hpp"

namespace rtm::ingest {

namespace {

using Words = std::unordered_map<std::string_view, DateWord>;

DateWord::Kind kind_named(std::string_view word) {
  if (word == "month") return DateWord::Kind::month;
  if (word == "day") return DateWord::Kind::day;
  if (word == "half") return DateWord::Kind::half;
  if (word == "link") return DateWord::Kind::link;
  throw Error("date_words.tsv: no such kind: " + std::string(word));
}

Words load() {
  Words words;
  for (const auto& row : data::rows("date_words", 3)) {
    DateWord meaning{kind_named(row[0]), 0};
    std::from_chars(row[1].data(), row[1].data() + row[1].size(), meaning.number);
    data::each_of(row[2], ", ", [&](std::string_view one) { words.emplace(one, meaning); });
  }
  return words;
}

}  // namespace

std::optional<DateWord> date_word(std::string_view word) {
  static const Words kWords = load();
  while (word.ends_with('.')) word.remove_suffix(1);
  std::string folded;
  text::append_folded(word, folded);
  const auto found = kWords.find(text::unaccented(folded));
  return found == kWords.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace rtm::ingest
