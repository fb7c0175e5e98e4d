#include <catch2/catch.hpp>

#include "ingest/feed_construct.hpp"
#include "ingest/feed_text.hpp"
#include "ingest/feed_words.hpp"
#include "ingest/site_kind.hpp"
#include "ingest/xml.hpp"
#include "ingest/xml_source.hpp"

using namespace rtm::ingest;

TEST_CASE("names are taken out of RSS authors, mail addresses are not") {
  CHECK(person("mail@example.org (Ada Lume)") == "Ada Lume");
  CHECK(person("Ada Lume (mail@example.org)") == "Ada Lume");
  CHECK(person("Ada Lume <mail@example.org>") == "Ada Lume");
  CHECK(person("mail@example.org Ada Lume") == "Ada Lume");
  CHECK(person(" Ada Lume ") == "Ada Lume");
  CHECK(person("mail@example.org").empty());
}

TEST_CASE("redirects of Google are unwrapped, other addresses stay") {
  CHECK(unwrapped("https://www.google.com/url?rct=j&url=https://a.example/x%3Fy%3D1&ct=ga") == "https://a.example/x?y=1");
  CHECK(unwrapped("https://a.example/url?url=https://b.example/") == "https://a.example/url?url=https://b.example/");
}

TEST_CASE("only references are references") {
  CHECK(with_bare_ampersands_escaped("<a>x?a=1&b=2 &amp; &#233; &eacute; & &;</a>") ==
        "<a>x?a=1&amp;b=2 &amp; &#233; &eacute; &amp; &amp;;</a>");
  CHECK(with_bare_ampersands_escaped("<![CDATA[a & b]]> & c") == "<![CDATA[a & b]]> &amp; c");
  CHECK(with_bare_ampersands_escaped("&") == "&amp;");
  CHECK(with_bare_ampersands_escaped("<![CDATA[ & ") == "<![CDATA[ & ");
}

TEST_CASE("declared ISO-8859-1 is Windows-1252") {
  CHECK(says_latin1("<?xml version='1.0' encoding='iso-8859-1'?><a/>"));
  CHECK(says_latin1("<?xml version=\"1.0\" encoding=\"US-ASCII\" ?><a/>"));
  CHECK_FALSE(says_latin1("<?xml version=\"1.0\" encoding=\"UTF-8\"?><a b='iso-8859-1'/>"));
  CHECK_FALSE(says_latin1("<a>encoding='iso-8859-1'</a>"));
}

TEST_CASE("texts that would become too large a tree are told before they are parsed") {
  std::string many = "<a ";
  for (int i = 0; i < 1001; ++i) many += "b='' ";
  CHECK(unfit_xml(many + "/>") == "more than 1000 attributes in one tag");
  std::string declared;
  for (int i = 0; i < 2001; ++i) declared += "<!ENTITY x 'y'>";
  CHECK(unfit_xml(declared) == "more than 2000 declarations");
  std::string tags;
  for (int i = 0; i < 500'001; ++i) tags += "<a>";
  CHECK_FALSE(unfit_xml(tags).empty());
  CHECK(unfit_xml("<![CDATA[" + tags + "]]>").empty());
}

TEST_CASE("a fault costs no reference elsewhere") {
  const XmlDocument document("<a><b>1 < 2</b><c>&lt;i&gt; &nbsp; &unknown; &amp;</c></a>");
  CHECK_FALSE(document.fault().empty());
  const std::string text = document.root().child("c").text();
  CHECK(text.starts_with("<i>"));
  CHECK(text.ends_with("&"));
  CHECK(text.find("\xC2\xA0") != std::string::npos);
}

TEST_CASE("constructs of Atom hold what they say, those of RSS hold HTML") {
  const auto text = [](const std::string& xml, const char* name) {
    const XmlDocument document("<f xmlns='http://www.w3.org/2005/Atom' xmlns:m='http://search.yahoo.com/mrss/' xmlns:r='x'>" + xml + "</f>");
    return construct(document.root().child(name)).text;
  };
  CHECK(text("<title>a &lt;b&gt; c</title>", "title") == "a <b> c");
  CHECK(text("<title>a &lt;b&gt;c&lt;/b&gt;</title>", "title") == "a c");
  CHECK(text("<title type='text'>a &lt;b&gt;c&lt;/b&gt;</title>", "title") == "a <b>c</b>");
  CHECK(text("<title type='html'>a &lt;b&gt;c&lt;/b&gt;</title>", "title") == "a c");
  CHECK(text("<title type='xhtml'><p>a <b>c</b></p></title>", "title") == "a c");
  CHECK(text("<title type='application/pdf'>QQ==</title>", "title").empty());
  CHECK(text("<m:description>one\ntwo</m:description>", "media:description") == "one\ntwo");
  CHECK(text("<r:d>one\ntwo &lt;b&gt;</r:d>", "r:d") == "one two");
}

TEST_CASE("what kind of place a page is") {
  CHECK(site_kind("", "old.reddit.com", "") == SourceKind::forum);
  CHECK(site_kind("", "notreddit.com", "") == std::nullopt);
  CHECK(site_kind("", "forum.lume.example", "") == SourceKind::forum);
  CHECK(site_kind("", "lume.example", "https://lume.example/viewtopic.php?p=1") == SourceKind::forum);
  CHECK(site_kind("https://wordpress.org/?v=6", "lume.example", "") == SourceKind::blog);
  CHECK(site_kind("", "", "") == std::nullopt);
}

TEST_CASE("what a site's software puts below a post is none of its words") {
  constexpr std::string_view kPage = "https://forum.example/t/cucina/7";
  const auto words = [&](std::string_view html) { return std::string(own_words(plain_text(html), kPage).text); };
  const HtmlText topic = plain_text(R"(<p>Chi prova?</p> <p><small>3 messaggi - 2 partecipanti</small></p> <p><a href="https://forum.example/t/cucina/7">Leggi tutto</a></p>)");
  CHECK(own_words(topic, kPage).text == "Chi prova?");
  CHECK(own_words(topic, kPage).posts == 3);
  CHECK(words(R"(<p>Chi prova?</p><p><a href="https://forum.example/t/cucina/7?utm_source=rss">Read full topic</a></p>)") == "Chi prova?");
  CHECK(words(R"(<p>Chi prova?</p><p>L'articolo <a href="https://forum.example/t/cucina/7">Cucina</a> proviene da <a href="https://forum.example/">Il forno</a>.</p>)") == "Chi prova?");
  // Another page's link, one inside a sentence, and one that is all there is, are the author's.
  CHECK(words(R"(<p>Chi prova?</p><p><a href="https://forum.example/t/cucina/8">Leggi</a></p>)") == "Chi prova?\n\nLeggi");
  CHECK(words(R"(<p>Chi prova?</p><p>Sta <a href="https://forum.example/t/cucina/7">qui</a></p>)") == "Chi prova?\n\nSta qui");
  CHECK(words(R"(<p><a href="https://forum.example/t/cucina/7">Leggi tutto</a></p>)") == "Leggi tutto");
}
