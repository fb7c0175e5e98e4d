#include "risk/sentence.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

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

/// The hour, and the day where it is another one than that of `now`.
std::string Sentences::clock(Time at, const std::optional<Time>& now, Language language) const {
  const auto day_of = [this](Time t) { return std::chrono::floor<std::chrono::days>(zone_.local(t)); };
  const std::chrono::hh_mm_ss time{zone_.local(at) - day_of(at)};
  const std::string hour = fmt::format("{:02}:{:02}", time.hours().count(), time.minutes().count());
  const auto days = now ? (day_of(at) - day_of(*now)).count() : 0;
  if (days == 0) return hour;
  const std::string_view key = days == -1 ? "day.yesterday" : days == 1 ? "day.tomorrow" : days < 0 ? "day.ago" : "day.ahead";
  return hour + " " + fmt::format(fmt::runtime(words(key, language)), fmt::arg("n", std::abs(days)));
}

std::string Sentences::value(std::string_view name, const Judgement& j, const Matter& m, Language language) const {
  if (name == "about") return std::string(words(j.about, language));
  if (name == "theme") return m.score.theme.empty() ? std::string(words("theme.none", language)) : m.score.theme;
  if (name == "until") return m.score.closes_at ? clock(*m.score.closes_at, m.as_of, language) : std::string(words("until.unknown", language));
  if (name == "brands") return std::to_string(m.score.brands);
  if (name == "minutes") return j.path.minutes ? std::to_string(*j.path.minutes) : std::string(words("minutes.never", language));
  if (name == "since") return m.brand.unattended_since ? clock(*m.brand.unattended_since, m.as_of, language) : std::string();
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
