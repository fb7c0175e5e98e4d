#include <catch2/catch.hpp>

#include "text/tone.hpp"

using rtm::text::Tone;
using rtm::text::ToneModel;
using rtm::text::Words;

namespace {

Tone tone(std::string_view text, std::string_view lang) {
  static const ToneModel model;
  Words words;
  words.analyse(text);
  return model.rate(text, words, lang);
}

double sentiment(std::string_view text, std::string_view lang) { return tone(text, lang).sentiment; }

}  // namespace

TEST_CASE("Valence tells praise from blame, and neither from neither", "[text][tone]") {
  CHECK(sentiment("Che splendida giornata al mare", "it") > 0.3);
  CHECK(sentiment("Un servizio pessimo, sono deluso", "it") < -0.3);
  CHECK(sentiment("A wonderful evening with friends", "en") > 0.3);
  CHECK(sentiment("Terrible soup and a rude waiter", "en") < -0.3);
  CHECK(sentiment("Il treno parte alle nove dal binario tre", "it") == 0);
  CHECK(sentiment("The shop opens at nine", "en") == 0);
  CHECK(sentiment("", "it") == 0);
}

TEST_CASE("Negation turns the valence of what follows", "[text][tone]") {
  CHECK(sentiment("Il finale non è bello", "it") < 0);
  CHECK(sentiment("The ending is not good", "en") < 0);
  CHECK(sentiment("Nobody was happy", "en") < 0);
  CHECK(sentiment("Non vedo l'ora di partire", "it") > 0);
}

TEST_CASE("Degree words strengthen and weaken", "[text][tone]") {
  CHECK(sentiment("La torta è molto buona", "it") > sentiment("La torta è buona", "it"));
  CHECK(sentiment("La torta è abbastanza buona", "it") < sentiment("La torta è buona", "it"));
  CHECK(sentiment("The cake is extremely good", "en") > sentiment("The cake is good", "en"));
  CHECK(sentiment("The cake is slightly good", "en") < sentiment("The cake is good", "en"));
}

TEST_CASE("What stands after the contrast weighs more", "[text][tone]") {
  CHECK(sentiment("Bella la stanza, ma pessima la colazione", "it") < 0);
  CHECK(sentiment("Pessima la stanza, però splendida la colazione", "it") > 0);
  CHECK(sentiment("Lovely room but awful breakfast", "en") < 0);
}

TEST_CASE("Exclamation marks, capitals and drawn-out letters add emphasis", "[text][tone]") {
  CHECK(sentiment("Bello!!!", "it") > sentiment("Bello", "it"));
  CHECK(sentiment("This is GREAT news", "en") > sentiment("This is great news", "en"));
  CHECK(sentiment("THIS IS GREAT NEWS", "en") == sentiment("this is great news", "en"));
  CHECK(sentiment("Belloooo", "it") > sentiment("Bello", "it"));
  CHECK(sentiment("good!!!!!!!!!!!!!!!!!!!!!!", "en") <= 1);
}

TEST_CASE("Emoji and emoticons have a valence in any language", "[text][tone]") {
  CHECK(sentiment("Arrivata a casa 😍", "it") > 0.3);
  CHECK(sentiment("Domani si torna 😭", "it") < 0);
  CHECK(sentiment("Back home ❤️", "en") > 0.3);
  CHECK(sentiment("See you tomorrow :)", "en") > 0);
  CHECK(sentiment("See you tomorrow :(", "en") < 0);
  CHECK(sentiment("http://example.org/:(/x", "en") == 0);
}

TEST_CASE("Anger and insult, surer when somebody is addressed", "[text][tone][001.15]") {
  CHECK(tone("Vergognatevi, siete dei ladri!", "it").anger >= 0.5);
  CHECK(tone("Sei un idiota patentato", "it").insult >= 0.5);
  CHECK(tone("You are a complete moron", "en").insult >= 0.5);
  CHECK(tone("Sei un idiota", "it").insult > tone("Film idiota", "it").insult);
  CHECK(tone("Buona domenica a tutti", "it").insult < 0.1);
  CHECK(tone("Buona domenica a tutti", "it").anger < 0.1);
}

TEST_CASE("Hate names a group; reported, negated or condemned it is not hate", "[text][tone][001.15]") {
  CHECK(tone("Gli immigrati sono feccia", "it").hate >= 0.5);
  CHECK(tone("Immigrants are vermin", "en").hate >= 0.5);
  CHECK(tone("Un ristorante gestito da immigrati eritrei", "it").hate < 0.3);
  CHECK(tone("Dire che gli immigrati sono feccia è sbagliato", "it").hate < 0.5);
  CHECK(tone("Non odio gli immigrati", "it").hate < 0.5);
  CHECK(tone("Nessun immigrato merita di morire in mare", "it").hate < 0.5);
  CHECK(tone("Questo frigo è una merda", "it").hate < 0.3);
}

TEST_CASE("Irony is low unless the author marks it", "[text][tone][001.5][001.16]") {
  CHECK(tone("Altro sciopero oggi, evviva #ironia", "it").irony >= 0.5);
  CHECK(tone("Great, another delay #sarcasm", "en").irony >= 0.5);
  CHECK(tone("Il museo apre alle dieci", "it").irony < 0.2);
  CHECK(tone("Che bello, treno cancellato e tutti a piedi, pessimo", "it").irony >
        tone("Treno cancellato", "it").irony);
  CHECK(tone("Not today", "en").irony < 0.5);
}

TEST_CASE("Hostile text is rated without harm", "[text][tone]") {
  std::string long_text;
  for (int i = 0; i < 20000; ++i) long_text += "\"«bello\xFF!!! ";
  const Tone rated = tone(long_text, "");
  CHECK(rated.sentiment <= 1);
  CHECK(tone("\xF0\x9F", "it").sentiment == 0);
}

TEST_CASE("Everyday praise and blame in Spanish, French, German and Portuguese", "[text][tone]") {
  CHECK(sentiment("me encanta este bar, la tortilla buenísima", "es") > 0.3);
  CHECK(sentiment("qué asco de servicio, estoy harta", "es") < -0.3);
  CHECK(sentiment("trop bien ce concert, j'ai adoré", "fr") > 0.3);
  CHECK(sentiment("encore en retard, j'en ai marre", "fr") < -0.3);
  CHECK(sentiment("der Kuchen ist mega lecker", "de") > 0.3);
  CHECK(sentiment("Zug fällt aus, ich bin so genervt", "de") < -0.3);
  CHECK(sentiment("adorei a praia, que delícia de dia", "pt") > 0.3);
  CHECK(sentiment("atendimento péssimo, que raiva", "pt") < -0.3);
  CHECK(sentiment("el tren sale a las nueve", "es") == 0);
  CHECK(sentiment("der Zug fährt um neun Uhr", "de") == 0);
}

TEST_CASE("German and French deny behind the verb too", "[text][tone]") {
  CHECK(sentiment("Das gefällt mir", "de") > 0.2);
  CHECK(sentiment("Das gefällt mir nicht", "de") < -0.2);
  CHECK(sentiment("Ce film, je l'aime", "fr") > 0.2);
  CHECK(sentiment("Ce film, je l'aime pas", "fr") < -0.2);
}

TEST_CASE("Denied blame is mild praise, in six languages", "[text][tone]") {
  for (const auto& [lang, text] : {std::pair("it", "Il pranzo non è male"), std::pair("en", "The lunch was not bad"), std::pair("es", "La comida no está mal"),
                                   std::pair("fr", "Pas mal, ce repas"), std::pair("de", "Das Essen ist nicht schlecht"), std::pair("pt", "O almoço não foi ruim")}) {
    CAPTURE(text);
    CHECK(sentiment(text, lang) > 0.05);
    CHECK(sentiment(text, lang) < 0.4);
  }
}

TEST_CASE("A denied fault is mild praise, where fillers alone stand between", "[text][tone]") {
  for (const auto& [lang, text] : {std::pair("en", "No issues, no problems, great service"), std::pair("en", "No complaints, great staff"), std::pair("en", "Zero complaints"),
                                   std::pair("en", "Never disappoints"), std::pair("en", "Can't complain"), std::pair("it", "Mai avuto un problema"),
                                   std::pair("it", "Impossibile parlarne male"), std::pair("it", "Non sono deluso"), std::pair("it", "Non è niente male"),
                                   std::pair("de", "Nie enttäuscht"), std::pair("es", "Sin problemas"), std::pair("pt", "Nunca decepciona")}) {
    CAPTURE(text);
    CHECK(sentiment(text, lang) > 0.05);
  }
  CHECK(sentiment("Non è bello", "it") < 0);
  CHECK(sentiment("niente solo problemi", "it") < sentiment("niente problemi", "it"));
}

TEST_CASE("A figure of speech has a valence of its own, or none", "[text][tone]") {
  CHECK(sentiment("Siamo morti dal ridere", "it") > 0.3);
  CHECK(sentiment("You killed it last night", "en") > 0.3);
  CHECK(sentiment("Un baño de sangre", "es") < -0.3);
  CHECK(sentiment("Sei uno schianto", "it") > 0.3);
  CHECK(sentiment("Uno schianto sulla A4, code a Dalmine", "it") < 0);
  CHECK(sentiment("This cake is the bomb", "en") > 0.3);
  CHECK(sentiment("It's the bomb squad again", "en") == 0);
  CHECK(sentiment("That plot twist killed me", "en") > -0.3);
  const std::string_view text = "A killer of a song";
  Words words;
  words.analyse(text);
  const rtm::text::Span killer{2, 8};
  const ToneModel model;
  CHECK(model.rate(text, words, "en").sentiment < 0);
  CHECK(model.rate(text, words, "en", {&killer, 1}).sentiment == 0);
}
