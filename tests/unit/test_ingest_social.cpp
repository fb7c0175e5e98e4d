#include <catch2/catch.hpp>
#include <string>

#include "ingest/formats/bluesky.hpp"
#include "ingest/formats/fediverse.hpp"
#include "ingest/formats/instagram.hpp"
#include "ingest/formats/telegram.hpp"
#include "ingest/formats/x.hpp"
#include "record/document.hpp"

using namespace rtm;
using namespace rtm::ingest;

namespace {

record::Value parse(record::Document& document, std::string_view json) {
  REQUIRE_FALSE(document.parse(json));
  return document.root();
}

std::vector<std::string> hashtags(std::string_view text) {
  std::vector<std::string> list;
  add_hashtags(text, list);
  return list;
}

std::vector<std::string> mentions(std::string_view text) {
  std::vector<std::string> list;
  add_mentions(text, list);
  return list;
}

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("hashtags of a plain text are words of any script, behind no other word and in no link") {
  CHECK(hashtags("#uno, #due_2 e#tre ##quattro #Perché! #日本") == Names{"uno", "due_2", "quattro", "Perché", "日本"});
  CHECK(hashtags("https://a.example/#sezione &#39; # #") == Names{});
  CHECK(hashtags("#uno #uno") == Names{"uno"});
}

TEST_CASE("mentions may have dots inside, and are no mail addresses") {
  CHECK(mentions("@anna.rossi. e @bob, non io@posta.example") == Names{"anna.rossi", "bob"});
}

TEST_CASE("a link is expanded once, and taken out with the blank before it") {
  std::string text = "vedi https://t.co/a e https://t.co/a";
  expand_link(text, "https://t.co/a", "https://x.example/https://t.co/a");
  CHECK(text == "vedi https://x.example/https://t.co/a e https://t.co/a");
  text = "foto https://t.co/b";
  expand_link(text, "https://t.co/b", "");
  CHECK(text == "foto");
  expand_link(text, "", "x");
  CHECK(text == "foto");
}

TEST_CASE("an index finds by id, whether it is text or a number") {
  record::Document document;
  const auto all = parse(document, R"([{"id":"b","n":1},{"id":7,"n":2},{"n":3},{"id":"b","n":4},"7",{"id":null}])");
  Index index;
  index.add(all, "id");
  CHECK(index.find(all[std::size_t{0}]["id"])["n"].integer() == 1);
  CHECK(index.find(all[std::size_t{4}])["n"].integer() == 2);
  CHECK_FALSE(index.find(all[std::size_t{2}]["id"]).exists());
}

TEST_CASE("error answers in their many forms") {
  const auto error = [](std::string_view json) {
    record::Document document;
    return error_of(parse(document, json));
  };
  CHECK(error(R"({"error":"invalid_grant","error_description":"expired"})") == "invalid_grant: expired");
  CHECK(error(R"({"error":{"code":403,"message":"quota"}})") == "quota");
  CHECK(error(R"({"errors":[{"detail":"not found"}]})") == "not found");
  CHECK(error(R"({"ok":false,"error_code":401,"description":"Unauthorized"})") == "Unauthorized");
  CHECK(error(R"({"fault":{"faultstring":"Invalid ApiKey"}})") == "Invalid ApiKey");
  CHECK(error(R"({"detail":"Not authenticated"})") == "Not authenticated");
  CHECK(error(R"({"success":false,"msg":"chiave"})") == "chiave");
  CHECK(error(R"({"detail":"lanterna","text":"x"})").empty());
  CHECK(error(R"({"ok":true,"result":[]})").empty());
  CHECK(error(R"({"message":"a post has words too"})").empty());
  CHECK(error("[]").empty());
}

TEST_CASE("the id of a post on X holds its time") {
  record::Document document;
  const auto ids = parse(document, R"(["1212092628029698048",1212092628029698048,"20","x",null])");
  for (const std::size_t i : {0U, 1U}) CHECK(format_time(x_time({}, ids[i])->at) == "2019-12-31T19:26:16Z");
  for (const std::size_t i : {2U, 3U, 4U}) CHECK_FALSE(x_time({}, ids[i]));
}

TEST_CASE("the best variant of a video is the MP4 with the most bits") {
  record::Document document;
  const auto variants = parse(document, R"([{"content_type":"application/x-mpegURL","url":"m3u8"},
    {"content_type":"video/mp4","bitrate":5,"url":"low"},{"content_type":"video/mp4","bitrate":9,"url":"high"}])");
  CHECK(x_video(variants) == "high");
  CHECK(x_video({}).empty());
}

TEST_CASE("facets count bytes; words that lead somewhere stay, cut links grow") {
  record::Document document;
  Post post;
  const auto link = [](int start, int end, std::string_view uri) {
    return R"({"index":{"byteStart":)" + std::to_string(start) + R"(,"byteEnd":)" + std::to_string(end) +
           R"(},"features":[{"$type":"app.bsky.richtext.facet#link","uri":")" + std::string(uri) + R"("}]})";
  };
  const std::string json = R"({"text":"è qui a.example/lu... e lì","facets":[)" + link(25, 28, "https://b.example/") + "," +
                           link(7, 22, "https://www.a.example/lungo") + "," + link(20, 24, "https://a.example/lu") + "," +
                           link(5, 5000, "https://c.example/") + "]}";
  set_bluesky_text(parse(document, json), post);
  CHECK(post.text == "è qui https://www.a.example/lungo e lì");
  CHECK(post.links.size() == 4);
}

TEST_CASE("names of the fediverse carry their server") {
  CHECK(handle_at("ugo", "https://terra.example/@ugo") == "ugo@terra.example");
  CHECK(handle_at("@ugo@mare.example", "https://terra.example/@ugo") == "ugo@mare.example");
  CHECK(handle_at("ugo", "") == "ugo");
  CHECK(handle_at("", "https://terra.example/").empty());
}

TEST_CASE("HTML of the fediverse: the line that repeats a quote goes, links to people and tags are none") {
  Post post;
  set_html(R"(<p class="quote-inline">RE: <a href="https://a.example/1">a</a></p><p>Ciao <a href="https://b.example/@x" class="mention">@x</a>
    <a href="https://c.example/?a=1&amp;b=2">qui</a></p>)", "cibo &amp; vino", post);
  CHECK(post.text == "cibo & vino\nCiao @x qui");
  CHECK(post.links == Names{"https://c.example/?a=1&b=2"});
}

TEST_CASE("Telegram counts UTF-16 units") {
  const std::string text = "🍅è #orto";
  CHECK(utf16_part(text, 0, 2) == "🍅");
  CHECK(utf16_part(text, 2, 1) == "è");
  CHECK(utf16_part(text, 4, 5) == "#orto");
  CHECK(utf16_part(text, 1, 1).empty());
  CHECK(utf16_part(text, 4, 6).empty());
  CHECK(utf16_part(text, -1, 2).empty());
  CHECK(utf16_part(text, 9'000'000'000'000'000'000, 9'000'000'000'000'000'000).empty());
}

TEST_CASE("an Instagram post's number is its short code in base 64") {
  CHECK(instagram_code("1") == "B");
  CHECK(instagram_code("63_12") == "_");
  CHECK(instagram_code("64") == "BA");
  for (const auto* none : {"", "0", "x", "18446744073709551616"}) CHECK(instagram_code(none).empty());
}

TEST_CASE("UTF-8 that was taken for Latin-1 is repaired, all else stays") {
  CHECK(latin1_repaired("citt\u00c3\u00a0 \u00f0\u009f\u0098\u0080") == "città 😀");
  for (const auto* right : {"città", "già 😀", "plain", ""}) CHECK(latin1_repaired(right) == right);
}

TEST_CASE("the page behind a redirect") {
  CHECK(behind_redirect("https://l.facebook.com/l.php?u=https%3A%2F%2Fa.example%2F%3Fx%3D1%26y&h=A") == "https://a.example/?x=1&y");
  for (const auto* same : {"https://l.facebook.com/l.php?u=javascript%3A1", "https://a.example/?u=http%3A%2F%2Fb", "https://l.facebook.com/"}) {
    CHECK(behind_redirect(same) == same);
  }
}

TEST_CASE("an id made of content is the same for the same content only") {
  CHECK(id_from("a", {"b", "c"}) == id_from("a", {"b", "c"}));
  CHECK(id_from("a", {"b", "c"}) != id_from("a", {"bc", ""}));
  CHECK(id_from("a", {}).starts_with("a:"));
}

TEST_CASE("short links of X grow, those to the post's own page or media go; odd addresses do no harm") {
  record::Document document;
  const auto all = parse(document, R"(["7",[{"url":"https://t.co/a","expanded_url":"https://bit.example/1","unwound_url":"https://a.example/"},
    {"url":"https://t.co/b","expanded_url":"https://twitter.com/i/web/status/7"},
    {"url":"https://t.co/c","expanded_url":"https://twitter.com/u/status/70","display_url":"x"},
    {"url":"https://t.co/d","expanded_url":"/status","unwound_url":"https://d.example/"},
    {"url":"https://t.co/e","expanded_url":"https://x.com/u/status/7/photo/1","display_url":"pic.x.com/e"}],"/status"])");
  Post post;
  XText text("a&lt; https://t.co/a b https://t.co/b c https://t.co/c d https://t.co/d https://t.co/e", all[std::size_t{0}], {}, post);
  for (const auto one : all[std::size_t{1}].elements()) text.url(one);
  CHECK(text.take() == "a< https://a.example/ b c https://twitter.com/u/status/70 d https://d.example/");
  CHECK(post.links == Names{"https://a.example/", "https://twitter.com/u/status/70", "https://d.example/"});
  XText odd("https://t.co/d", all[std::size_t{2}], {}, post);
  for (const auto one : all[std::size_t{1}].elements()) odd.url(one);
  CHECK(odd.take() == "https://d.example/");
}
