#include <catch2/catch.hpp>

#include <string>
#include <utility>

#include "ingest/time.hpp"

using rtm::ingest::read_time;
using rtm::ingest::TimeQuality;

namespace {

std::string read(const std::string& text) {
  const auto stamp = read_time(text);
  return stamp ? rtm::format_time(stamp->at) : "none";
}

}  // namespace

TEST_CASE("Dates of feeds, in the words of six languages") {
  const std::pair<const char*, const char*> kCases[] = {
      {"Wed, 16 Nov 2022 10:00:00 EST", "2022-11-16T15:00:00Z"},
      {"mer, 16 nov 2022 10:00:00 +0100", "2022-11-16T09:00:00Z"},
      {"mar, 15 nov 2022 10:00:00 +0100", "2022-11-15T09:00:00Z"},
      {"mar, 15 mar 2022 10:00:00 +0100", "2022-03-15T09:00:00Z"},
      {"Tue, 15 Mar 2022 10:00:00 GMT", "2022-03-15T10:00:00Z"},
      {"Mar 15, 2022 10:00 PM UTC", "2022-03-15T22:00:00Z"},
      {"martedì 15 novembre 2022, ore 10:30", "2022-11-15T10:30:00Z"},
      {"16 novembre 2022", "2022-11-16T00:00:00Z"},
      {"miércoles, 16 de noviembre de 2022 a las 21:05", "2022-11-16T21:05:00Z"},
      {"lun. 1er août 2022 à 10h30", "2022-08-01T10:30:00Z"},
      {"ven, 02 déc 2022 08:00:00 CET", "2022-12-02T07:00:00Z"},
      {"mardi 5 juillet 2022", "2022-07-05T00:00:00Z"},
      {"mardi 7 juin 2022", "2022-06-07T00:00:00Z"},
      {"Mi, 16. März 2022 10:00 Uhr", "2022-03-16T10:00:00Z"},
      {"Di, 03 Mai 2022 10:00:00 +0200", "2022-05-03T08:00:00Z"},
      {"segunda-feira, 1º de março de 2021", "2021-03-01T00:00:00Z"},
      {"Qui, 06 Out 2022 10:00:00 -0300", "2022-10-06T13:00:00Z"},
      {"Sun Nov  6 08:49:37 1994", "1994-11-06T08:49:37Z"},
      {"06-Nov-94 08:49:37 GMT", "1994-11-06T08:49:37Z"},
  };
  for (const auto& [written, meant] : kCases) {
    CAPTURE(written);
    CHECK(read(written) == meant);
  }
}

TEST_CASE("The halves of a day, however they are dotted") {
  const std::pair<const char*, const char*> kCases[] = {
      {"Nov. 4, 2026, 9:45 p.m. EST", "2026-11-05T02:45:00Z"},
      {"Nov. 4, 2026, 9:45 a.m.", "2026-11-04T09:45:00Z"},
      {"Nov. 4, 2026, 9 p.m. EST", "2026-11-05T02:00:00Z"},
      {"Nov 4, 2026 12:05 A.M.", "2026-11-04T00:05:00Z"},
      {"4 de noviembre de 2026, 9:45 p. m.", "2026-11-04T21:45:00Z"},
      {"4 de noviembre de 2026 a las 9:45\xC2\xA0p.\xC2\xA0m. CET", "2026-11-04T20:45:00Z"},
      {"Nov 4, 2026, 9:45:10\xE2\x80\xAFPM UTC", "2026-11-04T21:45:10Z"},
      {"2026-11-04 9:45 p.m. EST", "2026-11-05T02:45:00Z"},
  };
  for (const auto& [written, meant] : kCases) {
    CAPTURE(written);
    CHECK(read(written) == meant);
  }
}

TEST_CASE("Times of day with a dot or of an hour alone, and a day that stays when its time is not understood") {
  const std::pair<const char*, const char*> kCases[] = {
      {"4 novembre 2026 alle ore 18.30", "2026-11-04T18:30:00Z"},
      {"4 novembre 2026, 18.30", "2026-11-04T18:30:00Z"},
      {"4. November 2026, 18.30 Uhr", "2026-11-04T18:30:00Z"},
      {"Nov 4, 2026 6.30 PM", "2026-11-04T18:30:00Z"},
      {"4 novembre 2026 alle 9", "2026-11-04T09:00:00Z"},
      {"4. November 2026, 18 Uhr", "2026-11-04T18:00:00Z"},
      {"4 novembre 2026, 18.75", "2026-11-04T00:00:00Z"},
      {"4 novembre 2026, 3 commenti", "2026-11-04T00:00:00Z"},
      {"4 novembre 2026 verso sera", "2026-11-04T00:00:00Z"},
      {"2026-11-04 verso sera", "2026-11-04T00:00:00Z"},
      {"4 nov 18.30", "none"},
      {"2026-11-04Tx", "none"},
  };
  for (const auto& [written, meant] : kCases) {
    CAPTURE(written);
    CHECK(read(written) == meant);
  }
  CHECK(read_time("4 novembre 2026, 18.75")->quality == TimeQuality::date_only);
}

TEST_CASE("What cannot be a date is none") {
  for (const char* text : {"", "adesso", "mer, 31 feb 2022 10:00:00 +0100", "16 brumaio 2022", "nov dic 16 2022", "16 nov", "\xC3", "domani alle 10:00", "1970-01-01T00:00:00Z", "Thu, 01 Jan 1970 01:00:00 +0100"}) {
    CAPTURE(text);
    CHECK(read(text) == "none");
  }
}

TEST_CASE("Time quality says what was assumed") {
  CHECK(read_time("mer, 16 nov 2022 10:00:00 +0100")->quality == TimeQuality::exact);
  CHECK(read_time("mer, 16 nov 2022 10:00:00")->quality == TimeQuality::assumed_zone);
  CHECK(read_time("mer, 16 nov 2022 10:00:00 IST")->quality == TimeQuality::assumed_zone);
  CHECK(read_time("16 novembre 2022")->quality == TimeQuality::date_only);
}
