#include "text/scenes.hpp"

#include <algorithm>
#include <string>

#include "base/error.hpp"
#include "data/table.hpp"

namespace rtm::text {

namespace {

constexpr std::uint32_t kRoleCount = 4;
constexpr std::array<std::string_view, kRoleCount> kRoleNames{"who", "does", "sure", "else"};
constexpr std::uint32_t kAhead = 5;   // words from who to what befalls it
constexpr std::uint32_t kBehind = 3;  // where that comes first ("è deragliato un treno")
constexpr double kHardly = 0.1;
constexpr std::uint32_t kReach = 10;  // words between the beginnings of the two

double number(std::string_view cell) { return data::number("scenes", cell); }

}  // namespace

Scenes::Scenes() {
  for (const auto& row : data::rows("scenes", 4)) {
    const auto bad = [&](std::string_view what) { return Error("scenes table: " + std::string(what) + " '" + std::string(row[1]) + "'"); };
    if (row[0] == "scene") {
      std::vector<std::string_view> cells;
      data::each_of(row[3], ", ", [&](std::string_view cell) { cells.push_back(cell); });
      if (cells.size() != 4) throw bad("four cells wanted for");
      scenes_.push_back({row[1], cells[0], cells[1], number(cells[2]), number(cells[3])});
      continue;
    }
    const auto role = std::find(kRoleNames.begin(), kRoleNames.end(), row[0]);
    const auto scene = std::find_if(scenes_.begin(), scenes_.end(), [&](const Scene& s) { return s.name == row[1]; });
    if (role == kRoleNames.end() || scene == scenes_.end()) throw bad("no role or no scene");
    lexicon_.add(row[3], static_cast<std::uint32_t>((scene - scenes_.begin()) * kRoleCount + (role - kRoleNames.begin())), lang_cell(row[2]));
  }
}

/// In one sentence, near each other.
bool Scenes::together(std::string_view text, std::span<const Word> words, const Lexicon::Match& who, const Lexicon::Match& does) const {
  const bool ahead = who.last < does.first;
  if (!ahead && does.last >= who.first) return false;
  const auto& first = ahead ? who : does;
  const auto& last = ahead ? does : who;
  if (last.first - first.last > (ahead ? kAhead : kBehind)) return false;
  for (std::uint32_t i = first.last; i < last.first; ++i) {
    const std::string_view gap = text.substr(words[i].end, words[i + 1].start - words[i].end);
    if (gap.find_first_of(ahead ? ".!?;\n" : ".!?;:,\n") != std::string_view::npos) return false;
  }
  return true;
}

/// Whom the `does` at matches_[at] befalls, if anyone. Matches stand in the order of their first words.
void Scenes::look_around(std::string_view text, std::span<const Word> words, std::size_t at) {
  const Lexicon::Match& does = matches_[at];
  const std::uint32_t scene = does.entry / kRoleCount;
  if (std::any_of(found_.begin(), found_.end(), [&](const Found& f) { return f.scene == scene; })) return;
  const auto of_scene = [&](const Lexicon::Match& m, Role role) { return m.entry == scene * kRoleCount + static_cast<std::uint32_t>(role); };
  std::size_t from = at, to = at + 1;
  while (from > 0 && does.first - matches_[from - 1].first <= kReach) --from;
  while (to < matches_.size() && matches_[to].first - does.first <= kReach) ++to;
  for (std::size_t i = from; i < to; ++i) {
    const Lexicon::Match& who = matches_[i];
    if (!of_scene(who, Role::who) || !together(text, words, who, does)) continue;
    const auto has = [&](Role role) { return std::any_of(matches_.begin(), matches_.end(), [&](const auto& m) { return of_scene(m, role); }); };
    const Likely likely = has(Role::other) ? Likely::hardly : has(Role::sure) ? Likely::surely : Likely::maybe;
    const Lexicon::Match& first = who.first < does.first ? who : does;
    found_.push_back({scene, {0, first.first, std::max(who.last, does.last), 0, first.start, std::max(who.end, does.end)}, likely});
    return;
  }
}

double Scenes::p(const Found& found) const {
  const Scene& scene = scenes_[found.scene];
  return found.likely == Likely::surely ? scene.sure : found.likely == Likely::maybe ? scene.p : kHardly;
}

std::span<const Scenes::Found> Scenes::find(std::string_view text, std::span<const Word> words, LangSet langs) {
  found_.clear();
  lexicon_.find(words, langs, matches_);
  for (std::size_t i = 0; i < matches_.size(); ++i) {
    if (matches_[i].entry % kRoleCount == static_cast<std::uint32_t>(Role::does)) look_around(text, words, i);
  }
  std::sort(found_.begin(), found_.end(), [](const Found& a, const Found& b) { return a.scene < b.scene; });
  return found_;
}

}  // namespace rtm::text
