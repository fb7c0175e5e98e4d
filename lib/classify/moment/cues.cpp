#include "classify/moment/cues.hpp"

#include <algorithm>
#include <cstdlib>
#include <string>

#include "base/error.hpp"
#include "data/table.hpp"

namespace rtm::classify {

Cues::Cues() {
  constexpr std::array<std::string_view, kKinds> names{"ahead", "event", "breaking", "feast", "cause", "personal", "template", "pitch", "company", "client", "retold"};
  for (const auto& row : data::rows("moment_cues", 4)) {
    const auto name = std::find(names.begin(), names.end(), row[0]);
    if (name == names.end()) throw Error("moment_cues: unknown kind '" + std::string(row[0]) + "'");
    lexicon_.add(row[3], static_cast<std::uint32_t>(entries_.size()), text::lang_cell(row[2]));
    entries_.push_back({static_cast<Kind>(name - names.begin()), std::strtod(std::string(row[1]).c_str(), nullptr)});
  }
}

void Cues::join(std::span<const text::Word> words, text::LangSet langs, std::span<const text::Span> figures, Found& not_found) {
  const auto is_figure = [&figures](const text::Lexicon::Match& match) {
    return std::any_of(figures.begin(), figures.end(), [&match](const text::Span& span) { return match.start < span.end && span.start < match.end; });
  };
  lexicon_.find(words, langs, matches_);
  for (const auto& match : matches_) {
    const Entry& entry = entries_[match.entry];
    if (entry.kind == Kind::breaking && is_figure(match)) continue;
    not_found[static_cast<std::size_t>(entry.kind)] *= 1 - entry.weight;
  }
}

PostCues Cues::cues(const Found& not_found) {
  const auto of = [&not_found](Kind kind) { return 1 - not_found[static_cast<std::size_t>(kind)]; };
  return {.ahead = of(Kind::ahead), .event = of(Kind::event), .breaking = of(Kind::breaking), .feast = of(Kind::feast), .cause = of(Kind::cause),
          .personal = of(Kind::personal), .templated = of(Kind::templated), .pitch = of(Kind::pitch), .retold = of(Kind::retold), .client = of(Kind::client)};
}

PostCues Cues::of_post(const text::Words& words, std::string_view lang, std::span<const text::Span> figures) {
  const text::LangSet langs = text::lang_set(lang);
  Found not_found = kNothing;
  join(words.all(), langs, figures, not_found);
  for (const text::Word& word : words.all()) {
    if (word.parts > 0) join(words.parts(word), langs, figures, not_found);
  }
  return cues(not_found);
}

PostCues Cues::of_word(const text::Word& word, std::string_view lang) {
  Found not_found = kNothing;
  join({&word, 1}, text::lang_set(lang), {}, not_found);
  return cues(not_found);
}

double Cues::of_author(std::string_view name) {
  const auto company = authors_.of(text::word_hash(name), [&](auto& facts) {
    author_words_.analyse(name);
    Found not_found = kNothing;
    join(author_words_.all(), text::kAnyLang, {}, not_found);
    facts.push_back(1 - not_found[static_cast<std::size_t>(Kind::company)]);
  });
  return company.empty() ? 0 : company.front();
}

}  // namespace rtm::classify
