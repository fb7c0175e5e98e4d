#include <catch2/catch.hpp>
#include <sys/resource.h>

#include <deque>
#include <new>
#include <random>
#include <set>
#include <sstream>

#include "classify/story/grouper.hpp"
#include "classify/story/terms.hpp"

using namespace rtm::classify;
using rtm::Time;
using std::chrono::hours;
using std::chrono::minutes;

namespace {

const Time kStart = *rtm::parse_time("2026-03-02T08:00:00Z");

/// A stream whose posts are given by their words.
class Stream {
 public:
  struct Post {
    std::string words;
    std::string repost_of = {}, reply_to = {}, link = {}, channel = {}, splits = {}, author = {};
  };

  /// The id of the story that the post goes to; `same_as` is set.
  std::string post(const Post& post, Time at) {
    texts_.push_back("p" + std::to_string(texts_.size()));
    std::vector<Term> terms;
    std::istringstream words(post.words);
    for (std::string word; words >> word;) terms.push_back({hash_of(word), 1});
    const std::uint64_t link = hash_of(post.link);
    PostFacts facts;
    facts.id = texts_.back();
    facts.at = at;
    facts.repost_of = post.repost_of;
    facts.reply_to = post.reply_to;
    facts.terms = terms;
    facts.author = post.author;
    if (!post.link.empty()) facts.links = {&link, 1};
    if (!post.channel.empty()) facts.channel = hash_of(post.channel);
    if (!post.splits.empty()) facts.splits = hash_of(post.splits);
    Grouper::Joined joined = grouper.assign(facts);
    same_as = joined.same_as;
    posts = joined.story.posts;
    parent = joined.story.parent;
    evidence = joined.story.evidence.value();
    cohesion = joined.story.cohesion.value();
    joined.story.tally.brands.add(hash_of(facts.id));
    voices = joined.story.tally.brands.count();
    return joined.story.id;
  }
  std::string last_id() const { return texts_.back(); }

  /// Chatter in which no word comes twice: `n` posts.
  void noise(int n, Time at) {
    for (int i = 0; i < n; ++i) {
      std::string words;
      for (int w = 0; w < 5; ++w) words += "n" + std::to_string(next_++) + " ";
      post({words}, at);
    }
  }

  Grouper grouper;
  std::string same_as, parent;
  std::uint32_t posts = 0;
  double evidence = 0, cohesion = 0;
  std::size_t voices = 0;

 private:
  std::deque<std::string> texts_;
  int next_ = 0;
};

}  // namespace

TEST_CASE("posts about one thing share a story, others found their own") {
  Stream s;
  const std::string fire = s.post({"incendio porto genova traghetto"}, kStart);
  CHECK(s.post({"porto genova fiamme traghetto evacuato"}, kStart + minutes{3}) == fire);
  CHECK(s.post({"traghetto genova vigili fuoco porto"}, kStart + minutes{5}) == fire);
  const std::string song = s.post({"canzone festival duetto sorpresa"}, kStart + minutes{6});
  CHECK(song != fire);
  CHECK(fire.substr(0, 2) == "s:");
  CHECK(fire.size() == 18);
}

TEST_CASE("what reposts, answers or links to a post of a story joins it without a word in common") {
  Stream s;
  const std::string story = s.post({"ponte chiuso crepe pilone", {}, {}, "https://giornale.example/ponte"}, kStart);
  const std::string id = s.last_id();
  CHECK(s.post({"", id}, kStart + minutes{1}) == story);
  CHECK(s.post({"incredibile davvero", {}, id}, kStart + minutes{2}) == story);
  CHECK(s.post({"leggete qua", {}, {}, "https://giornale.example/ponte"}, kStart + minutes{3}) == story);
  CHECK(s.post({"guardate altro", {}, {}, "https://giornale.example/altro"}, kStart + minutes{4}) != story);
}

TEST_CASE("what a story's posts share is evidence that they are about one thing; a repost adds none") {
  Stream s;
  s.noise(300, kStart);
  s.post({"incendio porto genova traghetto"}, kStart + minutes{1});
  const std::string id = s.last_id();
  CHECK(s.evidence == 0);
  s.post({"", id}, kStart + minutes{2});
  CHECK(s.evidence == 0);
  s.post({"porto genova fiamme traghetto"}, kStart + minutes{3});
  const double shared = s.evidence;
  CHECK(shared > 4);
  s.post({"altro discorso ancora", {}, id}, kStart + minutes{4});
  CHECK(s.evidence < shared);
}

TEST_CASE("a story holds together where its posts share, two by two, what singles it out; a signature and a text said again do not count") {
  const auto chatter = [](Stream& s) { s.noise(300, kStart); };
  Stream event;
  chatter(event);
  for (const char* words : {"incendio porto genova traghetto", "porto genova fiamme traghetto", "traghetto genova vigili porto", "porto traghetto evacuato genova"}) {
    event.post({words}, kStart + minutes{1});
  }
  CHECK(event.cohesion == 1);

  Stream glued;  // each says another thing and answers the one before
  chatter(glued);
  std::string before;
  for (const char* words : {"ragazza scuola premio", "ragazza treno ritardo", "ragazza canzone estate", "ragazza cane parco"}) {
    glued.post({words, {}, before}, kStart + minutes{1});
    before = glued.last_id();
  }
  CHECK(glued.posts == 4);
  CHECK(glued.cohesion == 0);

  Stream signs;
  chatter(signs);
  for (const char* words : {"firma sigla testata mercato", "firma sigla testata volley", "firma sigla testata pioggia"}) {
    signs.post({words, {}, {}, {}, {}, {}, "agenzia"}, kStart + minutes{1});
  }
  CHECK(signs.posts == 3);
  CHECK(signs.cohesion == 0);

  Stream again;
  chatter(again);
  for (int i = 0; i < 4; ++i) again.post({"incendio porto genova traghetto"}, kStart + minutes{1});
  CHECK(again.posts == 4);
  CHECK(again.cohesion == 0);
}

TEST_CASE("in a stream of chatter one common word is no story") {
  Stream s;
  for (int i = 0; i < 200; ++i) {
    s.noise(5, kStart + minutes{i});
    s.post({"buongiorno a" + std::to_string(i) + " b" + std::to_string(i) + " c" + std::to_string(i)}, kStart + minutes{i});
  }
  const std::string one = s.post({"buongiorno mercato rionale pesche"}, kStart + minutes{201});
  CHECK(s.post({"buongiorno riunione condominio ascensore"}, kStart + minutes{202}) != one);
  CHECK(s.post({"mercato rionale chiude pesche"}, kStart + minutes{203}) == one);
}

TEST_CASE("a story that has been silent for days is not resumed by its words, but by its ids") {
  Stream s;
  const std::string story = s.post({"sciopero treni lombardia pendolari"}, kStart);
  const std::string id = s.last_id();
  CHECK(s.post({"sciopero treni lombardia pendolari"}, kStart + hours{6}) == story);
  CHECK(s.post({"condivido", {}, id}, kStart + hours{70}) == story);
  CHECK(s.post({"sciopero treni lombardia pendolari"}, kStart + hours{24 * 9}) != story);
}

TEST_CASE("posts of two channels share no story by their words") {
  Stream s;
  const std::string one = s.post({"finale rigori parata portiere", {}, {}, {}, "coppa"}, kStart);
  CHECK(s.post({"finale rigori parata portiere", {}, {}, {}, "torneo"}, kStart + minutes{1}) != one);
  CHECK(s.post({"finale rigori parata portiere", {}, {}, {}, "coppa"}, kStart + minutes{2}) == one);
}

TEST_CASE("an occasion in common is evidence: what happens inside it is found by one common word") {
  for (const std::string channel : {"", "finale"}) {
    Stream s;
    for (int i = 0; i < 300; ++i) {
      s.noise(5, kStart + minutes{i});
      if (i % 5 == 0) s.post({"luci a" + std::to_string(i) + " b" + std::to_string(i)}, kStart + minutes{i});
    }
    const std::string story = s.post({"luci spente stadio buio", {}, {}, {}, channel}, kStart + minutes{300});
    CHECK((s.post({"luci", {}, {}, {}, channel}, kStart + minutes{301}) == story) == !channel.empty());
  }
}

TEST_CASE("stories that grow alike are joined: the larger one goes on, and it is said once which it was") {
  Stream s;
  s.noise(300, kStart);
  std::set<std::string> before, after;
  std::vector<std::string> same;
  const std::vector<std::string> posts{"scossa notte paura", "terremoto magnitudo epicentro"};
  for (int i = 0; i < 6; ++i) before.insert(s.post({posts[i % 2]}, kStart + minutes{i}));
  REQUIRE(before.size() == 2);
  for (int i = 0; i < 12; ++i) {
    const std::string id = s.post({"scossa notte paura terremoto magnitudo epicentro"}, kStart + minutes{10 + i});
    if (!s.same_as.empty()) {
      same.push_back(s.same_as);
      CHECK(s.same_as != id);
      CHECK(s.posts > 6);
      CHECK(s.voices == s.posts);  // what the other story's posts were counted for counts here
    }
  }
  REQUIRE(same.size() == 1);
  for (const std::string& text : posts) after.insert(s.post({text}, kStart + minutes{30}));
  CHECK(after.size() == 1);
  CHECK(before.contains(*after.begin()));
  CHECK(before.contains(same.front()));
  CHECK(*after.begin() != same.front());
}

TEST_CASE("a post that stayed alone is found to belong where the story has its words by now, if few stay alone in this stream") {
  for (const bool newsroom : {true, false}) {
    Stream s;
    std::string eruption, lone;
    std::vector<std::string> same;
    Time at = kStart;
    const auto report = [&](const std::string& words) {
      const std::string id = s.post({words}, at);
      if (!s.same_as.empty() && id == eruption) same.push_back(s.same_as);
      return id;
    };
    for (int i = 0; i < 4000; ++i, at += minutes{1}) {
      const std::string k = std::to_string(i % 10);
      s.post({"a" + k + " b" + k + " c" + k + " d" + k + " e" + std::to_string(i)}, at);
      if (!newsroom) s.noise(1, at);
      if (i == 1500) eruption = report("eruzione isola fuga porto");
      if (i == 1600) lone = report("vulcano lava cenere");
      if (i > 1500 && i % 100 == 0) CHECK(report(i <= 1600 ? "eruzione isola fuga porto" : "eruzione isola fuga lava") == eruption);
    }
    REQUIRE(lone != eruption);
    CHECK(same == (newsroom ? std::vector<std::string>{lone} : std::vector<std::string>{}));
    CHECK((report("vulcano cenere") == eruption) == newsroom);
  }
}

TEST_CASE("a post that answers to a story which is another by now goes to that") {
  Stream s;
  s.noise(300, kStart);
  for (int i = 0; i < 2; ++i) s.post({"scossa notte paura"}, kStart);
  const std::string first = s.last_id();
  for (int i = 0; i < 2; ++i) s.post({"terremoto magnitudo epicentro"}, kStart);
  const std::string second = s.last_id();
  for (int i = 0; i < 12; ++i) s.post({"scossa notte paura terremoto magnitudo epicentro"}, kStart + minutes{i});
  CHECK(s.post({"io", {}, first}, kStart + minutes{20}) == s.post({"anche", {}, second}, kStart + minutes{20}));
}

TEST_CASE("the same posts make the same stories, and a repost teaches no words") {
  Stream a, b;
  std::mt19937 random(3);
  for (int i = 0; i < 2000; ++i) {
    std::string words;
    for (int w = 0; w < 5; ++w) words += "w" + std::to_string(random() % 400) + " ";
    CHECK(a.post({words}, kStart + minutes{i}) == b.post({words}, kStart + minutes{i}));
  }
  Stream s;
  const std::string story = s.post({"gatto albero pompieri"}, kStart);
  const std::string id = s.last_id();
  for (int i = 0; i < 50; ++i) s.post({"estraneo parole diverse", id}, kStart + minutes{i});
  CHECK(s.post({"estraneo parole diverse"}, kStart + minutes{51}) != story);
}

TEST_CASE("memory is bounded: whatever comes, only so many stories live") {
  Stream s;
  for (int i = 0; i < 60; ++i) s.noise(1000, kStart + minutes{i});
  CHECK(s.grouper.live() <= Grouper::kMostStories + 4096);
  CHECK(s.grouper.live() > Grouper::kMostStories / 2);
  s.post({"tardi"}, kStart + hours{24 * 30});
  s.noise(4096, kStart + hours{24 * 30});
  CHECK(s.grouper.live() <= 2 * 4096);
}

TEST_CASE("what is recalled takes little memory, however alike its keys are") {
  constexpr std::uint64_t kKeys = 20'000;
#ifndef __SANITIZE_ADDRESS__
  rlimit before{};
  REQUIRE(getrlimit(RLIMIT_AS, &before) == 0);
  const rlimit little{rlim_t{2} << 30U, before.rlim_max};
  REQUIRE(setrlimit(RLIMIT_AS, &little) == 0);
#endif
  Recall recall;
  bool fits = true;
  try {
    for (std::uint64_t i = 1; i <= kKeys; ++i) recall.remember(i << 32U, {static_cast<std::uint32_t>(i), 1});
  } catch (const std::bad_alloc&) {
    fits = false;
  }
#ifndef __SANITIZE_ADDRESS__
  setrlimit(RLIMIT_AS, &before);
#endif
  REQUIRE(fits);
  CHECK(recall.find(kKeys << 32U)->slot == kKeys);
  CHECK_FALSE(recall.find((kKeys + 1) << 32U));
}

TEST_CASE("how often posts stay alone is told from the stream") {
  Founding chat, newsroom;
  for (int i = 0; i < 10'000; ++i) {
    chat.post();
    if (i % 2 == 0) chat.founded();
    newsroom.post();
    if (i % 100 == 0) newsroom.founded();
    if (i % 200 == 0) newsroom.joined_by_second();
  }
  CHECK(chat.log_odds() == Approx(0).margin(0.1));
  CHECK(newsroom.log_odds() < -4);
}

TEST_CASE("that a post stays alone is odd where few do, unless any common word will do to join a story") {
  Founding chat, newsroom, loose;
  for (int i = 0; i < 3000; ++i) {
    for (Founding* stream : {&chat, &newsroom, &loose}) stream->post();
    if (i % 2 == 0) chat.founded();
    chat.joined(3);
    newsroom.joined(3);
    loose.joined(i % 3 == 0 ? -5 : 3);
  }
  CHECK_FALSE(Founding().alone_is_odd());
  CHECK_FALSE(chat.alone_is_odd());
  CHECK(newsroom.alone_is_odd());
  CHECK_FALSE(loose.alone_is_odd());
}

TEST_CASE("the affinity of words: 1 for the same, 0 for nothing in common, whatever the number of posts") {
  Centroid a, b, c;
  for (int i = 0; i < 5; ++i) a.add(1, 0.5F), a.add(2, 0.5F);
  b.add(1, 0.5F);
  b.add(2, 0.5F);
  c.add(3, 1);
  CHECK(affinity(a, b) == Approx(1));
  CHECK(affinity(a, c) == 0);
  for (std::uint64_t term = 10; term < 300; ++term) c.add(term, 0.01F);
  CHECK(c.terms().size() <= Centroid::kMost);
  CHECK(c.weight(3) == 1);
  CHECK(c.total() == Approx(1 + 290 * 0.01));
  CHECK(c.heaviest(1).front().hash == 3);
}

TEST_CASE("a turn of events splits off, whatever words it shares, and says from what; the two stay two") {
  Stream s;
  const std::string game = s.post({"partita finale stadio squadra"}, kStart);
  for (int i = 1; i < 6; ++i) CHECK(s.post({"partita finale stadio squadra"}, kStart + minutes{i}) == game);
  const std::string turn = s.post({.words = "partita finale stadio buio", .splits = "blackout"}, kStart + minutes{10});
  CHECK(turn != game);
  CHECK(s.parent == game);
  for (int i = 11; i < 20; ++i) {
    CHECK(s.post({.words = "partita finale stadio buio", .splits = "blackout"}, kStart + minutes{i}) == turn);
    CHECK(s.same_as.empty());
    CHECK(s.post({"partita finale stadio squadra"}, kStart + minutes{i}) == game);
    CHECK(s.same_as.empty());
  }
  CHECK(s.post({.words = "canzone festival", .splits = "gaffe"}, kStart + minutes{30}) != turn);
  CHECK(s.parent.empty());
}
