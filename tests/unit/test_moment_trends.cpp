#include <catch2/catch.hpp>

#include <string>

#include "classify/moment/trends.hpp"

using namespace rtm::classify;
using rtm::Time;
using std::chrono::hours;
using std::chrono::minutes;

namespace {

/// A stream of posts of which only the times matter.
class Stream {
 public:
  /// What is known after `posts` more, one every `step`.
  double history(int posts, rtm::Seconds step) {
    double last = 0;
    for (int i = 0; i < posts; ++i) {
      const std::string text = "thing" + std::to_string(++n_) + " happened";
      words_.analyse(text);
      at_ += step;
      last = trends_.add({text, words_, "en", at_, {}, Majority::kNone, {}, false, static_cast<std::uint64_t>(n_), 1}).history;
    }
    return last;
  }

 private:
  Trends trends_;
  rtm::text::Words words_;
  Time at_ = *rtm::parse_time("2026-03-02T08:00:00Z");
  int n_ = 0;
};

}  // namespace

TEST_CASE("what is usual in a stream is known after a day, not after many posts of one hour [000.11]") {
  Stream s;
  CHECK(s.history(4000, rtm::Seconds{1}) < 0.2);
  CHECK(s.history(2 * 24 * 60, minutes{1}) > 0.5);
}

TEST_CASE("where a stream becomes much louder, little is known of who speaks now [000.11]") {
  Stream s;
  CHECK(s.history(2000, minutes{5}) > 0.7);
  CHECK(s.history(2000, rtm::Seconds{6}) < 0.5);
}

TEST_CASE("a term knows how many accounts led with it, whether it is a sentence and whether it stands in one [000.5]") {
  Trends trends;
  rtm::text::Words words;
  const Time at = *rtm::parse_time("2026-03-02T08:00:00Z");
  std::uint64_t n = 0;
  const auto say = [&](const std::string& text, std::uint64_t voice) {
    words.analyse(text);
    return trends.add({text, words, "en", at, {}, Majority::kNone, {}, false, ++n, voice});
  };
  for (int i = 0; i < 4; ++i) say("they fell #NotInOurLake", 1);
  CHECK(say("no more of that #NotInOurLake", 1).trend->joiners.count() == 1);
  const Lead slogan = say("say it aloud #NotInOurLake", 2);
  CHECK(slogan.trend->term == "#NotInOurLake");
  CHECK(slogan.trend->joiners.count() == 2);
  CHECK(slogan.trend->clause.value() == Approx(1));
  CHECK(slogan.trend->inner.value() == Approx(0));
  for (int i = 0; i < 4; ++i) say("off to #LakeRegatta now", 1);
  const Lead name = say("rowing at #LakeRegatta today", 2);
  CHECK(name.trend->clause.value() == Approx(0));
  CHECK(name.trend->inner.value() == Approx(1));
}
