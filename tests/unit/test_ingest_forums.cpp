#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "ingest/formats/discourse.hpp"

using namespace rtm::ingest;

TEST_CASE("what a forum's post quotes goes, nested quotes with it; the first one quoted is told") {
  const CookedPost post = uncooked(R"(<p>a</p><aside class="quote" data-post="3" data-topic="12"><blockquote>b<aside class="quote" data-post="1"
    data-topic="9">c</aside>d</blockquote></aside><p>e</p><aside class="quote" data-post="4" data-topic="12">f</aside>)");
  CHECK(post.html == "<p>a</p><p>e</p>");
  CHECK(post.quoted == "12/3");
  CHECK(uncooked(R"(<aside data-post="3x" data-topic="12"></aside>)").quoted.empty());
}

TEST_CASE("a preview becomes its address, a picture's caption goes") {
  CHECK(uncooked(R"(<aside class="onebox" data-onebox-src="https://a.example/?x=1&amp;y"><p>b</p></aside>)").html ==
        "<p>https://a.example/?x=1&amp;y</p>");
  CHECK(uncooked(R"(<a class="lightbox"><img src="x"><div class="meta"><div>1</div>2</div></a>c)").html ==
        R"(<a class="lightbox"><img src="x"></a>c)");
}

TEST_CASE("people are mentioned by the class of the link, not by a sign") {
  const CookedPost post = uncooked(R"(<a class="mention" href="/u/eva">@eva</a> <code>@Test</code> <a class="mention" href="/u/x">@)");
  CHECK(post.mentions == std::vector<std::string>{"eva"});
}

TEST_CASE("damaged markup of a forum ends, and loses nothing outside what was to go") {
  CHECK(uncooked("a <aside b").html == "a <aside b");
  CHECK(uncooked("a <aside> b").html == "a ");
  CHECK(uncooked("a </aside> <b").html == "a </aside> <b");
  std::string deep;
  for (int i = 0; i < 200'000; ++i) deep += "<aside><a ";
  CHECK(uncooked(deep).html.empty());
  CHECK(uncooked(std::string(1'000'000, '<')).html.size() == 1'000'000);
}

TEST_CASE("a forum's host stands in the addresses of people's pictures") {
  CHECK(avatar_host("/user_avatar/forum.a.example/eva/{size}/1_2.png") == "forum.a.example");
  CHECK(avatar_host("https://cdn.example/flex/user_avatar/a.example/eva/{size}/1.png") == "a.example");
  for (const auto* none : {"", "//pictures.example/x.png", "/user_avatar/localhost/a/1.png", "/user_avatar/", "/user_avatar/a b.c/x"}) {
    CHECK(avatar_host(none).empty());
  }
}
