#include "ingest/date_words.hpp"

#include <algorithm>
#include <charconv>
#include <string>
#include <unordered_map>

#include "base/ascii.hpp"
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

std::string_view with_plain_halves(std::string_view text, std::string& scratch) {
  const auto may_matter = [](char c) { return ascii::lower(c) == 'm' || static_cast<unsigned char>(c) >= 0x80; };
  if (std::none_of(text.begin(), text.end(), may_matter)) return text;
  std::string& out = scratch;
  out.clear();
  while (!text.empty()) {
    std::size_t taken = 1;
    for (const std::string_view blank : {"\xC2\xA0", "\xE2\x80\xAF", "\xE2\x80\x89"}) {
      if (text.starts_with(blank)) taken = blank.size();
    }
    out += taken > 1 ? ' ' : text.front();
    text.remove_prefix(taken);
  }
  for (std::size_t i = 1; i < out.size(); ++i) {
    const char half = ascii::lower(out[i]);
    if (half != 'a' && half != 'p') continue;
    const std::size_t before = out.find_last_not_of(' ', i - 1);
    if (before == std::string::npos || out[before] < '0' || out[before] > '9') continue;
    std::size_t end = i + 1;
    if (end < out.size() && out[end] == '.') end = std::min(out.find_first_not_of(' ', end + 1), out.size());
    if (end == out.size() || ascii::lower(out[end]) != 'm') continue;
    ++end;
    if (end < out.size() && out[end] == '.') ++end;
    if (end < out.size() && (ascii::is_letter(out[end]) || static_cast<unsigned char>(out[end]) >= 0x80)) continue;
    out.replace(i, end - i, half == 'p' ? "pm" : "am");
  }
  return out;
}

std::optional<DateWord> date_word(std::string_view word) {
  static const Words kWords = load();
  while (word.ends_with('.')) word.remove_suffix(1);
  std::string folded;
  text::append_folded(word, folded);
  const auto found = kWords.find(text::unaccented(folded));
  return found == kWords.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace rtm::ingest
