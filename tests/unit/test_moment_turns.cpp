#include <catch2/catch.hpp>

#include <algorithm>
#include <deque>

#include "classify/moment/turns.hpp"
#include "classify/story/terms.hpp"

using namespace rtm::classify;
using rtm::Time;
using std::chrono::minutes;

namespace {

const Time kKickOff = *rtm::parse_time("2026-03-02T20:00:00Z");
constexpr int kFinal = 7, kOther = 8;

/// Posts around a final, each by another author.
class Evening {
 public:
  std::optional<Turn> post(const std::string& text, Time at, int occasion = kFinal, bool on = true, const std::string& author = {}) {
    texts_.push_back(text);
    ids_.push_back("p" + std::to_string(ids_.size()));
    words_.analyse(texts_.back());
    const auto terms = extractor_.extract(words_, "en");
    PostFacts facts;
    facts.id = ids_.back();
    facts.author = authors_.emplace_back(author);
    facts.at = at;
    facts.terms = terms;
    const auto turn = turns_.see({facts, texts_.back(), words_.all(), "en", occasion, on, occasion == kFinal ? "the final" : ""}, stream_, 60);
    for (const Term& term : terms) usages_.push_back(&stream_.usage(term.hash));
    stream_.add(usages_, at);
    usages_.clear();
    return turn;
  }
  /// What people say all day before.
  void before() {
    for (int i = 0; i < 120; ++i) {
      const Time at = kKickOff - minutes{600 - 4 * i};
      post("waiting for the final with pizza number " + std::string(1, static_cast<char>('a' + i % 26)), at, kFinal, false);
      post("somebody left a lamp burning, what a sunny afternoon", at, Majority::kNone, false);
    }
  }

 private:
  Cues cues_;
  Turns turns_{cues_};
  Background stream_;
  TermExtractor extractor_;
  rtm::text::Words words_;
  std::vector<Usage*> usages_;
  std::deque<std::string> texts_, ids_, authors_;
};

}  // namespace

TEST_CASE("what nobody expected of a final, three people write within minutes: it has turned [002.10] [000.7]") {
  Evening e;
  e.before();
  CHECK_FALSE(e.post("the lights went out at the final", kKickOff + minutes{40}));
  CHECK_FALSE(e.post("no lights in the stadium, some final this is", kKickOff + minutes{41}));
  const auto turn = e.post("lights out at the final, unbelievable", kKickOff + minutes{42});
  REQUIRE(turn);
  CHECK(turn->occasion == kFinal);
  CHECK(turn->word == "lights");
  CHECK(turn->surprise >= 4);
  SECTION("later posts of the same are the same turn, by another unexpected word too") {
    e.post("who paid the electricity bill of the final", kKickOff + minutes{50});
    e.post("electricity is back they say, the final goes on", kKickOff + minutes{51});
    const auto other = e.post("thank you electricity board for this final", kKickOff + minutes{52});
    REQUIRE(other);
    CHECK(other->gathering == turn->gathering);
  }
  SECTION("a short post that does not name the final is part of it, a long one that only has the word is not") {
    CHECK(e.post("lights out", kKickOff + minutes{45}, Majority::kNone));
    std::string lengthy = "lights";
    for (char a = 'a'; a < 'i'; ++a) {
      for (char b = 'a'; b < 'i'; ++b) lengthy += std::string(" word") + a + b;
    }
    CHECK_FALSE(e.post(lengthy, kKickOff + minutes{46}, Majority::kNone));
  }
  SECTION("another occasion's posts are not part of it, and it ends when nobody speaks of it any more") {
    CHECK_FALSE(e.post("lights at the parade", kKickOff + minutes{45}, kOther));
    CHECK_FALSE(e.post("lights out", kKickOff + minutes{300}, Majority::kNone));
  }
}

TEST_CASE("names, words of such events, one voice and what was awaited are no turn [000.3] [001.2]") {
  Evening e;
  e.before();
  const Time at = kKickOff + minutes{40};
  for (int i = 0; i < 6; ++i) {
    const auto again = [&](const char* text) { return e.post(text, at + minutes{i}); };
    CHECK_FALSE(again("and it was Rossetti who did it in the final"));
    CHECK_FALSE(again("goal in the final"));
    CHECK_FALSE(again("more pizza for the final"));
    CHECK_FALSE(e.post("smoke everywhere at the final", at + minutes{i}, kFinal, true, "the same man"));
  }
}

TEST_CASE("nothing turns before an occasion is on, or while too little was said of it to tell [000.7]") {
  Evening e;
  for (int i = 0; i < 5; ++i) CHECK_FALSE(e.post("lights out at the final", kKickOff + minutes{i}));
  Evening early;
  early.before();
  for (int i = 0; i < 5; ++i) CHECK_FALSE(early.post("lights out at the final", kKickOff + minutes{i}, kFinal, false));
}

TEST_CASE("a course forgets the rarest words when there are too many, and keeps to the last hour") {
  Course course;
  for (std::uint64_t i = 0; i < 3 * Course::kMostWords; ++i) course.add(kKickOff + minutes{i / 100}, i, {{1, Course::Form::plain}, {100 + i, Course::Form::plain}});
  CHECK(course.recent_posts() == Course::kMostRecent);
  CHECK(course.recent(1).voices == Course::kMostRecent);
  CHECK(course.usual_share(1) > 0.9);
  CHECK(course.usual_share(2) < 0.001);
  course.add(kKickOff + std::chrono::hours{9}, 1, {});
  CHECK(course.recent_posts() == 1);
}
