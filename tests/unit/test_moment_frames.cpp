#include <catch2/catch.hpp>

#include <string>
#include <vector>

#include "classify/moment/frames.hpp"

using namespace rtm::classify;
using rtm::Time;
using std::chrono::minutes;

namespace {

const Time kMonday = *rtm::parse_time("2026-03-02T08:00:00Z");

/// A stream of chatter, some four posts an hour, into which others are put.
class Stream {
 public:
  std::optional<Frame> post(const std::string& text, Time at, const std::string& lang, std::uint64_t voice, const std::string& names = {}) {
    words_.analyse(text);
    text_ = text;
    return frames_.see({text_, words_.all(), lang, at, voice * 0x9E3779B97F4A7C15ULL, names});
  }
  /// Of days, each post in words of its own, and in turns of speech that are used anyway.
  void chat(const std::string& lang, const std::vector<std::string>& usual) {
    for (int i = 0; i < 400; ++i) {
      const std::string filler = "w" + word(i) + " v" + word(i * 7 + 3) + " " + usual[static_cast<std::size_t>(i) % usual.size()] + " u" + word(i * 11 + 5);
      CHECK_FALSE(post(filler, kMonday + minutes{15 * i}, lang, static_cast<std::uint64_t>(1000 + i)));
    }
    now_ = kMonday + minutes{15 * 400};
  }
  Time now() const { return now_; }
  static std::string word(int n) {
    std::string letters;
    for (int i = n + 26; i > 0; i /= 26) letters += static_cast<char>('a' + i % 26);
    return letters;
  }

  /// The last of `texts`, each by another voice within a few minutes.
  std::optional<Frame> say(const std::vector<std::string>& texts, const std::string& lang, const std::string& names = {}) {
    std::optional<Frame> last;
    std::uint64_t voice = 1;
    for (const std::string& text : texts) last = post(text, now_ + minutes{voice}, lang, voice++, names);
    return last;
  }

 private:
  Frames frames_;
  rtm::text::Words words_;
  std::string text_;
  Time now_{};
};

const std::vector<std::string> kUsual{"one of the", "i want to", "a lot of"};
const std::vector<std::string> kSolito{"non so se", "un po' di", "per me è"};

}  // namespace

TEST_CASE("a sentence that everybody fills in with something else is a form [000.4]") {
  Stream s;
  s.chat("en", kUsual);
  const auto frame = s.say({"tell me you're a gardener without telling me you're a gardener", "tell me you're tired without telling me you're tired",
                            "Tell me you're Venetian without telling me you're Venetian", "tell me you're broke without telling me you're broke",
                            "tell me you're an aunt without telling me you're an aunt", "tell me you're a cyclist without telling me you're a cyclist",
                            "tell me you're hungry without telling me you're hungry", "tell me you're a dentist without telling me you're a dentist",
                            "tell me you're late without telling me you're late", "tell me you're left-handed without telling me you're left-handed"}, "en");
  REQUIRE(frame);
  CHECK(frame->fillers >= 4);
  CHECK(frame->form == "tell me you're … without telling me you're …");
}

TEST_CASE("a form may be two voices with a colon, or begin like everybody's day, in any language [000.4]") {
  Stream s;
  s.chat("it", kSolito);
  SECTION("a dialogue") {
    const auto frame = s.say({"nessuno:\nio: compro piante", "nessuno:\nio: parlo col gatto", "nessuno:\nio: rileggo vecchie chat", "nessuno: io: frigge tutto",
                              "nessuno:\nio: piango ai matrimoni", "nessuno:\nio: cucino lasagne ad agosto", "nessuno:\nio: riordino libri",
                              "nessuno:\nio: fisso la lavatrice", "nessuno:\nio: annuso i quaderni"}, "it");
    REQUIRE(frame);
    CHECK(frame->form == "nessuno: io: …");
  }
  SECTION("a beginning") {
    const auto frame = s.say({"quando il prof dice verifica a sorpresa", "quando il prof dice che ha perso i compiti", "quando il prof dice due minuti e consegnate",
                              "quando il prof dice gita annullata", "quando il prof dice silenzio laggiù", "quando il prof dice domani interrogo dalla zeta",
                              "quando il prof dice aprite il libro a pagina cento", "quando il prof dice chi cancella la lavagna",
                              "quando il prof dice niente calcolatrice"}, "it");
    REQUIRE(frame);
    CHECK(frame->form == "quando il prof dice …");
  }
}

TEST_CASE("a text of colons and full stops is cut where it is too long") {
  Stream s;
  s.chat("en", kUsual);
  std::string dots = "you know ";
  for (int i = 0; i < 500; ++i) dots += i % 2 == 0 ? ":." : "::";
  for (int i = 0; i < 20; ++i) {
    const auto frame = s.post("you: know: who " + Stream::word(40 * i) + dots + " " + Stream::word(i), s.now() + minutes{i}, "en", static_cast<std::uint64_t>(i + 1));
    if (frame) CHECK(frame->form.size() < 200);
  }
}

TEST_CASE("one piece of news in the same words, one voice's signature and wishes on a feast are no form [000.11]") {
  Stream s;
  s.chat("en", kUsual);
  SECTION("news") {
    for (int i = 0; i < 12; ++i) {
      const std::string text = "the bridge in the valley of Ombra has come down near the station, trains stopped " + Stream::word(i);
      CHECK_FALSE(s.post(text, s.now() + minutes{i}, "en", static_cast<std::uint64_t>(i + 1)));
    }
  }
  SECTION("a signature") {
    for (int i = 0; i < 12; ++i) {
      CHECK_FALSE(s.post("as i always say " + Stream::word(40 * i) + " x" + Stream::word(i), s.now() + minutes{i}, "en", 7));
    }
  }
  SECTION("a hashtag that all have is the game, or the news, not the words around it") {
    for (int i = 0; i < 12; ++i) {
      const std::string text = "if i were a " + Stream::word(40 * i) + " #bridgefall";
      CHECK_FALSE(s.post(text, s.now() + minutes{i}, "en", static_cast<std::uint64_t>(i + 1)));
    }
  }
  SECTION("wishes") {
    for (int i = 0; i < 12; ++i) {
      const std::string text = "happy pancake day to all my " + Stream::word(40 * i);
      CHECK_FALSE(s.post(text, s.now() + minutes{i}, "en", static_cast<std::uint64_t>(i + 1), "pancake day\nshrove tuesday"));
    }
  }
}

TEST_CASE("turns of speech that are always used are no form, nor is anything while nothing is known of the stream") {
  Stream s;
  const std::vector<std::string> first{"tell me you're a gardener", "tell me you're tired", "tell me you're a nurse", "tell me you're broke", "tell me you're an aunt",
                                       "tell me you're late", "tell me you're bored", "tell me you're a dentist", "tell me you're hungry", "tell me you're cold"};
  CHECK_FALSE(s.say(first, "en"));
  Stream usual;
  usual.chat("en", kUsual);
  for (int i = 0; i < 30; ++i) {
    CHECK_FALSE(usual.post("one of the " + Stream::word(50 * i), usual.now() + minutes{15 * i}, "en", static_cast<std::uint64_t>(i + 1)));
  }
}
