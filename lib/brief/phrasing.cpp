#include "brief/phrasing.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>

namespace rtm::brief {

namespace {

constexpr std::array<std::string_view, 12> kMonthsIt{"gen", "feb", "mar", "apr", "mag", "giu",
                                                     "lug", "ago", "set", "ott", "nov", "dic"};
constexpr std::array<std::string_view, 12> kMonthsEn{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

void add(std::string& text, std::string_view part, std::string_view separator) {
  if (part.empty()) return;
  if (!text.empty()) text += separator;
  text += part;
}

std::string joined(const std::vector<std::string>& parts, std::string_view separator) {
  std::string text;
  for (const std::string& part : parts) add(text, part, separator);
  return text;
}

/// Whether the story was another kind of moment within the last day; that talk comes first is no news.
bool turned_lately(const Item& item) {
  constexpr std::chrono::hours kLately{24};
  return !item.label.empty() && !item.was.empty() && item.was != item.label && item.was != "ambient" && item.was_until && item.as_of &&
         *item.as_of - *item.was_until < kLately;
}

}  // namespace

std::string Phrasing::verdict(const Item& item) const {
  const std::string_view key = name(item.verdict);
  return std::string(word(fmt::format("verdict.{}", key.empty() ? "none" : key)));
}

std::string Phrasing::counted(std::int64_t n, std::string_view one, std::string_view many) const {
  return fmt::format("{} {}", n, word(n == 1 ? one : many));
}

std::string Phrasing::moment(const Item& item) const {
  constexpr std::string_view kDot = " · ";
  std::string text;
  if (!item.label.empty()) add(text, word("label." + item.label), kDot);
  if (acts(item) && turned_lately(item)) text += fmt::format(" ({} {} {})", word("label." + item.was), word("until"), when(*item.was_until, item.as_of));
  add(text, item.container, kDot);
  if (item.on) add(text, day(std::chrono::local_days{item.on->time_since_epoch()}), ", ");
  const bool fading = item.phase == "old" && item.as_of && item.closes_at && *item.closes_at > *item.as_of;  // and its window is open
  if (!item.phase.empty()) add(text, word(fading ? "phase.fading" : "phase." + item.phase), kDot);
  if (item.posts > 0) {
    add(text, counted(item.posts, "post", "posts"), kDot);
    if (item.authors > 0) add(text, counted(item.authors, "author", "authors"), ", ");  // some sources name none
  }
  if (item.brands > 0) add(text, counted(item.brands, "brand", "brands"), kDot);
  return text;
}

std::string Phrasing::when(Time time, std::optional<Time> near) const {
  const auto local = zone_.local(time);
  const auto day = std::chrono::floor<std::chrono::days>(local);
  const std::chrono::hh_mm_ss clock{local - day};
  std::string of_day = fmt::format("{:02}:{:02}", clock.hours().count(), clock.minutes().count());
  if (near && std::chrono::floor<std::chrono::days>(zone_.local(*near)) == day) return of_day;
  const std::string date = this->day(day);
  if (near) return fmt::format("{} {}", date, of_day);
  return fmt::format("{} {}, {}", date, static_cast<int>(std::chrono::year_month_day{day}.year()), of_day);
}

std::string Phrasing::day(std::chrono::local_days day) const {
  const std::chrono::year_month_day ymd{day};
  const auto& months = language_ == Language::italian ? kMonthsIt : kMonthsEn;
  return fmt::format("{} {}", static_cast<unsigned>(ymd.day()), months[static_cast<unsigned>(ymd.month()) - 1]);
}

std::string Phrasing::when_and_where(Time time) const { return fmt::format("{} ({})", when(time), zone_.name()); }

std::string Phrasing::window(const Item& item) const {
  const bool open = item.verdict != Verdict::respond && acts(item);  // a duty has no window
  if (!open) return {};
  if (item.opens_at && item.as_of && *item.opens_at > *item.as_of && item.closes_at) {
    return fmt::format("{}–{}", when(*item.opens_at, item.as_of), when(*item.closes_at, item.as_of));
  }
  if (!item.closes_at) return {};
  return fmt::format("{} {}", word("until"), when(*item.closes_at, item.as_of));
}

/// "35 min", "4 h 34 min".
std::string Phrasing::lasting(std::int64_t minutes) const {
  constexpr std::int64_t kMany = 120;
  return minutes < kMany ? fmt::format("{} {}", minutes, word("minutes")) : fmt::format("{} h {:02} {}", minutes / 60, minutes % 60, word("minutes"));
}

std::string Phrasing::approvals(const Item& item) const {
  std::string text;
  for (const Approval& approval : item.approvals) {
    std::string inside(word("role." + approval.role));
    std::string one = approval.name.empty() ? std::exchange(inside, {}) : approval.name;
    if (approval.minutes) add(inside, lasting(*approval.minutes), ", ");
    if (!inside.empty()) one += fmt::format(" ({})", inside);
    if (approval.by) one += fmt::format(" {} {}", word("by"), when(*approval.by, item.as_of));
    add(text, one, "; ");
  }
  if (!text.empty() && !item.fits_window) add(text, word("late"), ": ");
  return text;
}

std::string Phrasing::reason(const Item& item) const {
  const std::string& sentence = language_ == Language::italian ? item.sentence_it : item.sentence_en;
  return sentence.empty() ? joined(item.why, ", ") : sentence;
}

std::string Phrasing::tags(const Item& item) const {
  constexpr std::string_view kOffLimits = "offlimits/";
  std::string text;
  for (const std::string& tag : item.tags) {
    const bool off = tag.starts_with(kOffLimits);
    add(text, off ? fmt::format("{} ({})", word("offlimits"), tag.substr(kOffLimits.size())) : std::string(word(tag)), ", ");
  }
  return text;
}

std::string Phrasing::more(std::size_t n) const { return fmt::format(fmt::runtime(word("more")), n); }

std::string Phrasing::brief(const Item& item) const {
  std::string text = moment(item);
  add(text, tags(item), " · ");
  return text;
}

}  // namespace rtm::brief
