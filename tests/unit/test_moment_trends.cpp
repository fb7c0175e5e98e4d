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
      last = trends_.add({text, words_, "en", at_, {}, Majority::kNone, {}, false, static_cast<std::uint64_t>(n_)}).history;
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
