#include "risk/sentence.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "data/table.hpp"

namespace rtm::risk {

Sentences::Sentences(Zone zone) : zone_(zone) {
  for (const auto& row : data::rows("risk_words", 3)) rows_[row[0]] = {row[1], row[2]};
}

std::string_view Sentences::words(std::string_view key, Language language) const {
  const auto found = rows_.find(key);
  if (found == rows_.end()) return key;
  return language == Language::italian ? found->second.italian : found->second.english;
}

std::string Sentences::clock(Time at) const {
  const auto local = zone_.local(at);
  const auto day = std::chrono::floor<std::chrono::days>(local);
  const std::chrono::hh_mm_ss time{local - day};
  return fmt::format("{:02}:{:02}", time.hours().count(), time.minutes().count());
}

std::string Sentences::value(std::string_view name, const Judgement& j, const Matter& m, Language language) const {
  if (name == "about") return std::string(words(j.about, language));
  if (name == "theme") return m.score.theme.empty() ? std::string(words("theme.none", language)) : m.score.theme;
  if (name == "until") return m.score.closes_at ? clock(*m.score.closes_at) : std::string(words("until.unknown", language));
  if (name == "brands") return std::to_string(m.score.brands);
  if (name == "minutes") return j.path.minutes ? std::to_string(*j.path.minutes) : std::string(words("minutes.never", language));
  if (name == "since") return m.brand.unattended_since ? clock(*m.brand.unattended_since) : std::string();
  if (name == "who") {
    std::string all;
    for (const Approval& a : j.path.approvals) all += (all.empty() ? "" : ", ") + (a.name.empty() ? a.role : a.name);
    return all.empty() ? std::string(words("who.nobody", language)) : all;
  }
  return {};
}

std::string Sentences::of(const Judgement& j, const Matter& m, Language language) const {
  std::string_view form = words(j.reason, language);
  std::string text;
  while (!form.empty()) {
    const std::size_t open = std::min(form.find('{'), form.size());
    text += form.substr(0, open);
    const std::size_t close = form.find('}', open);
    if (close == std::string_view::npos) break;
    text += value(form.substr(open + 1, close - open - 1), j, m, language);
    form.remove_prefix(close + 1);
  }
  return text;
}

}  // namespace rtm::risk
