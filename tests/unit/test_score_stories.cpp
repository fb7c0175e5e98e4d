#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "base/recent.hpp"
#include "score/stories.hpp"
#include "score/word_counts.hpp"
#include "score/story_json.hpp"

using namespace rtm::score;

namespace {

/// Adds a post of `story`; `more` goes into its member classify.
void add(Stories& stories, int number, const std::string& story, const std::string& text = "la coda", const std::string& more = "") {
  const std::string line = fmt::format(
      R"({{"kind":"post","id":"t:{}","published_at":"2026-03-02T10:{:02}:00Z","author":{{"id":"a{}"}},"text":"{}","lang":"it",)"
      R"("classify":{{"story":"{}","moment":{{"label":"breaking"}}{}}}}})",
      number, number % 60, number, text, story, more);
  rtm::record::Record record;
  REQUIRE_FALSE(record.parse(line));
  stories.add(record);
}

StoryFacts facts(Stories& stories, std::string* title = nullptr) {
  const auto worth = stories.worth();
  REQUIRE(worth.size() == 1);
  std::string words, lang;
  StoryFacts f = worth.front().fold->facts();
  worth.front().fold->show(f, words, lang);
  if (title != nullptr) *title = words;
  return f;
}

rtm::Time at(const char* text) { return *rtm::parse_time(text); }

}  // namespace

TEST_CASE("a story kept as it came is folded as if it had been from the first post on") {
  Stories late(3), soon(3);
  for (int i = 1; i <= 4; ++i) {
    add(late, i, "s", "la coda");
    add(soon, i, "s", "la coda", i == 1 ? R"(,"brand":{"mention":true})" : "");
  }
  const StoryFacts a = facts(late), b = facts(soon);
  CHECK(a.posts == 4);
  CHECK(a.authors == 4);
  CHECK(a.first_at == b.first_at);
  CHECK(a.last_at == at("2026-03-02T10:04:00Z"));
  REQUIRE(a.terms.size() == 1);
  CHECK(a.terms.front().posts == 4);
}

TEST_CASE("only stories of enough posts, or about the brand, are worth an opportunity") {
  Stories stories(3);
  add(stories, 1, "one");
  add(stories, 2, "two");
  add(stories, 3, "two");
  CHECK(stories.worth().empty());
  add(stories, 4, "ours", "ciao", R"(,"brand":{"mention":true})");
  REQUIRE(stories.worth().size() == 1);
  CHECK(stories.worth().front().id == "ours");
  Stories all(1);
  add(all, 1, "one");
  CHECK(all.worth().size() == 1);
}

TEST_CASE("a withdrawn post stays counted and loses its words, kept as it came or folded") {
  for (const int posts : {2, 5}) {
    Stories stories(2);
    for (int i = 1; i <= posts; ++i) add(stories, i, "s", i == 1 ? "il mio segreto" : fmt::format("altro {}", i));
    stories.withdraw("t:1");
    std::string title;
    const StoryFacts f = facts(stories, &title);
    CHECK(f.posts == posts);
    CHECK(title.find("segreto") == std::string::npos);
    for (const Evidence& e : f.evidence) CHECK(e.id != "t:1");
  }
}

TEST_CASE("a story joins another, whether that was folded or not") {
  for (const int others : {1, 6}) {
    Stories stories(2);
    for (int i = 1; i <= others; ++i) add(stories, i, "first");
    add(stories, 20, "second");
    add(stories, 21, "second", "la coda", R"(,"same_as":"first")");
    add(stories, 22, "second", "la coda", R"(,"same_as":"never seen")");
    const StoryFacts f = facts(stories);
    CHECK(f.posts == others + 3);
    CHECK(f.first_at == at("2026-03-02T10:01:00Z"));
  }
}

TEST_CASE("a story that split from another says so, and so does the opportunity read again") {
  Stories stories(2);
  add(stories, 1, "turn", "buio", R"(,"parent":"game")");
  add(stories, 2, "turn", "buio");
  const StoryFacts f = facts(stories);
  CHECK(f.parent == "game");
  rtm::record::Writer out;
  write(f, out);
  rtm::record::Record again;
  const std::string line(out.text());
  REQUIRE_FALSE(again.parse(line));
  CHECK(read_story(again.root()).parent == "game");
}

TEST_CASE("what has long been silent is forgotten, but for what is about the brand") {
  Stories stories(1);
  add(stories, 1, "old");
  add(stories, 2, "ours", "ciao", R"(,"brand":{"mention":true})");
  add(stories, 30, "new");
  CHECK(stories.posts_since(at("2026-03-02T10:02:00Z")) == 2);
  stories.forget(at("2026-03-02T10:20:00Z"));
  const auto worth = stories.worth();
  REQUIRE(worth.size() == 2);
  CHECK(worth[0].id == "new");
  CHECK(worth[1].id == "ours");
}

TEST_CASE("stories are bounded: what is alive and ours outlives a flood") {
  Stories stories(3);
  add(stories, 1, "ours", "ciao", R"(,"brand":{"mention":true})");
  for (int i = 0; i < static_cast<int>(Stories::kMostYoung) * 2; ++i) add(stories, i, fmt::format("s{}", i));
  CHECK(stories.size() <= Stories::kMostYoung + 1);
  CHECK(stories.worth().size() == 1);
}

TEST_CASE("ids are remembered for as long as promised") {
  rtm::Recent recent;
  CHECK_FALSE(recent.seen(0));
  CHECK(recent.seen(0));
  for (std::uint64_t i = 1; i < rtm::Recent::kKeys; ++i) REQUIRE_FALSE(recent.seen(i * 0x9E3779B97F4A7C15ULL));
  CHECK(recent.seen(0));
  for (std::uint64_t i = 1; i < 100; ++i) CHECK(recent.seen(i * 0x9E3779B97F4A7C15ULL));
}

TEST_CASE("A table of words counts each once a post, and keeps the frequent ones when it is thinned") {
  constexpr std::size_t kMost = 10;
  rtm::score::WordCounts words;
  const auto add = [&](const std::string& word, std::int64_t post) { words.add(word, rtm::text::word_hash(word), post); };
  for (std::int64_t post = 1; post <= 3; ++post) {
    add("coda", post);
    add("coda", post);
    for (int i = 0; i < 5; ++i) add(fmt::format("rara{}-{}", post, i), post);
  }
  CHECK(words.posts(rtm::text::word_hash("coda")) == 3);
  CHECK(words.posts(rtm::text::word_hash("rara2-4")) == 1);
  CHECK(words.posts(rtm::text::word_hash("mai")) == 0);
  words.thin(kMost);
  CHECK(words.all().size() == 16);
  for (int i = 0; i < 5; ++i) add(fmt::format("nuova{}", i), 4);
  words.thin(kMost);
  REQUIRE(words.all().size() == 1);
  CHECK(words.all().front().word == "coda");
  CHECK(words.posts(rtm::text::word_hash("rara2-4")) == 0);
  rtm::score::WordCounts others;
  others.add("coda", rtm::text::word_hash("coda"), 1);
  others.add("pane", rtm::text::word_hash("pane"), 1);
  words.add_all(others);
  words.add_all(others);
  CHECK(words.posts(rtm::text::word_hash("coda")) == 5);
  CHECK(words.posts(rtm::text::word_hash("pane")) == 2);
}
