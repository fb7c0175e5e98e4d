#include "ingest/formats/linkedin.hpp"
#include "ingest/mail_digest.hpp"
#include "ingest_reading.hpp"

using namespace rtm;
using namespace rtm::ingest;

namespace {

Gathered table(std::initializer_list<std::string_view> rows, bool private_too = false) {
  Gathered all(private_too);
  LinkedinTable reader;
  for (const std::string_view row : rows) reader.read(row, all);
  return all;
}

}  // namespace

TEST_CASE("Shares of a LinkedIn download: quoted lines, addresses, who could see them") {
  constexpr std::string_view kHeadings = "Date,ShareLink,ShareCommentary,SharedUrl,MediaUrl,Visibility";
  CHECK(is_linkedin_heading(kHeadings));
  const auto read = table({kHeadings,
                           "2026-11-20 09:00:01,https://www.linkedin.com/feed/update/urn%3Ali%3Ashare%3A7397200000000000000,\"Riapre il faro\"\"\n\"\"\"\"\n\"\"#mare, finalmente\","
                           "https://molo.example/faro,,MEMBER_NETWORK",
                           "2026-11-19 09:00:00,https://www.linkedin.com/feed/update/urn%3Ali%3Ashare%3A7397100000000000000,solo per voi,,,CONNECTIONS"});
  REQUIRE(read.posts.size() == 1);
  const Post& post = read.posts[0];
  CHECK(post.id == "linkedin:7397200000000000000");
  CHECK(post.url == "https://www.linkedin.com/feed/update/urn:li:share:7397200000000000000");
  CHECK(post.text == "Riapre il faro\n\n#mare, finalmente");
  CHECK(format_time(post.published_at->at) == "2026-11-20T09:00:01Z");
  CHECK(post.published_at->quality == TimeQuality::exact);
  CHECK(post.links == std::vector<std::string>{"https://molo.example/faro"});
  CHECK(post.hashtags == std::vector<std::string>{"mare"});
  CHECK(read.hidden == 1);
}

TEST_CASE("Comments and messages of a LinkedIn download") {
  const auto comments = table({"Date,Link,Message",
                               "2026-11-20 09:00:01,https://www.linkedin.com/feed/update/urn%3Ali%3Aactivity%3A7397200000000000000?commentUrn=urn%3Ali%3Acomment%3A%28activity%3A7397200000000000000"
                               "%2C7397200000000000777%29,Complimenti!"});
  REQUIRE(comments.posts.size() == 1);
  CHECK(comments.posts[0].id == "linkedin:7397200000000000777");
  CHECK(comments.posts[0].thread == "linkedin:7397200000000000000");
  const std::initializer_list<std::string_view> messages{"CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER",
                                                         "2-x,,Ada Neri,https://l/in/ada,Ugo,https://l/in/ugo,2026-11-20 09:00:00 UTC,,Ciao,INBOX"};
  CHECK(table(messages).hidden == 1);
  CHECK(table(messages, true).posts.at(0).text == "Ciao");
  CHECK(table({"First Name,Last Name", "Ada,Neri", ""}).refused.size() == 2);
  CHECK_FALSE(is_linkedin_heading("date,link,message,author"));
}

TEST_CASE("A text digest of a mailing list is parted at its rules, and read once") {
  const std::string preamble(70, '-'), rule(30, '-');
  const auto mails = digest_mails("Send faro mailing list submissions to\n\tfaro@liste.example\n\nToday's Topics:\n\n   1. Luce (Ada Neri)\n\n\n" + preamble +
                                  "\n\nMessage: 1\nDate: Fri, 20 Nov 2026 10:00:00 +0100\nFrom: Ada Neri <ada@molo.example>\nTo: faro@liste.example\nSubject: [faro] Luce\n"
                                  "Message-ID: <1@molo>\nContent-Type: text/plain; charset=\"iso-8859-1\";\n\tformat=flowed\n\nÈ tornata.\n\n" +
                                  rule + "\n\nMessage: 2\nDate: Fri, 20 Nov 2026 11:00:00 +0100\nFrom: ugo at orto.example (Ugo Rossi)\nSubject: Re: [faro] Luce\nIn-Reply-To: <1@molo>\n\n> tornata\nBene.\n" +
                                  rule + "-\nnon una regola\n\n" + rule + "\n\nSubject: Digest Footer\n\n____\nfaro mailing list\n\n" + rule + "\n\nEnd of faro Digest, Vol 3, Issue 9\n*****\n");
  REQUIRE(mails.size() == 2);
  CHECK(mails[0].subject == "[faro] Luce");
  CHECK(mails[0].plain.find("È tornata.") != std::string::npos);
  CHECK(mails[1].from_name == "Ugo Rossi");
  CHECK(mails[1].references == std::vector<std::string>{"1@molo"});
  CHECK(mails[1].plain.find("non una regola") != std::string::npos);
  CHECK(digest_mails("Ciao\n" + rule + "\nDate: x\nFrom: a@b\n\ny").empty());
  CHECK(digest_mails("").empty());
  CHECK(digest_mails(preamble).empty());
  std::string many = preamble + "\n";
  for (int i = 0; i < 200'000; ++i) many += rule + "\n";
  CHECK(digest_mails(many).empty());
}

TEST_CASE("The mails of a MIME digest are its own, those that were only forwarded are not") {
  const Mail digest = read_mail(
      "List-Id: <faro.liste.example>\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=a\n\n--a\nContent-Type: text/plain\n\nToday's Topics\n--a\n"
      "Content-Type: multipart/digest; boundary=b\n\n--b\n\nFrom: Ada <ada@molo.example>\nSubject: uno\nMessage-ID: <1@x>\n\nprimo\n--b\nContent-Type: message/rfc822\n\n"
      "From: Ugo <ugo@orto.example>\nSubject: due\nContent-Type: text/plain; charset=iso-8859-1\n\nsecond\xF2\n--b--\n--a--\n");
  REQUIRE(digest.digest.size() == 2);
  CHECK(digest.digest[0].subject == "uno");
  CHECK(digest.digest[0].message_id == "1@x");
  CHECK(digest.digest[1].plain.find("secondò") != std::string::npos);
  CHECK(read_mail("Content-Type: multipart/mixed; boundary=a\n\n--a\nContent-Type: message/rfc822\n\nSubject: x\n\ny\n--a--\n").digest.empty());
}
