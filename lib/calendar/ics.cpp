#include "calendar/ics.hpp"

#include <fmt/format.h>
#include <libical/ical.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <set>
#include <utility>

#include "base/error.hpp"
#include "calendar/ics_expansion.hpp"
#include "io/input.hpp"

namespace rtm::calendar {

namespace {

constexpr std::size_t kLargest = std::size_t{64} << 20;

std::string text_of(const char* text) { return text ? text : ""; }

/// The values of a property, cut at commas.
std::vector<std::string> list_of(icalcomponent* event, icalproperty_kind kind, const char* name) {
  std::vector<std::string> all;
  for (icalproperty* p = icalcomponent_get_first_property(event, kind); p; p = icalcomponent_get_next_property(event, kind)) {
    if (name && text_of(icalproperty_get_x_name(p)) != name) continue;
    std::unique_ptr<char, void (*)(void*)> text(icalproperty_get_value_as_string_r(p), icalmemory_free_buffer);
    std::string value;
    for (const char* c = text ? text.get() : ""; *c != '\0'; ++c) {
      if (*c == '\\') continue;  // an escaped comma parts, too
      if (*c != ',') value += *c;
      if (*c == ',' && !value.empty()) all.push_back(std::exchange(value, {}));
    }
    if (!value.empty()) all.push_back(std::move(value));
  }
  return all;
}

std::vector<std::string> categories_of(icalcomponent* event) {
  std::vector<std::string> all = list_of(event, ICAL_CATEGORIES_PROPERTY, nullptr);
  for (std::string& category : all) std::transform(category.begin(), category.end(), category.begin(), [](unsigned char c) { return std::tolower(c); });
  return all;
}

bool cancelled(icalcomponent* event) { return icalcomponent_get_status(event) == ICAL_STATUS_CANCELLED; }

void collect(icalcomponent* component, std::vector<icalcomponent*>& events) {
  for (icalcomponent* c = icalcomponent_get_first_component(component, ICAL_ANY_COMPONENT); c;
       c = icalcomponent_get_next_component(component, ICAL_ANY_COMPONENT)) {
    if (icalcomponent_isa(c) == ICAL_VEVENT_COMPONENT) events.push_back(c);
    if (icalcomponent_isa(c) == ICAL_VCALENDAR_COMPONENT) collect(c, events);
  }
}

std::string contents(const std::string& path) {
  io::Input input(path);
  std::string text, piece(std::size_t{1} << 16, '\0');
  while (const std::size_t n = input.read(piece.data(), piece.size())) {
    text.append(piece, 0, n);
    if (text.size() > kLargest) throw Error(fmt::format("{}: larger than 64 MiB: is this a calendar?", path));
  }
  return text;
}

/// What a damaged event says about itself, as libical found it.
std::string fault_of(icalcomponent* event) {
  for (icalproperty* p = icalcomponent_get_first_property(event, ICAL_XLICERROR_PROPERTY); p; p = icalcomponent_get_next_property(event, ICAL_XLICERROR_PROPERTY)) {
    std::string fault = text_of(icalproperty_get_xlicerror(p));
    if (fault.find("DTSTART") != std::string::npos || fault.find("RRULE") != std::string::npos) return fault;
  }
  return {};
}

}  // namespace

void IcsFile::Free::operator()(icalcomponent_impl* component) const { icalcomponent_free(component); }

IcsFile::IcsFile(const std::string& path, const Zone& floating) : path_(path), floating_(floating) {
  icalerror_set_errors_are_fatal(0);
  const std::string text = contents(path);
  root_.reset(icalparser_parse_string(text.c_str()));
  const icalcomponent_kind kind = root_ ? icalcomponent_isa(root_.get()) : ICAL_NO_COMPONENT;
  if (kind != ICAL_VCALENDAR_COMPONENT && kind != ICAL_XROOT_COMPONENT && kind != ICAL_VEVENT_COMPONENT)
    throw Error(fmt::format("{}: not an iCalendar file: no VCALENDAR from BEGIN to END in it (cut short?)", path));
  if (kind == ICAL_VEVENT_COMPONENT) components_.push_back(root_.get());
  collect(root_.get(), components_);
  if (components_.empty()) throw Error(fmt::format("{}: a calendar without events: check that the export was not empty", path));
  for (icalcomponent* event : components_) {
    events_.push_back({text_of(icalcomponent_get_uid(event)), text_of(icalcomponent_get_summary(event)), categories_of(event),
                       list_of(event, ICAL_X_PROPERTY, "X-RTM-ALIASES")});
    if (const std::string fault = fault_of(event); !fault.empty()) throw Error(fmt::format("{}: event '{}': {}", path, events_.back().title, fault));
  }
}

IcsFile::~IcsFile() = default;

std::vector<IcsOccurrence> IcsFile::between(Day from, Day to) const {
  std::map<std::string, Excluded> moved;  // by UID: times of the series that stand elsewhere
  std::set<std::size_t> instances;        // the events that change them
  for (std::size_t i = 0; i < components_.size(); ++i) {
    for (const IcsTime& time : times_of(components_[i], ICAL_RECURRENCEID_PROPERTY)) {
      instances.insert(i);
      moved[events_[i].id].add(time, floating_);
    }
  }
  std::vector<IcsOccurrence> result;
  for (std::size_t i = 0; i < components_.size(); ++i) {
    if (cancelled(components_[i])) continue;
    Excluded elsewhere;
    if (!instances.contains(i)) {
      if (const auto found = moved.find(events_[i].id); found != moved.end()) elsewhere = found->second;
    }
    try {
      for (const Dates& dates : Expansion(components_[i], std::move(elsewhere), floating_, from, to).all()) result.push_back({i, dates});
    } catch (const Error& error) {
      throw Error(fmt::format("{}: event '{}': {}", path_, events_[i].title, error.what()));
    }
  }
  return result;
}

}  // namespace rtm::calendar
