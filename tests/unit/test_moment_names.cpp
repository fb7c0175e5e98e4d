#include <catch2/catch.hpp>

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <vector>

#include "classify/moment/trends.hpp"
#include "text/names.hpp"

using namespace rtm::classify;
using rtm::Time;
using std::chrono::minutes;

namespace {

const Time kStart = *rtm::parse_time("2026-03-02T08:00:00Z");

/// What a stream's last post leads with.
class Leads {
 public:
  const Lead& post(const std::string& text, std::string_view lang = "en") {
    texts_.push_back(text);
    words_.analyse(texts_.back());
    at_ += minutes{3};
    lead_ = trends_.add({texts_.back(), words_, lang, at_, traits_, Majority::kNone, "", false, static_cast<std::uint64_t>(texts_.size()), 1,
                         finder_.find(texts_.back(), words_, lang)});
    return lead_;
  }

 private:
  Trends trends_;
  rtm::text::Words words_;
  rtm::text::NameFinder finder_;
  Traits traits_{};
  Time at_ = kStart;
  std::vector<std::string> texts_ = [] { std::vector<std::string> texts; texts.reserve(1000); return texts; }();
  Lead lead_;
};

}  // namespace

TEST_CASE("a name is taken in full, small words between, and not from a headline's capitals") {
  Leads stream;
  for (const char* what : {"grandma", "everybody", "cousins"}) stream.post(fmt::format("{} will see the Festival of Lights", what));
  const Lead& lead = stream.post("neighbours will see the Festival of Lights");
  CHECK(lead.term == "Festival");
  CHECK(lead.called == "Festival of Lights");
  Leads headlines;
  for (int i = 0; i < 4; ++i) headlines.post("Harbour Poll Exposes Sleepy Mayor");
  CHECK(headlines.post("Harbour Poll Exposes Sleepy Mayor").called.empty());
}

TEST_CASE("who is named is no occasion, a hashtag that rises may be one") {
  Leads stream;
  for (int i = 0; i < 4; ++i) stream.post(fmt::format("we saw Anna Bianchi number {} at the pier #harbourlights", i));
  const Lead& lead = stream.post("there was Anna Bianchi at the pier #harbourlights");
  CHECK(lead.called != "Anna Bianchi");
  CHECK(lead.tag == "#harbourlights");
}

TEST_CASE("what comes as often as on other days does not rise") {
  Leads steady;
  for (int i = 0; i < 300; ++i) steady.post(fmt::format("{} #news", i % 2 == 0 ? "the usual things" : "more of the same"));
  CHECK_FALSE(steady.post("#news again").rises);
  CHECK(steady.post("#news again").tag.empty());
}
