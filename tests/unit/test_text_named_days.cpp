#include <catch2/catch.hpp>

#include <string>

#include "text/named_days.hpp"

using namespace rtm::text;

namespace {

/// The day that a text of Wednesday, 12 August 2026 names, "?" behind it where that is not certain; "" for none.
std::string day(const std::string& text, std::string_view lang, std::string_view at = "2026-08-12T09:00:00Z") {
  static NamedDays days;
  static Words words;
  words.analyse(text);
  const auto found = days.find(words.all(), lang_set(lang), *rtm::parse_time(at));
  return found ? rtm::format_day(found->day) + (found->certain ? "" : "?") : "";
}

}  // namespace

TEST_CASE("tomorrow, tonight and the day after, in six languages [000.3]") {
  CHECK(day("domani il concertone, chi viene?", "it") == "2026-08-13");
  CHECK(day("the comet passes tomorrow", "en") == "2026-08-13");
  CHECK(day("mañana por la mañana pasa el cometa", "es") == "2026-08-13");
  CHECK(day("demain la comète", "fr") == "2026-08-13");
  CHECK(day("morgen kommt der Komet", "de") == "2026-08-13");
  CHECK(day("amanhã passa o cometa", "pt") == "2026-08-13");
  CHECK(day("stasera la finale", "it") == "2026-08-12");
  CHECK(day("the day after tomorrow we will see", "en") == "2026-08-14");
  CHECK(day("pasado mañana", "es") == "2026-08-14");
  CHECK(day("après-demain", "fr") == "2026-08-14");
}

TEST_CASE("a date, a count of days and a weekday [000.3]") {
  CHECK(day("the comet passes on 20 August", "en") == "2026-08-20");
  CHECK(day("August 20th is the day", "en") == "2026-08-20");
  CHECK(day("el 20 de agosto", "es") == "2026-08-20");
  CHECK(day("il 1 settembre si torna in classe", "it") == "2026-09-01");
  CHECK(day("mancano 3 giorni", "it") == "2026-08-15");
  CHECK(day("3 days to go", "en") == "2026-08-15");
  CHECK(day("noch 3 Tage", "de") == "2026-08-15");
  CHECK(day("on Friday the shop opens", "en") == "2026-08-14?");
  CHECK(day("next Friday the shop opens", "en") == "2026-08-14");
  CHECK(day("venerdì prossimo", "it") == "2026-08-14");
  CHECK(day("na sexta-feira", "pt") == "2026-08-14?");
  CHECK(day("on Friday, no, tomorrow", "en") == "2026-08-13");
  CHECK(day("2 January", "en", "2026-12-30T10:00:00Z") == "2027-01-02");
}

TEST_CASE("yesterday, days ago and the last of a weekday, in six languages [000.3]") {
  CHECK(day("ieri sera il concerto", "it") == "2026-08-11");
  CHECK(day("last night's show", "en") == "2026-08-11");
  CHECK(day("ayer el concierto", "es") == "2026-08-11");
  CHECK(day("hier soir au stade", "fr") == "2026-08-11");
  CHECK(day("gestern im Stadion", "de") == "2026-08-11");
  CHECK(day("o show de ontem", "pt") == "2026-08-11");
  CHECK(day("3 giorni fa la finale", "it") == "2026-08-09");
  CHECK(day("il y a 3 jours", "fr") == "2026-08-09");
  CHECK(day("last Friday was a mess", "en") == "2026-08-07");
  CHECK(day("venerdì scorso", "it") == "2026-08-07");
  CHECK(day("last Wednesday, a week ago", "en") == "2026-08-05");
  CHECK(day("ieri sera il concerto, domani il bis", "it") == "2026-08-13");
  CHECK(day("ieri sera il concerto, venerdì il bis", "it") == "2026-08-14?");
}

TEST_CASE("a weekday in the past tense is the last one [000.3]") {
  CHECK(day("sabato ha fatto tre bis", "it") == "2026-08-08");
  CHECK(day("Saturday's show was great", "en") == "2026-08-08");
  CHECK(day("el sábado tocó tres horas", "es") == "2026-08-08");
  CHECK(day("samedi a été magique", "fr") == "2026-08-08");
  CHECK(day("Samstag war großartig", "de") == "2026-08-08");
  CHECK(day("sábado foi incrível", "pt") == "2026-08-08");
  CHECK(day("sabato è prevista pioggia", "it") == "2026-08-15?");
  CHECK(day("next Saturday, it was a promise", "en") == "2026-08-15");
  CHECK(day("questo sabato è stato bellissimo", "it") == "2026-08-08");
  CHECK(day("questo sabato si balla", "it") == "2026-08-15");
  CHECK(day("on Saturday it opens, the mayor said", "en") == "2026-08-15?");
}

TEST_CASE("no day: what is long over, another year, the far future, the morning, the future itself [000.3]") {
  CHECK(day("nato ieri", "it").empty());
  CHECK(day("ieri", "it", "0001-01-01T10:00:00Z").empty());
  CHECK(day("tomorrow", "en", "9999-12-31T10:00:00Z").empty());
  CHECK(day("9 days ago it rained", "en").empty());
  CHECK(day("on 1 August it rained", "en").empty());
  CHECK(day("20 August 1944", "en").empty());
  CHECK(day("24 December", "en").empty());
  CHECK(day("May 2026 be with you, they may come", "en").empty());
  CHECK(day("guten Morgen zusammen", "de").empty());
  CHECK(day("esta mañana llovía", "es").empty());
  CHECK(day("un domani migliore", "it").empty());
  CHECK(day("31 Februar", "de").empty());
  CHECK(day("demain", "it").empty());
}
