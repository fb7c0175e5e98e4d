#include <catch2/catch.hpp>

#include <algorithm>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>

#include "base/error.hpp"
#include "calendar/occasions.hpp"
#include "data/table.hpp"

using namespace rtm::calendar;

namespace {

rtm::Day day(const char* text) { return *rtm::parse_day(text); }

/// Does `id` fall on `date` in `country`?
bool falls(const Occasions& all, const char* id, const char* date, const char* country) {
  const auto found = all.between(day(date), day(date) + std::chrono::days{1}, {country});
  return std::any_of(found.begin(), found.end(), [&](const Occurrence& o) { return o.occasion->id == id; });
}

class TemporaryFile {
 public:
  explicit TemporaryFile(const std::string& text) : path_((std::filesystem::temp_directory_path() / "rtm-unit-XXXXXX.ics").string()) {
    const int fd = ::mkstemps(path_.data(), 4);
    REQUIRE(fd >= 0);
    ::close(fd);
    std::ofstream(path_) << text;
  }
  ~TemporaryFile() { std::filesystem::remove(path_); }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

const char* const kHead = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n";

}  // namespace

TEST_CASE("Mother's Day falls where each country keeps it [000.2]") {
  const Occasions all = Occasions::shipped();
  CHECK(falls(all, "mothers-day", "2026-05-10", "it"));
  CHECK(falls(all, "mothers-day", "2026-03-15", "gb"));
  CHECK(falls(all, "mothers-day", "2026-05-31", "fr"));
  CHECK(falls(all, "mothers-day", "2026-05-03", "es"));
  CHECK_FALSE(falls(all, "mothers-day", "2026-05-10", "fr"));
}

TEST_CASE("cat day is 17 February in Italy, 8 August elsewhere; Easter and April Fools recur [002.5]") {
  const Occasions all = Occasions::shipped();
  CHECK(falls(all, "cat-day-it", "2026-02-17", "it"));
  CHECK_FALSE(falls(all, "cat-day-it", "2026-02-17", "de"));
  CHECK(falls(all, "cat-day", "2026-08-08", "de"));
  CHECK(falls(all, "easter", "2027-03-28", "it"));
  CHECK(falls(all, "april-fools", "2019-04-01", "it"));
  CHECK(falls(all, "super-bowl", "2013-02-03", "us"));
}

TEST_CASE("every shipped occasion has a known kind, both titles, and falls at some time") {
  const Occasions all = Occasions::shipped();
  const std::set<std::string> kinds{"feast", "world_day", "fun", "sales", "mourning", "event", "sport", "award", "politics"};
  std::set<const Occasion*> seen;
  for (const Occurrence& o : all.between(day("2012-01-01"), day("2029-01-01"), {})) seen.insert(o.occasion);
  for (const Occasion& o : all.all()) {
    INFO(o.id);
    CHECK(kinds.contains(o.kind));
    CHECK_FALSE(o.title_en.empty());
    CHECK_FALSE(o.title_it.empty());
    CHECK(seen.contains(&o));
  }
}

TEST_CASE("own dates are found, both days inclusive") {
  Occasions all;
  all.add_own("fiera", "Fiera", {"la fiera"}, day("2026-06-19"), day("2026-06-21"));
  CHECK(falls(all, "fiera", "2026-06-21", "it"));
  CHECK_FALSE(falls(all, "fiera", "2026-06-22", "it"));
}

TEST_CASE(".ics: recurrences, exceptions, moved and cancelled instances, categories and names") {
  const TemporaryFile file(std::string(kHead) +
                           "BEGIN:VEVENT\r\nUID:a\r\nSUMMARY:Corso\r\nDTSTART;TZID=Europe/Rome:20260202T180000\r\n"
                           "DTEND;TZID=Europe/Rome:20260202T190000\r\nRRULE:FREQ=WEEKLY;COUNT=4\r\n"
                           "EXDATE;TZID=Europe/Rome:20260209T180000\r\nEND:VEVENT\r\n"
                           "BEGIN:VEVENT\r\nUID:a\r\nSUMMARY:Corso spostato\r\nRECURRENCE-ID;TZID=Europe/Rome:20260216T180000\r\n"
                           "DTSTART;TZID=Europe/Rome:20260217T180000\r\nEND:VEVENT\r\n"
                           "BEGIN:VEVENT\r\nUID:b\r\nSUMMARY:Finale\r\nCATEGORIES:AWARD\r\nX-RTM-ALIASES:la finale\\,finalissima\r\n"
                           "DTSTART;VALUE=DATE:20260210\r\nEND:VEVENT\r\n"
                           "BEGIN:VEVENT\r\nUID:c\r\nSTATUS:CANCELLED\r\nSUMMARY:Annullato\r\nDTSTART;VALUE=DATE:20260210\r\nEND:VEVENT\r\n"
                           "END:VCALENDAR\r\n");
  Occasions all;
  all.add_file(file.path());
  std::vector<std::string> found;
  for (const Occurrence& o : all.between(day("2026-02-01"), day("2026-03-01"), {})) {
    found.push_back(o.occasion->title_it + " " + (o.dates.starts ? rtm::format_time(*o.dates.starts) : rtm::format_day(o.dates.first)));
  }
  CHECK(found == std::vector<std::string>{"Corso 2026-02-02T17:00:00Z", "Finale 2026-02-10", "Corso spostato 2026-02-17T17:00:00Z",
                                          "Corso 2026-02-23T17:00:00Z"});
  const auto final = std::find_if(all.all().begin(), all.all().end(), [](const Occasion& o) { return o.id == "b"; });
  CHECK(final->kind == "award");
  CHECK(final->aliases == std::vector<std::string>{"la finale", "finalissima"});
}

TEST_CASE(".ics: zones of Windows, behind a path, and none at all") {
  const TemporaryFile file(std::string(kHead) +
                           "BEGIN:VEVENT\r\nUID:a\r\nSUMMARY:Windows\r\nDTSTART;TZID=Romance Standard Time:20260701T180000\r\nEND:VEVENT\r\n"
                           "BEGIN:VEVENT\r\nUID:b\r\nSUMMARY:Path\r\nDTSTART;TZID=/example.org/2026/Europe/Lisbon:20260702T180000\r\nEND:VEVENT\r\n"
                           "BEGIN:VEVENT\r\nUID:c\r\nSUMMARY:Floating\r\nDTSTART:20260703T180000\r\nDURATION:PT90M\r\n"
                           "RRULE:FREQ=DAILY;UNTIL=20260704T170000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
  Occasions all;
  all.add_file(file.path(), rtm::Zone::find("Europe/Rome"));
  std::vector<std::string> found;
  for (const Occurrence& o : all.between(day("2026-07-01"), day("2026-08-01"), {})) {
    found.push_back(o.occasion->title_it + " " + rtm::format_time(*o.dates.starts));
  }
  CHECK(found == std::vector<std::string>{"Windows 2026-07-01T16:00:00Z", "Path 2026-07-02T17:00:00Z", "Floating 2026-07-03T16:00:00Z",
                                          "Floating 2026-07-04T16:00:00Z"});
}

TEST_CASE(".ics: extra dates and excluded rules; an event that stands alone") {
  const TemporaryFile file("BEGIN:VEVENT\r\nUID:a\r\nSUMMARY:Turno\r\nDTSTART;VALUE=DATE:20260105\r\nRRULE:FREQ=DAILY;COUNT=6\r\n"
                           "EXRULE:FREQ=DAILY;INTERVAL=2\r\nRDATE;VALUE=DATE:20260120,20260106\r\nEND:VEVENT\r\n");
  Occasions all;
  all.add_file(file.path());
  std::string found;
  for (const Occurrence& o : all.between(day("2026-01-01"), day("2026-02-01"), {})) found += rtm::format_day(o.dates.first) + " ";
  CHECK(found == "2026-01-06 2026-01-08 2026-01-10 2026-01-20 ");
}

TEST_CASE(".ics: an event whose rule cannot be read is told by its name") {
  const TemporaryFile file(std::string(kHead) + "BEGIN:VEVENT\r\nUID:a\r\nSUMMARY:Riunione\r\nDTSTART:20260105T100000Z\r\nRRULE:FREQ=OFTEN\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
  Occasions all;
  CHECK_THROWS_WITH(all.add_file(file.path()), Catch::Contains("Riunione") && Catch::Contains("RRULE"));
}

TEST_CASE(".ics: what is no calendar, or has no events, is told with the file's name") {
  const TemporaryFile empty(std::string(kHead) + "END:VCALENDAR\r\n"), page("<html>404</html>");
  Occasions all;
  CHECK_THROWS_WITH(all.add_file(empty.path()), Catch::Contains(empty.path()) && Catch::Contains("without events"));
  CHECK_THROWS_WITH(all.add_file(page.path()), Catch::Contains("not an iCalendar file"));
  CHECK_THROWS_WITH(all.add_file("/no/such.ics"), Catch::Contains("No such file"));
}

TEST_CASE(".ics: a rule that repeats every second is refused, not expanded for ever") {
  const TemporaryFile file(std::string(kHead) +
                           "BEGIN:VEVENT\r\nUID:a\r\nSUMMARY:Tic\r\nDTSTART:19900101T000000Z\r\nRRULE:FREQ=SECONDLY;COUNT=2000000000\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
  Occasions all;
  all.add_file(file.path());
  CHECK_THROWS_WITH(all.between(day("2026-01-01"), day("2026-01-02"), {}), Catch::Contains("repeats more than"));
}

TEST_CASE("sales, elections and feasts fall where law and moon put them [000.2] [002.5]") {
  const Occasions all = Occasions::shipped();
  CHECK(falls(all, "soldes-winter", "2026-01-07", "fr"));
  CHECK_FALSE(falls(all, "soldes-winter", "2025-01-07", "fr"));
  CHECK(falls(all, "soldes-winter", "2025-01-08", "fr"));
  CHECK(falls(all, "soldes-summer", "2024-06-26", "fr"));
  CHECK(falls(all, "victoria-day", "2026-05-18", "ca"));
  CHECK(falls(all, "advent", "2026-11-29", "de"));
  CHECK(falls(all, "grandparents-us", "2026-09-13", "us"));
  CHECK(falls(all, "brazil-election", "2026-10-04", "br"));
  CHECK_FALSE(falls(all, "brazil-election", "2025-10-05", "br"));
  CHECK(falls(all, "corpus-christi", "2026-06-04", "de"));
  CHECK(falls(all, "leap-day", "2028-02-29", "it"));
  CHECK(falls(all, "winter-time", "2026-10-25", "it"));
  CHECK(falls(all, "palio", "2026-08-16", "it"));
}

TEST_CASE("every occasion has names, a known kind, and names who sets its day") {
  const std::set<std::string> kinds{"feast", "world_day", "fun", "sales", "mourning", "event", "sport", "award", "politics"};
  const std::set<std::string_view> sources{"law", "church", "un", "organiser", "event", "almanac", "custom"};
  const Occasions all = Occasions::shipped();
  for (const Occasion& occasion : all.all()) {
    INFO(occasion.id);
    CHECK_FALSE(occasion.title_en.empty());
    CHECK_FALSE(occasion.title_it.empty());
    CHECK(kinds.contains(occasion.kind));
  }
  for (const auto& row : rtm::data::rows("occasions", 9)) {
    INFO(row[0]);
    CHECK(sources.contains(row[8]));
  }
}
