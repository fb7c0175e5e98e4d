#include <catch2/catch.hpp>

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <vector>

#include "classify/classify_stage.hpp"

using namespace rtm;

namespace {

std::string post(int number, int minute, std::string_view text, int likes) {
  return fmt::format(R"({{"kind":"post","id":"x:{}","platform":"x","source_kind":"social","published_at":"2026-11-20T10:{:02}:00Z","time_quality":"exact","author":{{"id":"x:u{}"}},)"
                     R"("text":"{}","lang":"it","metrics":{{"likes":{}}}}})",
                     number, minute, number, text, likes);
}

/// Without the counts, which are the post's own.
std::vector<std::string> classified(const std::vector<std::string>& lines) {
  classify::ClassifyStage stage;
  io::Writer writer;
  stage::Refusals refusals([](std::string_view) {}, "", stage::Strictness::skip);
  stage::Output out(writer, refusals);
  record::Record record;
  std::vector<std::string> members;
  for (const std::string& line : lines) {
    REQUIRE_FALSE(record.parse(line));
    const std::size_t before = writer.waiting().size();
    stage.process(record, out);
    const std::string written(writer.waiting().substr(before));
    members.push_back(written.substr(written.find("\"classify\"")));
  }
  return members;
}

}  // namespace

TEST_CASE("An update is classified where its post is, and counts for nothing", "[classify]") {
  const std::vector<std::string> texts{"Blackout in centro a Molo, spenti i semafori",  "Anche a Molo tutto spento: semafori fermi in centro", "Buongiorno a tutti, oggi torta di mele",
                                       "Molo al buio, il blackout dura da mezz'ora",    "Qualcuno sa quando torna la luce a Molo?",           "Il sindaco di Molo: blackout, tecnici al lavoro"};
  std::vector<std::string> once, again;
  for (int i = 0; i < 6; ++i) {
    const auto& text = texts[static_cast<std::size_t>(i)];
    once.push_back(post(i, i, text, 1));
    again.push_back(once.back());
    for (int n = 2; n < 5 && i % 2 == 1; ++n) again.push_back(post(i, i, text, n));  // polled thrice more
  }
  const auto plain = classified(once), polled = classified(again);
  REQUIRE(polled.size() == 15);
  std::size_t at = 0;
  for (std::size_t i = 0; i < 6; ++i) {
    CAPTURE(i);
    CHECK(polled[at] == plain[i]);
    for (int n = 0; n < 3 && i % 2 == 1; ++n) CHECK(polled[++at].substr(0, 40) == plain[i].substr(0, 40));  // the story
    ++at;
  }
}

TEST_CASE("What is said of a feast and fits no other story is one; what is grave founds its own", "[classify]") {
  const std::vector<std::string> texts{"Venerdì Black Friday, ho già il carrello pieno", "Il Black Friday mi ha già stancato", "Spari fuori da un negozio di Molo, gente in fuga: era la coda per il Black Friday",
                                       "Black Friday: voi cosa prendete?",               "Due feriti a Molo, spari tra la coda del Black Friday e il negozio"};
  std::vector<std::string> lines, stories;
  for (std::size_t i = 0; i < texts.size(); ++i) lines.push_back(post(static_cast<int>(i), static_cast<int>(i), texts[i], 1));
  for (const std::string& member : classified(lines)) {
    const std::size_t story = member.find("\"story\":\"");
    stories.push_back(member.substr(story, member.find(',', story) - story));
  }
  CHECK(stories[1] == stories[0]);
  CHECK(stories[3] == stories[0]);
  CHECK(stories[2] != stories[0]);
  CHECK(stories[4] == stories[2]);
}

TEST_CASE("A post that comes decades late has its story, and figures that are numbers", "[classify]") {
  std::vector<std::string> lines;
  for (int i = 0; i < 4200; ++i) {
    std::string line = post(i, 0, "domani sciopero dei treni", 1);
    if (i % 2 == 1) line.replace(line.find("2026-"), 4, "1970");
    lines.push_back(line);
  }
  for (const std::string& member : classified(lines)) {
    REQUIRE(member.find("\"story\":\"\"") == std::string::npos);
    REQUIRE(member.find("\"p\":null") == std::string::npos);
    REQUIRE(member.find("nan") == std::string::npos);
  }
}
