#include <catch2/catch.hpp>

#include "text/claim.hpp"

using rtm::text::Claim;
using rtm::text::ClaimKind;
using rtm::text::Words;

namespace {

Claim claim(std::string_view text, std::string_view lang) {
  Words words;
  words.analyse(text);
  return rtm::text::claim_of(text, words, lang);
}

}  // namespace

TEST_CASE("A post asserts, asks, denies, hedges or names its source", "[text][claim]") {
  CHECK(claim("Riapre il teatro in piazza", "it").kind == ClaimKind::assertion);
  CHECK(claim("The theatre reopens on Monday", "en").kind == ClaimKind::assertion);
  CHECK(claim("È vero che riapre il teatro?", "it").kind == ClaimKind::question);
  CHECK(claim("Can anyone confirm the reopening?", "en").kind == ClaimKind::question);
  CHECK(claim("È falso, il teatro resta chiuso", "it").kind == ClaimKind::denial);
  CHECK(claim("Il sindaco smentisce", "it").kind == ClaimKind::denial);
  CHECK(claim("That photo is a hoax", "en").kind == ClaimKind::denial);
  CHECK(claim("Pare che riapra il teatro", "it").kind == ClaimKind::hedged);
  CHECK(claim("The theatre has reportedly reopened", "en").kind == ClaimKind::hedged);
  CHECK(claim("Secondo la polizia il teatro è agibile", "it").kind == ClaimKind::sourced);
  CHECK(claim("According to the ministry the theatre is safe", "en").kind == ClaimKind::sourced);
}

TEST_CASE("A question mark at the end weighs more than one inside, and none in a link", "[text][claim]") {
  const double end = claim("Riapre il teatro?", "it").p;
  CHECK(claim("Riapre il teatro? #teatro https://example.org/x", "it").p == end);
  CHECK(claim("Riapre? Bene, ci vado", "it").p < end);
  CHECK(claim("Riapre il teatro https://example.org/?q=1", "it").kind == ClaimKind::assertion);
}

TEST_CASE("What is quoted weighs less", "[text][claim]") {
  CHECK(claim("“è falso”", "it").p < claim("è falso", "it").p);
}

TEST_CASE("Every kind is sure to some degree", "[text][claim]") {
  for (const char* text : {"", "?", "???", "https://example.org/", "è falso? pare di sì, secondo l'ANSA"}) {
    CAPTURE(text);
    const Claim result = claim(text, "");
    CHECK(result.p > 0);
    CHECK(result.p <= 1);
  }
}

TEST_CASE("A denial is told in other words too, in six languages", "[text][claim]") {
  CHECK(claim("There is zero evidence, check your facts", "en").kind == ClaimKind::denial);
  CHECK(claim("The bridge is open, this is baseless", "en").kind == ClaimKind::denial);
  CHECK(claim("Il ponte è aperto, non c'è nulla di vero", "it").kind == ClaimKind::denial);
  CHECK(claim("El alcalde nunca dijo eso", "es").kind == ClaimKind::denial);
  CHECK(claim("Le pont est ouvert, cela n'a rien à voir", "fr").kind == ClaimKind::denial);
  CHECK(claim("Der Bürgermeister bestreitet alles", "de").kind == ClaimKind::denial);
  CHECK(claim("O prefeito negou tudo", "pt").kind == ClaimKind::denial);
  CHECK(claim("There is no parking at the theatre", "en").kind != ClaimKind::denial);
  CHECK(claim("Ich war noch nie in Rom", "de").kind != ClaimKind::denial);
  CHECK(claim("Non ci credo, abbiamo vinto", "it").kind != ClaimKind::denial);
}
