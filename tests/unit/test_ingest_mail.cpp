#include <catch2/catch.hpp>
#include <string>

#include "ingest/alert.hpp"
#include "ingest/mail.hpp"
#include "ingest/mail_pieces.hpp"
#include "ingest/mail_text.hpp"

using namespace rtm::ingest;

TEST_CASE("a line begins a mail when it has a time of day") {
  CHECK(begins_mail("From ada@example.org Fri Nov 20 10:00:00 2026"));
  CHECK(begins_mail("From - Fri Nov 20 10:00:00 2026\r"));
  CHECK(begins_mail("From MAILER-DAEMON Fri Nov 20 10:00 2026"));
  for (const auto* none : {"From here one sees the sea", "From: Ada <ada@example.org> 10:00", ">From ada Fri Nov 20 10:00:00 2026", "From", "From :", "From a:10"}) {
    CHECK_FALSE(begins_mail(none));
  }
}

TEST_CASE("fields of a mail are decoded, folded lines and all") {
  const Mail mail = read_mail(
      "From: =?UTF-8?B?QWTDoA==?= \"N.\" Neri <ada@example.org>\r\nSubject: =?iso-8859-1?Q?citt=E0?=\r\n al mare\r\n"
      "References: <a@x>\r\n <b@x>\r\nIn-Reply-To: <b@x>\r\nList-Id: Faro <faro.example.org>\r\nMessage-ID: <c@x>\r\n\r\nciao\r\n");
  CHECK(mail.from_address == "ada@example.org");
  CHECK(mail.subject == "città al mare");
  CHECK(mail.references == std::vector<std::string>{"a@x", "b@x"});
  CHECK(mail.list == "faro.example.org");
  CHECK(mail.message_id == "c@x");
  CHECK_FALSE(mail.delivered);
  CHECK(read_mail("From: ada at example.org (Ada Neri)\n\nx").from_name == "Ada Neri");
  CHECK(read_mail("Subject: citt\xE0\nX-Spam-Flag: YES\n\nx").subject == "città");
  CHECK(read_mail("X-Spam-Flag: YES\n\nx").automatic);
  CHECK(read_mail("").plain.empty());
}

TEST_CASE("of a mail's parts the first text of each kind is read, attachments are not") {
  const Mail mail = read_mail(
      "Content-Type: multipart/mixed; boundary=a\n\n--a\nContent-Type: text/plain\nContent-Disposition: attachment\n\nno\n--a\n"
      "Content-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain; charset=koi8-r\nContent-Transfer-Encoding: base64\n\n7cHRyw==\n"
      "--b\nContent-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n<p>=C3=A8</p>\n--b--\n--a\nContent-Type: message/rfc822\n\n"
      "Subject: in\n\nnested\n--a--\n");
  CHECK(mail.plain == "Маяк");
  CHECK(mail.html.substr(0, 9) == "<p>è</p>");
}

TEST_CASE("flowed lines are put together at their depth of quoting") {
  CHECK(unflowed("a \nb\nc", false) == "a b\nc");
  CHECK(unflowed("a \nb", true) == "ab");
  CHECK(unflowed("> a \n> b\nc \n> d", false) == "> a b\nc \n> d");
  CHECK(unflowed("a \n-- \nsign", false) == "a \n-- \nsign");
  CHECK(unflowed("", false).empty());
}

TEST_CASE("quoted lines go, with the line that introduces them") {
  const auto own = [](std::string_view text) { return own_words(text, Quotes::drop); };
  CHECK(own("Yes.\n\nOn Fri, 20 Nov 2026 at 10:00, Ada Neri <ada@example.org>\nwrote:\n\n> Coming?\n> Ada\n") == "Yes.");
  CHECK(own("Il 20/11/26 Ada ha scritto:\n> Vieni?\nSì.\n> Quando?\nDomani.") == "Sì.\nDomani.");
  CHECK(own("I agree with this:\n> a") == "I agree with this:");
  CHECK(own("Ja.\n\nAda Neri schrieb:\n> Kommst du?") == "Ja.");
  CHECK(own("Ok.\n\n-----Messaggio originale-----\nDa: Ada\nInviato: oggi\n\nvecchio") == "Ok.");
  CHECK(own("Ok.\n________________\n*From:* Ada\n*Sent:* today\n\nold") == "Ok.");
  CHECK(own("From: here to there\nit is far") == "From: here to there\nit is far");
  CHECK(own("> only\n> quoted").empty());
  CHECK(own_words("See:\n> a citation", Quotes::keep) == "See:\n> a citation");
}

TEST_CASE("signatures and footers of lists go") {
  CHECK(own_words("a\n-- \nAda", Quotes::keep) == "a");
  CHECK(own_words("a\n_______________________________\nfaro mailing list\nfaro@x", Quotes::keep) == "a");
  CHECK(own_words("-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\na\n-----BEGIN PGP SIGNATURE-----\nx", Quotes::drop) == "a");
  CHECK(own_words("a\n----\nb", Quotes::drop) == "a\n----\nb");
}

TEST_CASE("an answer's HTML ends where programs mark the mail it answers") {
  CHECK(before_quote("<p>a</p><div class=\"gmail_quote\">b</div>") == "<p>a</p>");
  CHECK(before_quote("a<blockquote type=cite>b</blockquote>") == "a");
  CHECK(before_quote("<blockquote type=cite>b</blockquote>a").ends_with("a"));
  CHECK(before_quote("<blockquote>b</blockquote>a").ends_with("a"));
}

TEST_CASE("results of an alert are read by their microdata") {
  const auto results = alert_results(
      R"(<a itemprop="url" href="https://x.example/">stray</a><tr itemtype="http://schema.org/Article"><a itemprop=url
      href="https://www.google.com/url?q=https://a.example/%3Fb&amp;ct=ga"><span itemprop="name">A <b>b</b></span></a>
      <div itemprop="publisher"><span itemprop="name">P</span></div><div itemprop="description">D&nbsp;e</div></tr>
      <tr itemtype="http://schema.org/Article"><a itemprop=url href="javascript:x"><span itemprop=name>no</span></a>)");
  REQUIRE(results.size() == 1);
  CHECK(results[0].url == "https://a.example/?b");
  CHECK(results[0].title == "A b");
  CHECK(results[0].publisher == "P");
  CHECK(results[0].description == "D e");
}

TEST_CASE("results of an alert that has lost its HTML are read by their lines") {
  const auto results = alert_results_of_text(
      "=== Notizie - 2 nuovi risultati per [faro] ===\n\nIl faro riacceso\nIl Giornale del Molo\nDopo anni la luce\ntorna ...\n"
      "<https://www.google.com/url?rct=j&sa=t&url=https://a.example/faro%3Fid%3D5&ct=ga>\n\nDove ormeggiare\r\n"
      "<https://www.google.com/url?url=https://b.example/9&ct=ga>\n\nAnnulla:\n<https://www.google.com/alerts/remove?s=A>\n");
  REQUIRE(results.size() == 2);
  CHECK(results[0].url == "https://a.example/faro?id=5");
  CHECK(results[0].title == "Il faro riacceso");
  CHECK(results[0].publisher == "Il Giornale del Molo");
  CHECK(results[0].description == "Dopo anni la luce torna ...");
  CHECK(results[1].title == "Dove ormeggiare");
  CHECK(results[1].description.empty());
}

TEST_CASE("of more references than anybody reads the first and the last count") {
  std::string many = "References:";
  for (int i = 0; i < 50'000; ++i) many += " <" + std::to_string(i) + "@b>\n";
  const Mail mail = read_mail(many + "Subject: x\n\nc");
  REQUIRE(mail.references.size() == 100);
  CHECK(mail.references.front() == "0@b");
  CHECK(mail.references.back() == "49999@b");
}

TEST_CASE("hostile mail ends") {
  std::string deep, broken = "Subject: ";
  for (int i = 0; i < 3000; ++i) {
    deep += "Content-Type: multipart/mixed; boundary=b" + std::to_string(i) + "\n\n--b" + std::to_string(i) + "\n";
    broken += "=?utf-8?Q?=";
  }
  CHECK(read_mail(deep).plain.empty());
  CHECK(read_mail("X: " + std::string(3 << 20, 'x') + "\n\nc").endless_header);
  CHECK(read_mail(broken + "\n\nx").plain == "x");
  CHECK(own_words(std::string(200'000, '>') + std::string(200'000, '\n'), Quotes::drop).empty());
}
