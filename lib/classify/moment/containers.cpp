#include "classify/moment/containers.hpp"

#include <algorithm>

#include "brand/calendar_files.hpp"
#include "calendar/ics.hpp"
#include "classify/moment/counts.hpp"
#include "text/fold.hpp"

namespace rtm::classify {

namespace {

namespace chr = std::chrono;

// How long before and after an occasion people speak of it by name and mean this one.
constexpr chr::days kPlannedLead{21}, kAnticipatedLead{14}, kAfter{2};

constexpr chr::hours kOvertime{2}, kZones{12};

bool recurs(std::string_view kind) {
  return kind == "feast" || kind == "world_day" || kind == "sales" || kind == "mourning" || kind == "fun" || kind == "own";
}

}  // namespace

Containers::Containers() : table_(calendar::Occasions::shipped()) { load(nullptr); }

Containers::Containers(const brand::Profile& profile) : table_(calendar::Occasions::shipped()), countries_(profile.countries) {
  load(&profile);
}

void Containers::load(const brand::Profile* profile) {
  shipped_ = table_.all().size();
  if (profile) {
    for (const brand::OwnDate& own : profile->calendar.dates) {
      table_.add_own(own.id, own.title, own.aliases, own.first, own.last);
    }
    for (const std::string& file : profile->calendar.files) {
      table_.add_file(brand::calendar_path(*profile, file), Zone::find(profile->timezone));
    }
  }
  for (const calendar::Occasion& occasion : table_.all()) {
    const auto number = static_cast<std::uint32_t>(occasions_.size());
    occasions_.push_back(&occasion);
    const auto add = [&](const std::string& name) {
      if (name.empty()) return;
      phrases_.add(name);
      owner_.push_back(number);
      name_words_.analyse(name);
      if (name_words_.all().size() == 1) single_.push_back(name_words_.all().front().hash);
    };
    add(occasion.title_it);
    if (occasion.title_en != occasion.title_it) add(occasion.title_en);
    for (const std::string& alias : occasion.aliases) add(alias);
    titles_.push_back(occasion.title_it + "\n" + occasion.title_en);
    std::string names;
    text::append_folded(titles_.back(), names);
    for (const std::string& alias : occasion.aliases) text::append_folded("\n" + alias, names);
    names_.push_back(std::move(names));
  }
  phrases_.compile();
  std::sort(single_.begin(), single_.end());
}

bool Containers::is_name(std::string_view word) const {
  std::string folded;
  text::append_folded(word, folded);
  return std::binary_search(single_.begin(), single_.end(), text::word_hash(folded));
}

const std::vector<std::uint64_t>& Containers::terms(int number) {
  const auto [known, fresh] = terms_.try_emplace(number);
  std::vector<std::uint64_t>& terms = known->second;
  if (!fresh) return terms;
  const calendar::Occasion& of = occasion(number);
  for (const std::string* title : {&of.title_it, &of.title_en}) add_terms(*title, terms);
  for (const std::string& alias : of.aliases) add_terms(alias, terms);
  std::sort(terms.begin(), terms.end());
  return terms;
}

/// A name's words are stemmed by the language of the post they stand in.
void Containers::add_terms(const std::string& name, std::vector<std::uint64_t>& terms) {
  name_words_.analyse(name);
  for (const std::string_view lang : {"it", "en", "es", "fr", "de", "pt", ""}) {
    for (const Term& term : extractor_.extract(name_words_, lang)) {
      if (std::find(terms.begin(), terms.end(), term.hash) == terms.end()) terms.push_back(term.hash);
    }
  }
}

Predictability Containers::predictability(int number) const {
  return recurs(occasion(number).kind) ? Predictability::planned : Predictability::anticipated;
}

const Containers::Year& Containers::year(int number) {
  const auto known = years_.find(number);
  if (known != years_.end()) return known->second;
  Year times(occasions_.size());
  const chr::year y{number};
  for (const calendar::Occurrence& found : table_.between(Day{y / 1 / 1} - chr::days{40}, Day{(y + chr::years{1}) / 1 / 1} + chr::days{40}, countries_)) {
    const auto place = std::find(occasions_.begin(), occasions_.end(), found.occasion);
    const chr::days lead = recurs(found.occasion->kind) ? kPlannedLead : kAnticipatedLead;
    times[static_cast<std::size_t>(place - occasions_.begin())].push_back({Time{found.dates.first - lead}, Time{found.dates.last + kAfter}, found.dates});
  }
  return years_.emplace(number, std::move(times)).first->second;
}

/// The time in which `at` lies, nullptr when there is none; valid as long as the containers.
const Containers::Interval* Containers::near(std::size_t occasion, Time at) {
  const auto& intervals = year(static_cast<int>(chr::year_month_day{chr::floor<chr::days>(at)}.year()))[occasion];
  const auto found = std::find_if(intervals.begin(), intervals.end(), [at](const Interval& i) { return at >= i.from && at < i.to; });
  return found == intervals.end() ? nullptr : &*found;
}

std::optional<calendar::Dates> Containers::dates(int number, Time at) {
  const Interval* interval = near(static_cast<std::size_t>(number), at);
  return interval ? std::optional(interval->dates) : std::nullopt;
}

bool Containers::is_on(int number, Time at) {
  const Interval* interval = near(static_cast<std::size_t>(number), at);
  if (!interval) return false;
  const calendar::Dates& dates = interval->dates;
  if (dates.starts && dates.ends) return at >= *dates.starts && at < *dates.ends + kOvertime;
  return at >= dates.first - kZones && at < dates.last + chr::days{1} + kZones;
}

int Containers::find(std::string_view text, const text::Words& words, Time at) {
  found_.clear();
  phrases_.find(text, words, found_);
  int best = Majority::kNone;
  std::size_t longest = 0;
  for (const text::PhraseMatch& match : found_) {
    const std::uint32_t occasion = owner_[match.pattern];
    if (match.end - match.start <= longest || !near(occasion, at)) continue;
    longest = match.end - match.start;
    best = static_cast<int>(occasion);
  }
  return best;
}

}  // namespace rtm::classify
