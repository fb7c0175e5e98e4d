#include <fmt/format.h>

#include <catch2/catch.hpp>

#include "brief/brief_sink.hpp"
#include "brief/layout.hpp"

using namespace rtm;
using brief::Format;
using brief::Item;
using brief::Verdict;

namespace {

const Zone& rome() {
  static const Zone zone = Zone::find("Europe/Rome");
  return zone;
}

Item item(const std::string& line) {
  record::Record record;
  const auto fault = record.parse(line);
  INFO((fault ? fault->why : ""));
  REQUIRE_FALSE(fault);
  return brief::item_of(record);
}

std::string opportunity(std::string_view title = "Blackout allo stadio", std::string_view verdict = "review") {
  return R"({"kind":"opportunity","id":"s:1","as_of":"2026-03-01T21:40:00Z","title":")" + std::string(title) +
         R"(","story":{"first_at":"2026-03-01T21:00:00Z","last_at":"2026-03-01T21:39:00Z","posts":37,"authors":31,)"
         R"("evidence":[{"id":"a","url":"https://example.org/1"},{"id":"b","url":"javascript:x"}],)"
         R"("rate":[0,1,4,2],"moment":{"label":"breaking","container":"la finale"}},)"
         R"("score":{"value":0.71,"rank":1,"timing":{"phase":"excitement","closes_at":"2026-03-01T23:30:00Z"},"clutter":{"brands":2}},)"
         R"("risk":{"verdict":")" + std::string(verdict) +
         R"(","level":"low","tags":[{"id":"politics"}],"approvals":[{"role":"legale","name":"Anna","minutes":30,)"
         R"("by":"2026-03-01T22:10:00Z"}],"fits_window":true,"why":["fit:0.70"]}})";
}

std::vector<std::string> shown(const std::vector<Item>& items, Format format, std::size_t width = 100,
                               brief::Language language = brief::Language::italian) {
  brief::Page page;
  page.format = format;
  page.width = width;
  page.as_of = parse_time("2026-03-01T21:40:00Z");
  return brief::render(page, items, brief::Phrasing(language, rome()));
}

bool contains(const std::vector<std::string>& lines, std::string_view text) {
  return std::any_of(lines.begin(), lines.end(), [&](const std::string& l) { return l.find(text) != std::string::npos; });
}

}  // namespace

TEST_CASE("An opportunity is read", "[brief]") {
  const Item i = item(opportunity());
  CHECK(i.verdict == Verdict::review);
  CHECK(i.posts == 37);
  CHECK(i.rank == 1);
  CHECK(i.rates == std::vector<double>{0, 1, 4, 2});
  CHECK(i.approvals.front().name == "Anna");
  CHECK(i.container == "la finale");
}

TEST_CASE("A record with nothing in it is shown all the same", "[brief]") {
  const Item i = item(R"({"kind":"opportunity"})");
  CHECK(i.verdict == Verdict::none);
  for (const Format format : {Format::text, Format::markdown, Format::csv}) CHECK_FALSE(shown({i}, format).empty());
}

TEST_CASE("What a person acts on comes first", "[brief]") {
  std::vector<Item> items;
  for (const char* verdict : {"no_go", "watch", "plan", "review", "go", "respond"}) items.push_back(item(opportunity("x", verdict)));
  items[3].rank = 2;
  items.push_back(item(opportunity("better", "review")));
  std::sort(items.begin(), items.end(), brief::before);
  CHECK(items[0].verdict == Verdict::respond);
  CHECK(items[1].verdict == Verdict::go);
  CHECK(items[2].title == "better");
  CHECK(items.back().verdict == Verdict::no_go);
}

TEST_CASE("The table fits its width in both languages", "[brief]") {
  const std::string title = "Blackout improvviso durante la finale: luci spente, 😂😂😂 telecronisti al buio e pubblico con i telefoni 漢字漢字漢字漢字";
  for (const std::size_t width : {40U, 60U, 84U, 100U, 160U}) {
    for (const auto language : {brief::Language::italian, brief::Language::english}) {
      for (const std::string& line : shown({item(opportunity(title))}, Format::text, width, language)) {
        CAPTURE(line, width);
        CHECK((brief::display_width(line) <= width || line.find("https://") != std::string::npos));
      }
    }
  }
}

TEST_CASE("Times are local, verdicts in the reader's language", "[brief]") {
  const auto it = shown({item(opportunity())}, Format::text);
  CHECK(contains(it, "approva"));
  CHECK(contains(it, "22:40"));  // as of, in Rome
  CHECK(contains(it, "fino a"));
  CHECK(contains(it, "Anna (legale, 30 min) entro 23:10"));
  CHECK(contains(it, "1 autore") == false);
  const auto en = shown({item(opportunity())}, Format::text, 100, brief::Language::english);
  CHECK(contains(en, "review"));
  CHECK(contains(en, "37 posts, 31 authors"));
}

TEST_CASE("A story that turned within the day says what it was", "[brief]") {
  const auto turned = [](std::string_view label, std::string_view until) {
    std::string line = opportunity();
    const std::string breaking = R"("label":"breaking",)";
    line.replace(line.find(breaking), breaking.size(), fmt::format(R"({}"was":{{"label":"{}","until":"{}"}},)", breaking, label, until));
    return shown({item(line)}, Format::text, 160);
  };
  CHECK(contains(turned("anticipated", "2026-03-01T21:10:00Z"), "notizia improvvisa (evento atteso fino a 22:10)"));
  CHECK_FALSE(contains(turned("anticipated", "2026-02-20T21:10:00Z"), "evento atteso"));
  CHECK_FALSE(contains(turned("ambient", "2026-03-01T21:10:00Z"), "chiacchiera"));
}

namespace {

Item refused(int n, std::string_view reason, std::string_view sentence, std::string_view more = "") {
  return item(fmt::format(R"({{"kind":"opportunity","id":"s:{0}","title":"storia {0}","story":{{"posts":9,"authors":9{3}}},"score":{{"value":0,"rank":{0}}},)"
                          R"("risk":{{"verdict":"no_go","sentence":{{"it":"{2}"}},"why":["{1}"]}}}})", n, reason, sentence, more));
}

}  // namespace

TEST_CASE("What nobody need act on is told together, by its reason", "[brief]") {
  std::vector<Item> items;
  for (int n = 1; n <= 8; ++n) items.push_back(refused(n, "no_go.late", fmt::format("Chiusa alle {}", n)));
  items.push_back(refused(9, "no_go.late", "Chiusa alle 9", R"(,"brand":{"mentions":2})"));
  items.push_back(refused(10, "no_go.tragedy", "Un disastro"));
  const auto lines = shown(items, Format::text);
  CHECK(contains(lines, "È tardi: la finestra si è chiusa."));
  CHECK(contains(lines, "storia 5"));
  CHECK_FALSE(contains(lines, "storia 6"));
  CHECK(contains(lines, "storia 9"));  // about the brand
  CHECK(contains(lines, "e altre 3"));
  CHECK(contains(lines, "10 evita"));
  const auto place = [&](std::string_view text) {
    return std::find_if(lines.begin(), lines.end(), [&](const std::string& l) { return l.find(text) != std::string::npos; }) - lines.begin();
  };
  CHECK(place("Un disastro") < place("È tardi"));  // what calls for a halt comes first
  for (const Format format : {Format::text, Format::markdown}) {
    brief::Page page;
    page.format = format;
    page.show = brief::Show::all;
    CHECK(contains(brief::render(page, items, brief::Phrasing(brief::Language::italian, rome())), "storia 6"));
  }
}

TEST_CASE("One reason in one set of words is told in those words", "[brief]") {
  const auto lines = shown({refused(1, "no_go.new_reason", "Piove."), refused(2, "no_go.new_reason", "Piove.")}, Format::text);
  CHECK(contains(lines, "Piove."));
}

TEST_CASE("Nothing to report is said", "[brief]") { CHECK(contains(shown({}, Format::text), "Niente da segnalare: non è arrivata nessuna storia.")); }

TEST_CASE("What strangers write steers neither terminal, Markdown nor spreadsheet", "[brief]") {
  const Item hostile = item(opportunity("\\u001b[31mred\\u0007\\u202e |[x](javascript:alert(1))|<b>\\n# no"));
  CHECK(hostile.title == "[31mred |[x](javascript:alert(1))|<b> # no");
  CHECK(contains(shown({hostile}, Format::markdown), R"(\[31mred \|\[x\](javascript:alert(1))\|\<b\> \# no)"));
  CHECK_FALSE(contains(shown({hostile}, Format::markdown), "(<javascript"));
  CHECK(contains(shown({item(opportunity("=HYPERLINK(1)"))}, Format::csv), "'=HYPERLINK(1)"));
  CHECK(contains(shown({item(opportunity("a, \\\"b\\\""))}, Format::csv), "\"a, \"\"b\"\"\""));
}

TEST_CASE("Wrapping cuts at spaces, long words where it must, never inside a cluster", "[brief]") {
  CHECK(brief::wrap("uno due tre", 7) == std::vector<std::string>{"uno due", "tre"});
  CHECK(brief::wrap("precipitevolissimevolmente", 10) ==
        std::vector<std::string>{"precipitev", "olissimevo", "lmente"});
  CHECK(brief::wrap("uno due tre", 5, 2) == std::vector<std::string>{"uno", "due…"});
  CHECK(brief::wrap("", 10).empty());
  CHECK(brief::wrap("👩‍👩‍👧‍👦👩‍👩‍👧‍👦", 2).size() == 2);
  CHECK(brief::display_width("è漢") == 3);
}

TEST_CASE("A sparkline shows the newest values", "[brief]") {
  CHECK(brief::sparkline({0, 7}, 5) == "▁█");
  CHECK(brief::sparkline({9, 0, 0}, 2) == "▁▁");
  CHECK(brief::sparkline({}, 5).empty());
}

TEST_CASE("The sink sorts, cuts and shows control records", "[brief]") {
  io::Writer writer;
  stage::Refusals refusals([](std::string_view) {}, "", stage::Strictness::skip);
  stage::Output out(writer, refusals);
  brief::BriefSink::Options options;
  options.top = 1;
  brief::BriefSink sink(std::move(options));
  record::Record record;
  for (const std::string& line : {opportunity("second", "plan"), std::string(R"({"kind":"control","event":"hold","at":"2026-03-01T21:00:00Z"})"),
                                  std::string(R"({"kind":"control","event":"heartbeat","at":"2026-03-01T21:30:00Z"})"),
                                  std::string(R"({"kind":"control","event":"heartbeat","at":"2026-03-01T21:31:00Z"})"), opportunity("first", "go")}) {
    REQUIRE_FALSE(record.parse(line));
    sink.process(record, out);
  }
  sink.finish(out);
  const std::string text(writer.waiting());
  CHECK(text.find("first") != std::string::npos);
  CHECK(text.find("second") == std::string::npos);
  CHECK(text.find("! hold 1 mar 2026, 21:00") != std::string::npos);
  CHECK(text.find("delle fonti: 1 mar 2026, 21:31") != std::string::npos);  // the last heartbeat speaks for all
  CHECK(text.find("21:30") == std::string::npos);
}
