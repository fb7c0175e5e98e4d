#include <catch2/catch.hpp>

#include "ingest/formats/table.hpp"
#include "ingest/mapping.hpp"
#include "ingest/written.hpp"
#include "io/charset.hpp"

using namespace rtm::ingest;

TEST_CASE("counts with separators") {
  CHECK(plain_number("1.407", 0) == "1407");
  CHECK(plain_number("1,407,000", 0) == "1407000");
  CHECK(plain_number("1.200,50", 0) == "1200.50");
  CHECK(plain_number("1,200.50", 0) == "1200.50");
  CHECK(plain_number("45,4", 0) == "45.4");
  CHECK(plain_number("1.407", '.') == "1.407");
  CHECK(plain_number("1,407", ',') == "1.407");
  CHECK(plain_number("12 345", 0) == "12345");
  CHECK(plain_number("-3", 0) == "-3");
  CHECK(plain_number("n/a", 0) == "n/a");
}

TEST_CASE("dates of figures, in doubt as they are") {
  CHECK(plain_date("31/12/2024 9:45 PM", DateOrder::unknown) == "2024-12-31 21:45");
  CHECK(plain_date("12/31/2024 12:05 am", DateOrder::unknown) == "2024-12-31 00:05");
  CHECK(plain_date("03/04/2024", DateOrder::unknown) == "03/04/2024");
  CHECK(plain_date("03/04/2024", DateOrder::dmy) == "2024-04-03");
  CHECK(plain_date("03/04/24 10:00", DateOrder::mdy) == "2024-03-04 10:00");
  CHECK(plain_date("03.04.2024", DateOrder::unknown) == "2024-04-03");
  CHECK(plain_date("2024-04-03 10:00", DateOrder::unknown) == "2024-04-03 10:00");
  CHECK(plain_date("24/04/03", DateOrder::ymd) == "2024-04-03");
  CHECK(plain_date("99/99/2024", DateOrder::dmy) == "99/99/2024");
  CHECK(plain_date("gestern", DateOrder::dmy) == "gestern");
}

TEST_CASE("times of day with dots, and what leads to them") {
  CHECK(plain_date("31/12/2024 21.45", DateOrder::unknown) == "2024-12-31 21:45");
  CHECK(plain_date("31.12.2024, alle ore 9.05.30", DateOrder::unknown) == "2024-12-31 9:05:30");
  CHECK(plain_date("31/12/2024 - h. 9.45 PM", DateOrder::unknown) == "2024-12-31 21:45");
  CHECK(plain_date("2024-04-03 10.00", DateOrder::unknown) == "2024-04-03 10:00");
  CHECK(plain_date("31/12/2024 alle 9", DateOrder::unknown) == "2024-12-31 9:00");
  CHECK(plain_date("04/11/2026 ore 18", DateOrder::dmy) == "2026-11-04 18:00");
  CHECK(plain_date("31.12.2024, 18 Uhr", DateOrder::unknown) == "2024-12-31 18:00 Uhr");
  CHECK(plain_date("31/12/2024 9 p.m.", DateOrder::unknown) == "2024-12-31 21:00");
  CHECK(plain_date("31/12/2024 9:45 p.m. CET", DateOrder::unknown) == "2024-12-31 21:45 CET");
  CHECK(plain_date("31/12/2024, 9.45 p. m.", DateOrder::unknown) == "2024-12-31 21:45");
  CHECK(plain_date("31/12/2024 12:05 a.\xC2\xA0m.", DateOrder::unknown) == "2024-12-31 00:05");
  CHECK(plain_date("2024-04-03T10:00:00.5Z", DateOrder::unknown) == "2024-04-03T10:00:00.5Z");
  CHECK(plain_date("31/12/2024 circa 21.45", DateOrder::unknown) == "2024-12-31 circa 21.45");
  CHECK(plain_date("31/12/2024 9", DateOrder::unknown) == "2024-12-31 9");
}

TEST_CASE("days as spreadsheets count them") {
  CHECK(plain_date("45658", DateOrder::unknown) == "2025-01-01");
  CHECK(plain_date("45658,5", DateOrder::unknown) == "2025-01-01 12:00:00");
  CHECK(plain_date("45658.999999", DateOrder::unknown) == "2025-01-01 23:59:59");
  for (const char* text : {"4565", "12345", "456580", "45658x", "45658.x", "45658."}) CHECK(plain_date(text, DateOrder::unknown) == text);
}

TEST_CASE("rows are cut as RFC 4180 says, and with mercy") {
  std::vector<std::string> cells;
  const auto cut = [&](std::string_view row) {
    split_row(row, ',', cells);
    return cells;
  };
  CHECK(cut("a,\"b, \"\"c\"\"\",") == std::vector<std::string>{"a", "b, \"c\"", ""});
  CHECK(cut("\"two\nlines\",x") == std::vector<std::string>{"two\nlines", "x"});
  CHECK(cut("\"a\"b,c") == std::vector<std::string>{"ab", "c"});
  CHECK(cut("\"open,c") == std::vector<std::string>{"\"open", "c"});
  CHECK(cut("").size() == 1);
}

TEST_CASE("rules of a map file") {
  const auto rules = parse_map_rules("# note\n@sign\tx\ntext\tBody \r\n\nplatform\t=mine\n", "f");
  REQUIRE(rules.size() == 2);
  CHECK(rules[0] == MapRule{"text", "Body"});
  CHECK(rules[1] == MapRule{"platform", "=mine"});
  CHECK_THROWS_WITH(parse_map_rules("text Body\n", "f"), Catch::Contains("f:1"));
  CHECK_THROWS_WITH(parse_map_rules("\n\nnone\tx\n", "f"), Catch::Contains("f:3") && Catch::Contains("none"));
}

TEST_CASE("other encodings, however they are cut") {
  const std::string utf16("c\0i\0\xe8\0\x3d\xd8\x00\xde", 10);
  for (std::size_t at = 0; at <= utf16.size(); ++at) {
    rtm::io::Charset charset("UTF-16LE");
    std::string out;
    charset.convert(std::string_view(utf16).substr(0, at), out);
    charset.convert(std::string_view(utf16).substr(at), out);
    charset.finish(out);
    CHECK(out == "ci\xC3\xA8\xF0\x9F\x98\x80");
  }
  CHECK(rtm::io::from_windows1252("citt\xe0 \x80") == "città €");
}

TEST_CASE("half a pair of UTF-16 takes nothing else with it") {
  const std::pair<const char*, std::string> kCases[] = {
      {"UTF-16LE", std::string("a\0\x3d\xd8 \0b\0\n\0", 10)},
      {"utf-16be", std::string("\0a\xd8\x3d\0 \0b\0\n", 10)},
      {"UTF-32LE", std::string("a\0\0\0\x3d\xd8\0\0 \0\0\0b\0\0\0\n\0\0\0", 20)},
      {"UTF-32BE", std::string("\0\0\0a\0\0\xd8\x3d\0\0\0 \0\0\0b\0\0\0\n", 20)},
  };
  for (const auto& [encoding, bytes] : kCases) {
    CAPTURE(encoding);
    for (std::size_t at = 0; at <= bytes.size(); ++at) {
      rtm::io::Charset charset(encoding);
      std::string out;
      charset.convert(std::string_view(bytes).substr(0, at), out);
      charset.convert(std::string_view(bytes).substr(at), out);
      charset.finish(out);
      CHECK(out == "a\xEF\xBF\xBD b\n");
    }
  }
}

TEST_CASE("a figure beyond 12 tells the order of a date's figures") {
  CHECK(order_told_by("13/05/2026") == DateOrder::dmy);
  CHECK(order_told_by(" 05-13-26 9:00") == DateOrder::mdy);
  for (const auto* none : {"05/06/2026", "13/14/2026", "2026-11-20", "20 nov 2026", "13/05", "0/13/2026", "32/1/2026", "", "13"}) {
    CAPTURE(none);
    CHECK(order_told_by(none) == DateOrder::unknown);
  }
}
