#include <catch2/catch.hpp>

#include <string>

#include "text/language.hpp"
#include "text/language_model.hpp"
#include "text/letters.hpp"

using rtm::text::guess_language;
using rtm::text::Letters;
using rtm::text::Script;

namespace {

std::string folded(std::string_view text) {
  Letters letters;
  letters.read(text);
  return std::string(letters.latin());
}

}  // namespace

TEST_CASE("Letters are folded words without signs and links") {
  CHECK(folded("Ciao, COME va?") == " ciao come va ");
  CHECK(folded("@Mario_1 guarda #SuperBowl https://t.co/x?a=b www.example.org qui") == " guarda qui ");
  CHECK(folded("RT @user: l\xE2\x80\x99" "ora d'oggi 'sì'") == " l'ora d'oggi s\xEC ");
  CHECK(folded("ciaooooo passsso") == " ciao paso ");
  CHECK(folded("http e https\xE2\x80\xA6 httpd") == " e httpd ");
  CHECK(folded("12:30 !? \xF0\x9F\x98\x80").empty());
  CHECK(folded(std::string(100000, 'a') + " " + std::string(5000, 'b')).size() <= Letters::kMost + 2 * Letters::kLongestWord);
}

TEST_CASE("Upper and lower case letters of Latin share a code") {
  CHECK(folded("ŻÓŁĆ ĚŠČŘ ŽŮ ĽĹŇ ŸŐŰ") == folded("żółć ěščř žů ľĺň ÿőű"));
  CHECK(folded("ÀÉÎÕÜ") == folded("àéîõü"));
  CHECK(folded("Ș Ț") == folded("ş ţ"));
  CHECK(folded("ł") != folded("ń"));
}

TEST_CASE("Malformed bytes and endless words are harmless") {
  Letters letters;
  for (const std::string& text : {std::string("\xC3"), std::string("a\xFF\xC3 b\xE2\x80"), std::string(3000, '\''), std::string(9000, '@'),
                                  std::string(2000, '\xC3')}) {
    letters.read(text);
    CHECK(letters.latin().size() < 1300);
    guess_language(text);
  }
}

TEST_CASE("The model's probabilities are some") {
  Letters letters;
  letters.read("che bella giornata di sole");
  double sum = 0;
  for (const double p : rtm::text::LanguageModel::shipped().probabilities(letters)) {
    CHECK(p >= 0);
    sum += p;
  }
  CHECK(sum == Approx(1));
}

TEST_CASE("Short texts of the six languages") {
  const std::pair<const char*, const char*> kTexts[]{
      {"it", "che schifo di serata, nemmeno un treno"}, {"it", "dai ragazzi si vince"},     {"it", "buongiorno a tutti"},
      {"en", "can't believe it's already over lol"},    {"en", "so proud of this team"},    {"en", "what a night"},
      {"es", "qué rabia me da perder así"},             {"es", "buenos días a todos"},      {"es", "no puedo creer lo que pasó"},
      {"fr", "c'est vraiment n'importe quoi ce soir"},  {"fr", "je suis trop contente"},    {"fr", "bonne nuit tout le monde"},
      {"de", "das war doch echt nicht nötig"},          {"de", "ich hab heute keine Lust"}, {"de", "guten Morgen zusammen"},
      {"pt", "não acredito que isso aconteceu"},        {"pt", "bom dia a todos vocês"},    {"pt", "tô com muita saudade da minha mãe"},
  };
  for (const auto& [lang, text] : kTexts) {
    CAPTURE(text);
    const auto found = guess_language(text);
    CHECK(found.code == lang);
    CHECK(found.p > 0.5);
    CHECK(found.p <= 1);
  }
}

TEST_CASE("Mentions, links and hashtags do not mislead") {
  const auto plain = guess_language("partita bellissima ieri sera");
  const auto noisy =
      guess_language("@the_best_team partita bellissima #WhatANight ieri sera #ChampionsLeague https://example.org/the-best-of-the-night");
  CHECK(plain.code == "it");
  CHECK(noisy.code == plain.code);
  CHECK(noisy.p == plain.p);
}

TEST_CASE("Other languages are not taken for one of the six") {
  const std::pair<const char*, const char*> kTexts[]{
      {"nl", "wat een mooie dag om met de hond naar het strand te gaan"}, {"ro", "nu pot să cred că s-a terminat deja sezonul"},
      {"ca", "avui fa un dia molt bonic i anirem a passejar amb els nens"}, {"pl", "nie mogę uwierzyć że to już koniec wakacji"},
      {"tr", "bugün hava çok güzel ve dışarı çıkmak istiyorum"}, {"sv", "jag kan inte förstå varför tåget alltid är sent"},
      {"fi", "en voi uskoa että kesä on jo ohi ja koulu alkaa"}, {"id", "saya tidak bisa pergi ke sekolah karena hujan deras"},
  };
  for (const auto& [lang, text] : kTexts) {
    CAPTURE(text);
    CHECK(guess_language(text).code == lang);
  }
}

TEST_CASE("Scripts of one language decide by themselves") {
  CHECK(guess_language("今日はとても天気がいいですね").code == "ja");
  CHECK(guess_language("오늘 날씨가 정말 좋네요").code == "ko");
  CHECK(guess_language("σήμερα ο καιρός είναι πολύ καλός").code == "el");
  CHECK(guess_language("היום מזג האוויר יפה מאוד").code == "he");
  CHECK(guess_language("วันนี้อากาศดีมาก").code == "th");
  CHECK(guess_language("сегодня очень хорошая погода, пойдем гулять").code == "ru");
  CHECK(guess_language("今天天气很好我们去公园玩吧").code == "zh");
}

TEST_CASE("Nothing is said of a text without words") {
  for (const char* text : {"", " \n", "123 456", "😀😀", "@user #tag https://example.org", "?!"}) {
    CAPTURE(text);
    CHECK(guess_language(text).code.empty());
    CHECK(guess_language(text).p == 0);
  }
}
