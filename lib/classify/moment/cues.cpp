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

Cues::Found Cues::find(std::span<const text::Word> words, text::LangSet langs, std::span<const text::Span> figures) {
  const auto is_figure = [&figures](const text::Lexicon::Match& match) {
    return std::any_of(figures.begin(), figures.end(), [&match](const text::Span& span) { return match.start < span.end && span.start < match.end; });
  };
  lexicon_.find(words, langs, matches_);
  Found not_found;
  not_found.fill(1);
  for (const auto& match : matches_) {
    const Entry& entry = entries_[match.entry];
    if (entry.kind == Kind::breaking && is_figure(match)) continue;
    not_found[static_cast<std::size_t>(entry.kind)] *= 1 - entry.weight;
  }
  Found found;
  for (std::size_t i = 0; i < kKinds; ++i) found[i] = 1 - not_found[i];
  return found;
}

PostCues Cues::of_post(std::span<const text::Word> words, std::string_view lang, std::span<const text::Span> figures) {
  const Found found = find(words, text::lang_set(lang), figures);
  const auto of = [&found](Kind kind) { return found[static_cast<std::size_t>(kind)]; };
  return {.ahead = of(Kind::ahead), .event = of(Kind::event), .breaking = of(Kind::breaking), .feast = of(Kind::feast), .cause = of(Kind::cause),
          .personal = of(Kind::personal), .templated = of(Kind::templated), .pitch = of(Kind::pitch), .retold = of(Kind::retold), .client = of(Kind::client)};
}

double Cues::of_author(std::string_view name) {
  const auto company = authors_.of(text::word_hash(name), [&](auto& facts) {
    author_words_.analyse(name);
    facts.push_back(find(author_words_.all(), text::kAnyLang, {})[static_cast<std::size_t>(Kind::company)]);
  });
  return company.empty() ? 0 : company.front();
}

}  // namespace rtm::classify
