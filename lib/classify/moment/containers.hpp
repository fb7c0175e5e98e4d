#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "brand/profile.hpp"
#include "calendar/occasions.hpp"
#include "classify/moment/axes.hpp"
#include "classify/story/terms.hpp"
#include "text/phrases.hpp"

namespace rtm::classify {

/// The occasions that a story can lie in: what ships, the brand's own dates and .ics files. An occasion contains a post
/// when its names stand in the text and it is near in time, or on.
class Containers {
 public:
  /// Of all countries; no own dates.
  Containers();
  /// Of the profile's countries, with its dates and files. Throws Error when a file is no calendar.
  explicit Containers(const brand::Profile& profile);

  /// The nearest occasion that `text` names and that `at` is near to; Majority::kNone when there is none.
  int find(std::string_view text, const text::Words& words, Time at);

  const calendar::Occasion& occasion(int number) const { return *occasions_[static_cast<std::size_t>(number)]; }
  /// planned for what recurs or is one's own, anticipated for an event outside whose date is known.
  Predictability predictability(int number) const;
  /// The days of the occasion that `at` is near to.
  std::optional<calendar::Dates> dates(int number, Time at);
  /// The occasion is taking place, give or take what a time zone or overtime makes.
  bool is_on(int number, Time at);
  bool is_own(int number) const { return static_cast<std::size_t>(number) >= shipped_; }
  /// Its titles, as one text.
  std::string_view titles(int number) const { return titles_[static_cast<std::size_t>(number)]; }
  /// All its names, folded (see text/fold.hpp), as one text.
  std::string_view names(int number) const { return names_[static_cast<std::size_t>(number)]; }
  /// True for an occasion's name of one word, whenever it is.
  bool is_name(std::string_view word) const;
  /// The terms of its names, ascending: what every post about it shares, and so tells no story from another. Made when first
  /// asked for; valid as long as the containers.
  const std::vector<std::uint64_t>& terms(int number);

 private:
  struct Interval {
    Time from, to;
    calendar::Dates dates;
  };
  /// All times of one year in which posts about the occasions are expected.
  using Year = std::vector<std::vector<Interval>>;  // by occasion

  void load(const brand::Profile* profile);
  void add_terms(const std::string& name, std::vector<std::uint64_t>& terms);
  const Year& year(int number);
  const Interval* near(std::size_t occasion, Time at);

  calendar::Occasions table_;
  std::vector<std::string> countries_;
  std::vector<const calendar::Occasion*> occasions_;
  std::size_t shipped_ = 0;
  std::vector<std::string> titles_, names_;
  std::map<int, std::vector<std::uint64_t>> terms_;
  text::PhraseSet phrases_;
  std::vector<std::uint32_t> owner_;  // by pattern
  std::vector<std::uint64_t> single_;  // names of one word, hashed; ascending
  std::map<int, Year> years_;
  std::vector<text::PhraseMatch> found_;
  text::Words name_words_;
  TermExtractor extractor_{nullptr, 256};
};

}  // namespace rtm::classify
