#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "ingest/drop.hpp"
#include "ingest/pseudonyms.hpp"
#include "ingest/rewrite.hpp"
#include "ingest/time_rules.hpp"
#include "record/document.hpp"

using namespace rtm;
using namespace rtm::ingest;
using namespace std::chrono_literals;

namespace {

Post sample() {
  Post post;
  post.id = "mastodon:https://uno.example/users/lucia/statuses/7";
  post.platform = "mastodon";
  post.source = "uno.example";
  post.url = "https://uno.example/@lucia/7";
  post.author = {"42", "Lucia", "Lucia Verdi", 10, true};
  post.text = "Grazie @marco.b@due.example! Mail: a@b.it, vedi https://uno.example/@lucia/6 e https://giornale.example/a";
  post.mentions = {"marco.b@due.example"};
  post.links = {"https://uno.example/@lucia/6", "https://giornale.example/a"};
  return post;
}

const Pseudonyms kPseudonyms(KeyedHash("a secret of some length"));

}  // namespace

TEST_CASE("A keyed hash is stable, and another key's is another") {
  CHECK(KeyedHash("one").of("lucia") == KeyedHash("one").of("lucia"));
  CHECK(KeyedHash("one").of("lucia") != KeyedHash("two").of("lucia"));
  CHECK(KeyedHash("one").of("lucia").size() == 24);
  CHECK_THROWS_AS(KeyedHash::from_file("/nonexistent/key"), Error);
  CHECK_THROWS_AS(KeyedHash::from_file("/dev/null"), Error);
  CHECK_THROWS_AS(KeyedHash::from_file("/dev/zero"), Error);
  CHECK_THROWS_AS(KeyedHash::from_file("/tmp"), Error);
}

TEST_CASE("No name of a person is left") {
  Post post = sample();
  kPseudonyms.apply(post);
  record::Writer out;
  write(post, out);
  for (const char* name : {"ucia", "marco", "Verdi", "\"42\""}) {
    CAPTURE(name, out.text());
    CHECK(out.text().find(name) == std::string_view::npos);
  }
  CHECK(post.url.empty());
  CHECK(post.links == std::vector<std::string>{"https://giornale.example/a"});
  CHECK(post.text == "Grazie @" + post.mentions[0] + "! Mail: a@b.it, vedi  e https://giornale.example/a");
  CHECK(post.id.starts_with("mastodon:"));
  CHECK(post.id == kPseudonyms.id(sample().id));
  CHECK(post.source == "uno.example");
  CHECK(post.author.followers == 10);
}

TEST_CASE("The author of one post is the one mentioned in another, however written") {
  Post one = sample(), other = sample();
  other.mentions = {"lucia"};
  other.text = "ciao @LUCIA";
  kPseudonyms.apply(one);
  kPseudonyms.apply(other);
  CHECK(other.mentions[0] == one.author.handle);
  CHECK(other.text == "ciao @" + one.author.handle);
}

TEST_CASE("Ids that name nobody stay") {
  CHECK(kPseudonyms.id("x:123") == "x:123");
  CHECK(kPseudonyms.id("") == "");
}

TEST_CASE("What is dropped is gone, what every post has cannot be") {
  Drop drop;
  drop.add("author.name,links");
  Post post = sample();
  drop.apply(post);
  CHECK(post.author.name.empty());
  CHECK(post.author.handle == "Lucia");
  CHECK(post.links.empty());
  CHECK(drop.touches("author"));
  CHECK_FALSE(drop.whole("author"));
  for (const char* wrong : {"id", "text", "", "links,", "author.nmae"}) {
    CAPTURE(wrong);
    CHECK_THROWS_AS(drop.add(wrong), Error);
  }
}

TEST_CASE("A canonical record keeps the bytes of what is not touched") {
  record::Document document;
  REQUIRE_FALSE(document.parse(R"({ "kind":"post","id":"x:1" , "n":1.50,"author":{"handle":"a","name":"b"},"geo":null})"));
  Post post = reread(document.root());
  post.author.name.clear();
  std::string out;
  rewrite(document.root(), post, [](std::string_view member) {
    return member == "author" ? Edit::renew : member == "geo" ? Edit::leave_out : Edit::keep;
  }, out);
  CHECK(out == R"({"kind":"post","id":"x:1","n":1.50,"author":{"handle":"a"}})");
}

TEST_CASE("Times are placed, corrected, and not believed") {
  const Time ten = *parse_time("2026-07-01T10:00:00Z");
  TimeRules rules;
  rules.assumed = Zone::find("Europe/Rome");
  rules.offsets = {parse_offset("blog.example=-5h"), parse_offset("x=+90m")};
  Post post;
  post.source = "blog.example";
  post.published_at = Stamp{ten, TimeQuality::assumed_zone};
  rules.place(post);
  CHECK(post.published_at->at == ten - 2h);
  rules.correct(post);
  CHECK(post.published_at->at == ten - 7h);
  post.published_at = Stamp{ten, TimeQuality::exact};
  rules.place(post);
  CHECK(post.published_at->at == ten);

  TimeRules strict;
  strict.max_skew = 1h;
  strict.now = ten - 2h;
  post.metrics_at = ten - 1h;
  strict.correct(post);
  CHECK(post.published_at);
  post.metrics_at.reset();
  strict.correct(post);
  CHECK_FALSE(post.published_at);
  for (const char* wrong : {"blog", "=-5h", "blog=", "blog=soon", "blog=--5h"}) {
    CAPTURE(wrong);
    CHECK_THROWS_AS(parse_offset(wrong), Error);
  }
}
