#include "brand/hours.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "brand/load.hpp"

namespace rtm::brand {

namespace {

namespace chr = std::chrono;

constexpr std::array<std::string_view, 7> kDays{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
constexpr int kDaysAhead = 14;

std::optional<unsigned> day_number(std::string_view name) {
  for (unsigned i = 0; i < kDays.size(); ++i) {
    if (name == kDays[i]) return i;
  }
  return std::nullopt;
}

/// "mon-fri" or "sat" as bits.
std::optional<unsigned> day_range(std::string_view text) {
  if (text == "daily") return 0x7FU;
  const std::size_t dash = text.find('-');
  const auto first = day_number(text.substr(0, dash));
  const auto last = dash == std::string_view::npos ? first : day_number(text.substr(dash + 1));
  if (!first || !last) return std::nullopt;
  unsigned bits = 0;
  for (unsigned i = *first;; i = (i + 1) % 7) {
    bits |= 1U << i;
    if (i == *last) return bits;
  }
}

std::optional<Seconds> time_of_day(std::string_view text) {
  if (text.size() != 5 || text[2] != ':') return std::nullopt;
  int hours = 0, minutes = 0;
  const auto h = std::from_chars(text.data(), text.data() + 2, hours);
  const auto m = std::from_chars(text.data() + 3, text.data() + 5, minutes);
  if (h.ptr != text.data() + 2 || m.ptr != text.data() + 5 || hours > 24 || minutes > 59 || hours * 60 + minutes > 24 * 60) return std::nullopt;
  return Seconds{(hours * 60 + minutes) * 60};
}

/// The first moment from `now` on that lies in `hours`.
std::optional<Time> on_duty(const std::vector<DutyHours>& hours, Time now, const Zone& zone) {
  if (hours.empty()) return now;
  const auto today = chr::floor<chr::days>(zone.local(now));
  std::optional<Time> best;
  for (const DutyHours& duty : hours) {
    // From yesterday on: a night shift that began then may still last.
    for (int i = -1; i <= kDaysAhead; ++i) {
      const chr::local_days day = today + chr::days{i};
      if ((duty.days >> (chr::weekday{day}.iso_encoding() - 1) & 1U) == 0) continue;
      const Seconds length = duty.to > duty.from ? Seconds{0} : chr::days{1};
      const Time opens = zone.instant(chr::local_seconds{day} + duty.from);
      const Time closes = zone.instant(chr::local_seconds{day} + duty.to + length);
      if (closes <= now) continue;
      const Time moment = std::max(opens, now);
      if (!best || moment < *best) best = moment;
      break;
    }
  }
  return best;
}

}  // namespace

std::optional<DutyHours> parse_hours(std::string_view text) {
  const std::size_t space = text.find(' ');
  const std::size_t dash = text.find('-', space == std::string_view::npos ? 0 : space);
  if (space == std::string_view::npos || dash == std::string_view::npos) return std::nullopt;
  DutyHours hours;
  hours.days = 0;
  for (std::string_view days = text.substr(0, space); !days.empty();) {
    const std::size_t comma = std::min(days.find(','), days.size());
    const auto bits = day_range(days.substr(0, comma));
    if (!bits) return std::nullopt;
    hours.days |= *bits;
    days.remove_prefix(std::min(comma + 1, days.size()));
  }
  const auto from = time_of_day(text.substr(space + 1, dash - space - 1));
  const auto to = time_of_day(text.substr(dash + 1));
  if (!from || !to || *from == *to) return std::nullopt;
  hours.from = *from;
  hours.to = *to;
  return hours;
}

/// "mon-fri", "sat,sun", "daily"
std::string format_days(unsigned days) {
  if (days == 0x7F) return "daily";
  std::string text;
  for (std::size_t i = 0; i < kDays.size(); ++i) {
    if ((days >> i & 1U) == 0) continue;
    std::size_t last = i;
    while (last + 1 < kDays.size() && (days >> (last + 1) & 1U) != 0) ++last;
    text += fmt::format("{}{}", text.empty() ? "" : ",", kDays[i]);
    if (last > i) text += fmt::format("{}{}", last == i + 1 ? "," : "-", kDays[last]);
    i = last;
  }
  return text;
}

std::string format_hours(const DutyHours& hours) {
  const auto clock = [](Seconds t) { return fmt::format("{:02}:{:02}", t.count() / 3600, t.count() / 60 % 60); };
  return fmt::format("{} {}-{}", format_days(hours.days), clock(hours.from), clock(hours.to));
}

std::optional<Signature> signature(const Role& role, Time now, const Zone& zone) {
  std::optional<Time> at = on_duty(role.hours, now, zone);
  std::string name = role.name;
  for (const Deputy& deputy : role.deputies) {
    const auto other = on_duty(deputy.hours, now, zone);
    if (other && (!at || *other < *at)) {
      at = other;
      name = deputy.name;
    }
  }
  if (!at) return std::nullopt;
  const Time by = *at + chr::minutes{role.minutes};
  return Signature{name, by, chr::ceil<chr::minutes>(by - now).count()};
}

}  // namespace rtm::brand
