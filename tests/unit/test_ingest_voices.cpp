#include <catch2/catch.hpp>

#include <string>

#include "ingest/canonical_url.hpp"
#include "ingest/voices.hpp"

using namespace rtm;
using namespace rtm::ingest;
using namespace std::chrono_literals;

namespace {

const Time kTen = *parse_time("2026-11-22T10:00:00Z");
const std::string kDispatch =
    "Il sindaco ha annunciato oggi in consiglio che la piazza del mercato resterà chiusa al traffico per tutto il mese di dicembre, "
    "salvo i mezzi di soccorso e i residenti.";

Post news(const std::string& id, const std::string& url, const std::string& text, Time at = kTen) {
  Post post;
  post.id = id;
  post.platform = "feed";
  post.source_kind = SourceKind::news;
  post.url = url;
  post.text = text;
  post.published_at = Stamp{at, TimeQuality::exact};
  return post;
}

}  // namespace

TEST_CASE("One page, many addresses") {
  const std::string plain = canonical_url("https://giornale.example/2026/11/storia?id=7");
  CHECK(plain == "giornale.example/2026/11/storia?id=7");
  for (const char* url : {
           "http://www.giornale.example/2026/11/storia/?id=7&utm_source=x&fbclid=1#commenti",
           "https://m.giornale.example/2026/11/storia?utm_medium=a&id=7",
           "https://amp.giornale.example/2026/11/storia/amp?id=7&AMP=1",
           "https://www.giornale.example/amp/2026/11/storia?id=7",
           "HTTPS://GIORNALE.example:443/2026/11/storia?id=7",
           "https://www.google.it/url?sa=t&url=https%3A%2F%2Fgiornale.example%2F2026%2F11%2Fstoria%3Fid%3D7&ct=ga",
           "https://l.facebook.com/l.php?u=https%3A%2F%2Fgiornale.example%2F2026%2F11%2Fstoria%3Fid%3D7%26fbclid%3D5&h=AT",
           "https://giornale-example.cdn.ampproject.org/c/s/giornale.example/2026/11/storia?id=7",
           "https://www.google.com/amp/s/giornale.example/2026/11/storia?id=7",
       }) {
    CAPTURE(url);
    CHECK(canonical_url(url) == plain);
  }
  CHECK(canonical_url("https://a.example/x?b=2&a=1") == canonical_url("https://a.example/x?a=1&b=2"));
  CHECK(canonical_url("https://a.example/x?id=1") != canonical_url("https://a.example/x?id=2"));
  CHECK(canonical_url("https://t.co/AbC") == "t.co/AbC");
  CHECK(canonical_url("https://m.example/x") == "m.example/x");
  for (const char* none : {"", "https://giornale.example/", "https://www.giornale.example?utm_source=x", "mailto:a@b.it", "https://", "ftp://a/b"}) {
    CAPTURE(none);
    CHECK(canonical_url(none).empty());
  }
  CHECK(canonical_url("https://www.google.com/url?q=https://www.google.com/url?q=https://www.google.com/url?q=x").size() < 100);
}

TEST_CASE("Forty sites with one dispatch are one voice") {
  Voices voices(48h);
  CHECK_FALSE(voices.note(news("a:1", "https://uno.example/p", "(AGENZIA) - ROMA, 24 NOV - " + kDispatch)).same);
  const auto again = voices.note(news("b:1", "https://due.example/q", "Roma - " + kDispatch));
  CHECK_FALSE(again.same);  // "Roma -" is no dateline: nearly a copy
  CHECK(again.of == "a:1");
  CHECK(voices.note(news("c:1", "https://tre.example/r", kDispatch)).of == "a:1");
  CHECK(voices.note(news("c:1", "https://tre.example/r", kDispatch)).of == "a:1");
  CHECK(voices.note(news("d:1", "https://uno.example/p?utm_source=x", "Altro")).same);
  CHECK_FALSE(voices.note(news("e:1", "https://quattro.example/s", kDispatch, kTen + 72h)).same);
}

TEST_CASE("The comments under one page are voices of their own") {
  Post one = news("f:1", "https://forum.example/t/9", "D'accordo con voi");
  Post other = news("f:2", "https://forum.example/t/9", "Io invece no");
  one.source_kind = other.source_kind = SourceKind::forum;
  Voices voices(48h);
  voices.note(one);
  CHECK_FALSE(voices.note(other).same);
  other.id = "g:2";
  CHECK(voices.note(other).same);
}

TEST_CASE("A template with one word changed is a near-copy, ordinary talk is not") {
  Voices voices(48h);
  Post a = news("x:1", "", "Nessuno: assolutamente nessuno: io che alle tre di notte cerco la pasta avanzata in frigorifero");
  Post b = news("x:2", "", "Nessuno: assolutamente nessuno: io che alle tre di notte cerco la pasta avanzata in cantina");
  Post c = news("x:3", "", "Stasera alle tre di notte ho visto un gatto che cercava la sua coda sul frigorifero nuovo");
  Post d = news("x:4", "", "Buon compleanno a tutti voi");
  for (Post* post : {&a, &b, &c, &d}) post->source_kind = SourceKind::social;
  CHECK(voices.note(a).of.empty());
  CHECK(voices.note(b).of == "x:1");
  CHECK(voices.note(c).of.empty());
  CHECK(voices.note(d).of.empty());
  d.id = "x:5";
  CHECK(voices.note(d).of.empty());
  a.repost_of = "x:0";
  a.id = "x:6";
  CHECK(voices.note(a).of.empty());
}

TEST_CASE("What is long gone is forgotten") {
  Voices voices(48h);
  const Post first = news("a:1", "https://uno.example/p", kDispatch);
  voices.note(first);
  for (std::size_t i = 0; i < Voices::kKept; ++i) voices.note(news("n:" + std::to_string(i), "", "breve"));
  Post again = first;
  again.id = "b:1";
  const auto found = voices.note(again);
  CHECK_FALSE(found.same);
  CHECK(found.of.empty());
}
