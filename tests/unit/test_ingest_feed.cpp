#include <catch2/catch.hpp>

#include "ingest/feed_text.hpp"
#include "ingest/format.hpp"

using namespace rtm;
using ingest::Post;

namespace {

struct Read : ingest::Sink {
  std::vector<Post> posts;
  std::vector<std::string> refused;
  void post(Post& p) override { posts.push_back(p); }
  void tombstone(const ingest::Tombstone&) override {}
  void pass(record::Value) override {}
  void skip(ingest::Skip) override {}
  void refuse(std::size_t, std::string_view why) override { refused.emplace_back(why); }
};

Read read(std::string_view xml) {
  Read result;
  ingest::kFeedFormat.make({})->read({xml, {}, {}}, result);
  return result;
}

Post only(std::string_view xml) {
  Read result = read(xml);
  REQUIRE(result.posts.size() == 1);
  return result.posts.front();
}

std::string rss(std::string_view item, std::string_view channel = "") {
  return R"(<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" )"
         R"(xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:slash="http://purl.org/rss/1.0/modules/slash/" )"
         R"(xmlns:media="http://search.yahoo.com/mrss/" xmlns:atom="http://www.w3.org/2005/Atom">)"
         "<channel><title>Il Corriere del Molo</title><link>https://www.molo.example/</link><language>it</language>" +
         std::string(channel) + "<item>" + std::string(item) + "</item></channel></rss>";
}

std::string atom(std::string_view entry) {
  return R"(<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en" xml:base="https://a.example/blog/"><title>A</title>)"
         R"(<link href="https://a.example/"/><entry>)" + std::string(entry) + "</entry></feed>";
}

}  // namespace

TEST_CASE("An RSS item is a post", "[ingest]") {
  const Post p = only(rss(R"(<title>Sciopero &amp;amp; traffico</title><link>https://www.molo.example/1?a=1&amp;b=2</link>)"
                          R"(<guid isPermaLink="false">77</guid><pubDate>Sun, 01 Mar 2026 10:00:00 +0100</pubDate>)"
                          R"(<description>&lt;p&gt;Fermi i &lt;b&gt;tram&lt;/b&gt;.&lt;/p&gt;</description><dc:creator>Ada Neri</dc:creator>)"
                          R"(<category>Cronaca</category><category>Città</category><category>Cronaca</category><slash:comments>12</slash:comments>)"
                          R"(<enclosure url="/foto.jpg" type="image/jpeg" length="1"/>)"));
  CHECK(p.id == "rss:molo.example:77");
  CHECK(p.title == "Sciopero & traffico");
  CHECK(p.text == "Fermi i tram.");
  CHECK(p.url == "https://www.molo.example/1?a=1&b=2");
  CHECK(p.source == "molo.example");
  CHECK(p.source_kind == ingest::SourceKind::news);
  CHECK(format_time(p.published_at->at) == "2026-03-01T09:00:00Z");
  CHECK(p.author.name == "Ada Neri");
  CHECK(p.tags == std::vector<std::string>{"Cronaca", "Città"});
  CHECK(p.metrics.replies == 12);
  CHECK(p.lang == "it");
  CHECK(p.media.front().url == "https://www.molo.example/foto.jpg");
}

TEST_CASE("The longer content wins over the description, links are made absolute", "[ingest]") {
  const Post p = only(rss(R"(<guid>https://molo.example/2</guid><description>Breve</description>)"
                          R"(<content:encoded><![CDATA[<p>Lungo, con <a href="/fonte">fonte</a></p>]]></content:encoded>)"));
  CHECK(p.text == "Lungo, con fonte");
  CHECK(p.url == "https://molo.example/2");
  CHECK(p.links == std::vector<std::string>{"https://www.molo.example/fonte"});
  CHECK_FALSE(p.published_at);
}

TEST_CASE("An Atom entry is a post, whatever its text is made of", "[ingest]") {
  const Post html = only(atom(R"(<id>tag:a.example,2026:1</id><title type="html">R&amp;amp;D &lt;i&gt;now&lt;/i&gt;</title>)"
                              R"(<link rel="alternate" href="1.html"/><published>2026-03-01T10:00:00Z</published>)"
                              R"(<updated>2026-03-02T10:00:00Z</updated><author><name>Bo</name></author><category term="x" label="X"/>)"
                              R"(<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">One<br/>two &lt;three&gt;</div></content>)"));
  CHECK(html.id == "rss:tag:a.example,2026:1");
  CHECK(html.title == "R&D now");
  CHECK(html.url == "https://a.example/blog/1.html");
  CHECK(html.text == "One\ntwo <three>");
  CHECK(format_time(html.published_at->at) == "2026-03-01T10:00:00Z");
  CHECK(html.lang == "en");
  CHECK(html.tags == std::vector<std::string>{"x"});
  const Post plain = only(atom(R"(<id>urn:x:2</id><title type="text">a &lt;b&gt; c</title>)"));
  CHECK(plain.title == "a <b> c");
}

TEST_CASE("RDF keeps its items beside the channel", "[ingest]") {
  const Post p = only(R"(<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" )"
                      R"(xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://d.example/"><title>D</title></channel>)"
                      R"(<item rdf:about="https://d.example/1"><title>Uno</title><dc:date>2026-03-01T10:00:00+01:00</dc:date></item></rdf:RDF>)");
  CHECK(p.id == "rss:https://d.example/1");
  CHECK(p.url == "https://d.example/1");
  CHECK(format_time(p.published_at->at) == "2026-03-01T09:00:00Z");
}

TEST_CASE("Google's redirects are unwrapped, forums are known", "[ingest]") {
  CHECK(ingest::unwrapped("https://www.google.com/url?rct=j&url=https://n.example/a%3Fb&ct=ga") == "https://n.example/a?b");
  CHECK(ingest::unwrapped("https://n.example/url?q=1") == "https://n.example/url?q=1");
  CHECK(only(rss("<title>x</title>", "<generator>Discourse</generator>")).source_kind == ingest::SourceKind::forum);
}

TEST_CASE("Authors are named, addresses stay out", "[ingest]") {
  CHECK(ingest::person("ada@molo.example (Ada Neri)") == "Ada Neri");
  CHECK(ingest::person("Ada Neri <ada@molo.example>") == "Ada Neri");
  CHECK(ingest::person("ada@molo.example Ada Neri") == "Ada Neri");
  CHECK(ingest::person("ada@molo.example").empty());
  CHECK(ingest::person(" Ada ") == "Ada");
}

TEST_CASE("Damaged feeds give what can be read", "[ingest]") {
  CHECK(read("  <?xml version='1.0'?><rss><channel><item><title>a & b &nbsp;&eacute;</title></item><item><title>c").posts.size() == 2);
  CHECK(read("<html><body>Not found</body></html>").refused.front() == "not a feed: its outermost element is <html>");
  CHECK(read("not xml").refused.size() == 1);
  CHECK(read("   ").refused.empty());
}

TEST_CASE("Entities can neither fetch nor blow up", "[ingest]") {
  const auto external = read(R"(<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname">]><rss><channel><item><title>a &x; b</title></item></channel></rss>)");
  REQUIRE(external.posts.size() == 1);
  CHECK(external.posts.front().title == "a b");
  std::string bomb = R"(<!DOCTYPE r [<!ENTITY l0 "lol">)";
  for (int i = 1; i < 12; ++i) {
    bomb += "<!ENTITY l" + std::to_string(i) + " \"";
    for (int k = 0; k < 10; ++k) bomb += "&l" + std::to_string(i - 1) + ";";
    bomb += "\">";
  }
  for (const Post& p : read(bomb + "]><rss><channel><item><title>x &l11;</title></item></channel></rss>").posts) {
    CHECK(p.title.size() < 100);
  }
}
