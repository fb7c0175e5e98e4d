#include <catch2/catch.hpp>
#include <string>

#include "ingest/formats/warc.hpp"
#include "ingest/html.hpp"
#include "ingest/page.hpp"
#include "ingest/tags.hpp"
#include "io/inflate.hpp"

using namespace rtm;
using namespace rtm::ingest;

TEST_CASE("fields of a message are found without regard to case, the body begins behind the empty line") {
  const Message message = read_message("HTTP/1.1 200 OK\r\nContent-Type:  text/html \r\nodd\r\nX:\r\n\r\na\r\n\r\nb");
  CHECK(message.first == "HTTP/1.1 200 OK");
  CHECK(message.field("content-type") == "text/html");
  CHECK(message.field("x").empty());
  CHECK(message.field("y").empty());
  CHECK(message.body == "a\r\n\r\nb");
  CHECK(read_message("a\nb: c\n\nd").body == "d");
  CHECK(read_message("").body.empty());
}

TEST_CASE("chunks are put together; what has none stays as it is, what is cut off gives what there is") {
  CHECK(without_chunks("3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n") == "abcde");
  CHECK(without_chunks("<html>") == "<html>");
  CHECK(without_chunks("5\r\nab") == "ab");
  CHECK(without_chunks("3\r\nabc\r\nzz") == "abc");
  CHECK(without_chunks("ffffffffffffffff\r\nab") == "ab");
  CHECK(without_chunks("").empty());
}

TEST_CASE("media types") {
  CHECK(media_type("Text/HTML; charset=UTF-8") == "text/html");
  CHECK(media_charset("text/html; Charset=UTF-8; x=y") == "utf-8");
  CHECK(media_charset("text/html").empty());
}

TEST_CASE("tags are told apart from signs, comments and quoted brackets") {
  Tags tags("a < b <!-- <i> --><A href='x>y' TITLE=z&amp;t data-x>c</a ><");
  Tag tag;
  REQUIRE(tags.next(tag));
  CHECK(tag.name == "a");
  CHECK(attribute_of(tag, "href") == "x>y");
  CHECK(attribute_of(tag, "title") == "z&t");
  CHECK(attribute_of(tag, "data-x").empty());
  CHECK(attribute_of(tag, "none").empty());
  REQUIRE(tags.next(tag));
  CHECK(tag.closing);
  CHECK_FALSE(tags.next(tag));
}

TEST_CASE("a page's article is its own matter; one of many teasers is not") {
  const Page one = read_page("<body>x<nav>n</nav><article>a<aside><article>t</article></aside>b</article>y</body>");
  CHECK(one.article);
  CHECK(plain_text(one.html).text == "a b");
  const Page many = read_page("<body><header>h</header>x<article>a</article><article>b</article><article>c</article></body>z");
  CHECK_FALSE(many.article);
  CHECK(plain_text(many.html).text == "x\na\nb\nc");
  CHECK(plain_text(read_page("<nav>never closed <p>a</p>").html).text == "never closed\n\na");
  CHECK(plain_text(read_page("<main>a<script>var b='</main>'</script></main>c").html).text == "a");
}

TEST_CASE("what a page says for sharing goes before what stands in its head") {
  const Page page = read_page(R"(<html lang=it><head><title> a &amp; b </title><meta property="og:title" content="c"><meta name="og:locale" content="en_US">
    <script type="application/ld+json">{"datePublished" : "2026-11-20"}</script><meta itemprop="datePublished" content="2025-01-01"></head>)");
  CHECK(page.title == "c");
  CHECK(page.language == "it");
  CHECK(page.published == "2026-11-20");
  CHECK(read_page("<title>a &amp; <b>").title == "a &");
}

TEST_CASE("a page's encoding: its sender's word, its own, or what its bytes can be") {
  CHECK(page_to_utf8("citt\xE0", "") == "città");
  CHECK(page_to_utf8("città", "ISO-8859-1") == "città");
  CHECK(page_to_utf8("<meta charset=koi8-r>\xCD", "") == "<meta charset=koi8-r>м");
  CHECK(page_to_utf8("<meta http-equiv=x content='text/html; charset=koi8-r'>\xCD", "").ends_with("м"));
  CHECK(page_to_utf8("a\xE0", "no-such-thing") == "aà");
  CHECK(page_to_utf8("\xEF\xBB\xBF" "a", "koi8-r") == "a");
}

TEST_CASE("a packed body gives no more than was asked for") {
  const std::string packed("\x78\x9c\x4b\x4c\x4a\x4e\x49\x4d\x03\x00\x08\x1e\x02\x56", 14);  // zlib: "abcdef"
  CHECK(io::inflated(packed, 6) == "abcdef");
  CHECK_FALSE(io::inflated(packed, 5));
  CHECK(io::inflated(packed.substr(0, 8), 6).value_or("").size() < 6);
  CHECK_FALSE(io::inflated("<html>", 100));
}

TEST_CASE("hostile pages end") {
  std::string deep, open, endless, hidden;
  for (int i = 0; i < 100'000; ++i) {
    endless += "<a x=\"";
    hidden += "<a ";
    deep += "<nav><article>";
    open += "<a x=\"<script>";
  }
  CHECK_FALSE(read_page(deep).article);
  CHECK(read_page(open).title.empty());
  CHECK(plain_text(endless).text == endless);
  hidden += "x=\">\"";
  CHECK(plain_text(hidden).text == hidden);
}

TEST_CASE("a tag that does not end hides none behind it") {
  CHECK(plain_text("<i x=\"a> <b>c</b>").text == "c");
  CHECK(plain_text("<i x=\"<b>\" <u y='\"'").text == "<i x=\"\" <u y='\"'");
}
