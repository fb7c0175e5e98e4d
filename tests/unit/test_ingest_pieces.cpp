#include <catch2/catch.hpp>
#include <memory>

#include "ingest/foreign.hpp"
#include "ingest/formats/table.hpp"
#include "ingest/pieces.hpp"
#include "../text_bytes.hpp"

using namespace rtm;
using namespace rtm::ingest;

TEST_CASE("where a value, or a script that assigns one, can begin") {
  for (const char* line : {"{\"a\":1}", "  [", "\x1e{", "x = [", "call({\"a\":1});", "x ="}) CHECK(JsonPieces::may_begin(line));
  for (const char* line : {"", "Ciao", "anna  10:15 AM", "HTTP/1.1 200 OK", "a {b}", "# [1]", "Ciao (a tutti)"}) CHECK_FALSE(JsonPieces::may_begin(line));
}

TEST_CASE("a cell too long to be quoted ends with its line, wherever the bytes were cut") {
  const std::string text = "id,text\n1,\"" + std::string(3 << 20, 'a') + "\",x\n2,b\n";
  io::Input input("long.csv", std::make_unique<tests::TextBytes>(text, 1000));
  Buffer buffer(input, {});
  TableReader reader(Settings{}, "", "csv", 0);
  TablePieces pieces(buffer, reader);
  Item item;
  std::vector<std::size_t> sizes;
  int faults = 0;
  for (Got got{}; (got = pieces.next(item)) != Got::end;) {
    faults += got == Got::fault ? 1 : 0;
    sizes.push_back(item.bytes.size());
  }
  CHECK(faults == 1);
  CHECK(sizes == std::vector<std::size_t>{7, (3 << 20) + 6, 3});
}

TEST_CASE("chats, logs and headers are told by how they begin") {
  CHECK(is_chat("[04/11/26, 10:15:02] Ada: ciao\n"));
  CHECK(is_chat("\xE2\x80\x8E[4.11.26, 9:15:02 PM] Ada: ciao"));
  CHECK(is_chat("04/11/26, 10:15 - Ada: ciao\n04/11/26, 10:16 - Ugo: scrivi nome, testo, link\ne poi\n"));
  CHECK(is_chat("[11/4/26, 9:15:02\xE2\x80\xAFPM] Ada: ciao\n[11/4/26, 9:16:02\xE2\x80\xAFPM] Ugo: ciao\n"));
  CHECK_FALSE(is_chat("04/11/2026,10:15:00,Mario Rossi - Roma,ciao\n04/11/2026,10:16:00,Ada - Roma: qui,ciao\n"));
  CHECK_FALSE(is_chat("12/11/26 08:01:22 - INFO started\n12/11/26 08:01:23 - INFO: stopped\n"));
  CHECK_FALSE(is_chat("30-11-2026 09:12 - Comune di Lodi: scuole chiuse"));
  CHECK_FALSE(is_chat("04/11/26, 10:15;Ada;ciao"));
  CHECK_FALSE(is_chat("[2026-11-04 10:15:02] INFO"));
  CHECK_FALSE(is_chat("[1,2]"));
  CHECK(begins_with_date("[2026-11-04 10:15:02] INFO"));
  CHECK_FALSE(begins_with_date("[1.5,2.5]"));
  CHECK(http_head("HTTP/2 200\r\na: b\r\n\r\n{").size == 20);
  CHECK(http_head("HTTP/1.1 404 Not Found\na: b\n\n{").size == 29);
  CHECK(http_head("HTTP/1.1 404 Not Found\na: b\n\n{").status == 404);
  CHECK(http_head("HTTP/2 200\na: b\n").size == 0);
  CHECK(http_head("HTTP/3 is out\nI like it\n\nSo do I").size == 0);
}

TEST_CASE("a page without anything on it is no error") {
  record::Document document;
  const auto empty = [&document](std::string_view json) {
    REQUIRE_FALSE(document.parse(json));
    return is_empty_page(document.root());
  };
  CHECK(empty(R"({"data":[],"meta":{"count":0}})"));
  CHECK(empty(R"({"items":[],"total":0})"));
  CHECK(empty(R"({"articles":[],"status":"ok","totalResults":0})"));
  CHECK_FALSE(empty(R"({"data":[{}],"items":[]})"));
  CHECK_FALSE(empty(R"({"posts":[],"messages":[{"x":1}]})"));
  CHECK_FALSE(empty(R"({"contenuto":"Ciao","items":[]})"));
  CHECK_FALSE(empty(R"({"ok":false,"results":[]})"));
  CHECK_FALSE(empty(R"({"tags":[]})"));
  CHECK_FALSE(empty("[]"));
}
