#include "calendar/occasions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/error.hpp"
#include "data/table.hpp"

namespace rtm::calendar {

namespace {

enum Column : std::size_t { kId, kKind, kCountries, kRule, kEnglish, kItalian, kAliases, kAttributes, kSource, kColumns };

constexpr std::array<std::string_view, 10> kKinds{"feast", "world_day", "fun",   "sales",    "mourning",
                                                  "event", "sport",     "award", "politics", "own"};

std::vector<std::string> split(std::string_view cell) {
  std::vector<std::string> parts;
  data::each_of(cell, ",", [&parts](std::string_view part) {
    part.remove_prefix(std::min(part.find_first_not_of(' '), part.size()));
    if (!part.empty()) parts.emplace_back(part);
  });
  return parts;
}

/// The first category that is a kind of an event outside the brand; else it is the brand's own.
std::string kind_of(const IcsEvent& event) {
  for (const std::string& category : event.categories) {
    if (std::find(kKinds.begin(), kKinds.end(), category) != kKinds.end()) return category;
  }
  return "own";
}

bool falls_in(const Occasion& occasion, const std::vector<std::string>& countries) {
  if (countries.empty() || occasion.countries.empty()) return true;
  return std::find_first_of(occasion.countries.begin(), occasion.countries.end(), countries.begin(), countries.end()) !=
         occasion.countries.end();
}

}  // namespace

std::span<const std::string_view> kinds() { return kKinds; }

std::set<std::string> Occasions::countries() const {
  std::set<std::string> all;
  for (const Occasion& occasion : occasions_) all.insert(occasion.countries.begin(), occasion.countries.end());
  return all;
}

Occasions Occasions::shipped() {
  Occasions result;
  for (const auto& row : data::rows("occasions", kColumns)) {
    try {
      result.rules_.emplace_back(Rule(row[kRule]));
    } catch (const Error& error) {
      throw Error(fmt::format("occasions.tsv: {}: {}", row[kId], error.what()));
    }
    result.occasions_.push_back({std::string(row[kId]), std::string(row[kKind]),
                                 row[kCountries] == "*" ? std::vector<std::string>{} : split(row[kCountries]), std::string(row[kEnglish]),
                                 std::string(row[kItalian]), split(row[kAliases]), split(row[kAttributes])});
  }
  return result;
}

void Occasions::add_own(std::string id, std::string title, std::vector<std::string> aliases, Day first, Day last) {
  rules_.emplace_back(Rule(format_day(first) + "/" + format_day(last)));
  occasions_.push_back({std::move(id), "own", {}, title, std::move(title), std::move(aliases), {}});
}

void Occasions::add_file(const std::string& path, const Zone& floating) {
  auto events = std::make_unique<IcsFile>(path, floating);
  const std::size_t first = occasions_.size();
  for (const IcsEvent& event : events->events()) {
    occasions_.push_back({event.id, kind_of(event), {}, event.title, event.title, event.aliases, event.categories});
    rules_.emplace_back(std::nullopt);
  }
  files_.push_back({std::move(events), first});
}

std::vector<Occurrence> Occasions::between(Day from, Day to, const std::vector<std::string>& countries) const {
  std::vector<Occurrence> result;
  for (std::size_t i = 0; i < occasions_.size(); ++i) {
    if (!rules_[i] || !falls_in(occasions_[i], countries)) continue;
    for (const Dates& dates : rules_[i]->between(from, to)) result.push_back({&occasions_[i], dates});
  }
  for (const File& file : files_) {
    for (const IcsOccurrence& found : file.events->between(from, to)) {
      result.push_back({&occasions_[file.first + found.event], found.dates});
    }
  }
  std::stable_sort(result.begin(), result.end(), [](const Occurrence& a, const Occurrence& b) { return a.dates.first < b.dates.first; });
  return result;
}

}  // namespace rtm::calendar
