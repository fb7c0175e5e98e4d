#include <catch2/catch.hpp>

#include <cmath>
#include <cstdlib>

#include "record/names.hpp"
#include "record/record.hpp"
#include "record/scan.hpp"
#include "record/writer.hpp"

using rtm::record::Document;
using rtm::record::Record;

namespace {

std::string spliced(std::string_view line, std::string_view key = "own", std::string_view json = "{}") {
  Record record;
  REQUIRE_FALSE(record.parse(line));
  std::string out;
  rtm::record::splice(record, key, json, out);
  return out;
}

}  // namespace

TEST_CASE("The grammar is checked whole, with the column of the fault", "[record]") {
  struct Case {
    std::string json;
    std::size_t column;
  };
  for (const Case& c : {Case{"", 1}, Case{"{\"x\":tru}", 6}, Case{"{\"x\":01}", 7}, Case{"{\"x\":1e}", 8},
                        Case{"[1,]", 4}, Case{"{\"a\":1,}", 8}, Case{"{\"a\" 1}", 6}, Case{"\"a\nb\"", 3},
                        Case{"\"\\x\"", 3}, Case{"\"\\u12g4\"", 6}, Case{"\"abc", 5}, Case{"{} x", 4},
                        Case{"[1 2]", 4}, Case{"-", 2}, Case{"1.", 3}, Case{"\"\xFF\"", 2}, Case{"[\"\xC3\"]", 3},
                        Case{"'a'", 1}, Case{"{a:1}", 2}, Case{std::string("[\"a\0\"]", 6), 4}}) {
    CAPTURE(c.json);
    Document document;
    const auto fault = document.parse(c.json);
    REQUIRE(fault);
    CHECK(fault->column == c.column);
    CHECK_FALSE(document.root().exists());
  }
}

TEST_CASE("What the grammar allows is allowed", "[record]") {
  Document document;
  for (const char* json : {"123456789012345678901234567890", "\"\\ud800\"", "[\"\\udc00\\ud800\"]", "1e999", " {} ",
                           "-0.0e-10", "{\"a\":1,\"a\":2}", "[[],{},\"\",null,true,false]", "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\""}) {
    CAPTURE(json);
    CHECK_FALSE(document.parse(json));
  }
  CHECK_FALSE(document.parse(std::string(256, '[') + std::string(256, ']')));
  CHECK(document.parse(std::string(257, '[') + std::string(257, ']'))->column == 257);
}

TEST_CASE("Values are read on demand", "[record]") {
  Document document;
  REQUIRE_FALSE(document.parse(
      R"({"a":{"b":[1,-2.5,"t\u00e8\ud83d\ude00\ud800x",true,null]},"dup":1,"d\u0075p":2,"big":123456789012345678901,"e":5e2})"));
  const auto root = document.root();
  CHECK(root["a"]["b"][0].integer() == 1);
  CHECK(root["a"]["b"][1].number() == -2.5);
  CHECK_FALSE(root["a"]["b"][1].integer());
  CHECK(root["a"]["b"][2].text() == "tè😀\uFFFDx");
  CHECK(root["a"]["b"][3].boolean() == true);
  CHECK(root["a"]["b"][4].type() == rtm::record::Type::null);
  CHECK_FALSE(root["a"]["b"][5].exists());
  CHECK_FALSE(root["x"]["y"][3]["z"].exists());
  CHECK(root["dup"].integer() == 2);
  CHECK(root["big"].raw() == "123456789012345678901");
  CHECK_FALSE(root["big"].integer());
  CHECK(root["e"].integer() == 500);
  CHECK(root.size() == 5);
  CHECK(root["a"]["b"].size() == 5);
}

TEST_CASE("An own member is spliced in, the rest passes byte for byte", "[record]") {
  CHECK(spliced("{}") == R"({"own":{}})");
  CHECK(spliced(R"({"a": 1.0e+00 , "b":"\u0041" } )") == R"({"a": 1.0e+00 , "b":"\u0041","own":{} } )");
  CHECK(spliced(" { \"a\" : 1 } ") == " { \"a\" : 1,\"own\":{} } ");
  CHECK(spliced("{\"a\":1}\r") == "{\"a\":1,\"own\":{}}\r");
}

TEST_CASE("An own member that is there is replaced, however it is spelled", "[record]") {
  CHECK(spliced(R"({"own":1})") == R"({"own":{}})");
  CHECK(spliced(R"({"own":1,"a":2})") == R"({"a":2,"own":{}})");
  CHECK(spliced(R"({"a":2,"own":1})") == R"({"a":2,"own":{}})");
  CHECK(spliced(R"({"a":2 , "own" : 1 , "b":3})") == R"({"a":2 , "b":3,"own":{}})");
  CHECK(spliced(R"({"\u006fwn":1,"a":2,"own":{"x":[1]},"b":3})") == R"({"a":2,"b":3,"own":{}})");
  CHECK(spliced(R"({"own":1,"own":2})") == R"({"own":{}})");
  CHECK(spliced(R"({"own":1,"own":2,"a":0})") == R"({"a":0,"own":{}})");
}

TEST_CASE("Splicing twice gives the same bytes", "[record]") {
  for (const char* line : {"{}", R"({ "a" : 1 })", R"({"own":1 , "a":2 })", R"({"a":1,"own":2,"own":3,"b":4})", "{ }"}) {
    CAPTURE(line);
    const std::string once = spliced(line);
    CHECK(spliced(once) == once);
  }
}

TEST_CASE("A record knows its kind", "[record]") {
  Record record;
  REQUIRE_FALSE(record.parse(R"({"kind":"po\u0073t"})"));
  CHECK(record.is_post());
  REQUIRE_FALSE(record.parse(R"({"kind":7})"));
  CHECK(record.kind() == rtm::record::Kind::unknown);
  CHECK(record.parse("[1]")->why == "not a JSON object");
  CHECK(record.parse("{\"a\":tru}")->why == "not a JSON object: not a JSON value");
}

TEST_CASE("The writer's numbers are fixed and its strings safe", "[record]") {
  rtm::record::Writer w;
  w.begin_object().member("p", 0.12345, 3).member("z", -0.0001, 2).member("n", std::int64_t{-5});
  w.key("s").string("a\"\\\n\x01\x7f\xffè").key("l").begin_array().integer(1).boolean(true).null().end_array();
  w.key("nan").number(0.0 / 0.0, 2).end_object();
  CHECK(w.text() == "{\"p\":0.123,\"z\":0.00,\"n\":-5,\"s\":\"a\\\"\\\\\\n\\u0001\\u007f\xEF\xBF\xBDè\",\"l\":[1,true,null],\"nan\":null}");
}

TEST_CASE("Numbers are rounded as std::round does, whatever their size", "[record]") {
  const auto written = [](double value, int decimals) {
    std::string out;
    rtm::record::append_number(value, decimals, out);
    rtm::record::Writer w;
    CHECK(w.number(value, decimals).text() == out);
    return out;
  };
  CHECK(written(0.49999999999999994, 0) == "0");
  CHECK(written(0.5, 0) == "1");
  CHECK(written(-0.5, 0) == "-1");
  CHECK(written(-0.04, 1) == "0.0");
  CHECK(written(0.005, 2) == "0.01");
  CHECK(written(1234567890.25, 2) == "1234567890.25");
  CHECK(written(7, 3) == "7.000");
  CHECK(written(-12.3456, 3) == "-12.346");
  CHECK(written(123456789012345680.0, 1) == "123456789012345680.0");
  for (int i = -4000; i <= 4000; ++i) CHECK(rtm::record::rounded(i / 8.0, 2) == std::round(i / 8.0 * 100) / 100);
}

TEST_CASE("strings are written the same wherever in a block of eight bytes a character stands") {
  for (int c = 1; c < 128; ++c) {
    for (std::size_t before = 0; before < 18; ++before) {
      const std::string value = std::string(before, 'a') + static_cast<char>(c) + "bcdefghi\xC3\xA8";
      std::string json;
      rtm::record::quote(value, json);
      Document document;
      REQUIRE_FALSE(document.parse(json));
      CHECK(document.root().text() == value);
      CHECK((json.find('\\') != std::string::npos) == (c < 0x20 || c == '"' || c == '\\' || c == 0x7F));
    }
  }
}

TEST_CASE("A number beyond a double is zero when it is too small, and has no value when it is too large", "[record]") {
  Document document;
  const std::string line = R"([1e-400,-1E-29007199254740993,1e400,2.5e-310])";
  REQUIRE_FALSE(document.parse(line));
  const auto root = document.root();
  CHECK(root[0].number() == 0.0);
  CHECK(root[1].number() == 0.0);
  CHECK_FALSE(root[2].number());
  CHECK(root[3].number() > 0);
}

TEST_CASE("Members looked up together are those looked up one by one", "[record]") {
  constexpr rtm::record::Names kNames{"id", "url", "uri", "text", "not there"};
  Document document;
  REQUIRE_FALSE(document.parse(R"({"id":1,"text":"a","id":2,"u\u0072l":[3],"long name of no interest, longer than any":0,"uri":{"id":4},"":5,"te":6})"));
  const auto root = document.root();
  const auto [id, url, uri, text, absent] = kNames.in(root);
  CHECK(id.integer() == 2);
  CHECK(url[0].integer() == 3);
  CHECK(uri["id"].integer() == 4);
  CHECK(text.text() == "a");
  CHECK_FALSE(absent.exists());
  for (const auto& value : kNames.in(root["text"])) CHECK_FALSE(value.exists());
  for (const auto& value : kNames.in({})) CHECK_FALSE(value.exists());
}

TEST_CASE("A short decimal is read to the last bit", "[record]") {
  Document document;
  for (const char* json : {"0", "-0", "0.1", "-0.62", "3.14159265358979", "999999999999999", "0.00000000000001", "12345678.9012345",
                           "1234567890.123456789", "0.30000000000000004", "9007199254740993", "1e3", "-2.5E-3"}) {
    CAPTURE(json);
    REQUIRE_FALSE(document.parse(json));
    const auto value = document.root().number();
    REQUIRE(value);
    CHECK(*value == std::strtod(json, nullptr));
    CHECK(std::signbit(*value) == std::signbit(std::strtod(json, nullptr)));
  }
}

TEST_CASE("The first byte that needs a closer look is found wherever it stands", "[record]") {
  for (const char special : {'"', '\\', '\0', '\x1f'}) {
    for (std::size_t size = 1; size < 40; ++size) {
      for (std::size_t at = 0; at < size; ++at) {
        std::string text(size, '\x7f');
        text[size / 2] = '\xe8';
        text[at] = special;
        const std::string later = text + special;
        CHECK(rtm::record::special_from(later.data(), later.data() + later.size()) == later.data() + at);
      }
    }
  }
  const std::string plain(23, ' ');
  CHECK(rtm::record::special_from(plain.data(), plain.data() + plain.size()) == plain.data() + plain.size());
}
