#include "ingest_reading.hpp"

using namespace rtm;
using namespace rtm::ingest;

namespace {

using Texts = std::vector<std::string>;

std::string at(const Post& post) { return post.published_at ? format_time(post.published_at->at) : std::string("-"); }

}  // namespace

TEST_CASE("Hacker News: an item, its markup and its counts") {
  const auto read = read_as("hackernews", R"({"id":41,"type":"story","by":"faro","time":1795262400,"title":"Lamps &amp; lenses",
    "text":"See <a href=\"https:&#x2F;&#x2F;a.example&#x2F;x\" rel=\"nofollow\">https:&#x2F;&#x2F;a.exam...</a><p>Twice &lt;b&gt;.","url":"https://b.example/y","score":12,"descendants":3,"kids":[42]})");
  REQUIRE(read.posts.size() == 1);
  const Post& post = read.posts.front();
  CHECK(post.id == "hackernews:41");
  CHECK(post.title == "Lamps & lenses");
  CHECK(post.text == "See https://a.example/x\n\nTwice <b>.");
  CHECK(at(post) == "2026-11-21T12:00:00Z");
  CHECK(post.author.handle == "faro");
  CHECK(post.metrics.likes == 12);
  CHECK(post.metrics.replies == 3);
  CHECK(post.source_kind == SourceKind::forum);
  CHECK(post.links == Texts{"https://a.example/x", "https://b.example/y"});
}

TEST_CASE("Hacker News: what was killed is gone, options of a poll and profiles are no posts, a comment counts its children") {
  CHECK(read_as("hackernews", R"({"id":1,"type":"comment","deleted":true,"time":1795262400,"parent":2})").gone == Texts{"hackernews:1"});
  CHECK(read_as("hackernews", R"({"id":1,"type":"story","dead":true,"by":"x","time":1795262400,"title":"x"})").gone == Texts{"hackernews:1"});
  CHECK(read_as("hackernews", R"({"id":1,"type":"pollopt","by":"x","poll":2,"text":"yes","time":1795262400})").others == 1);
  CHECK(read_as("hackernews", R"({"path":"/","data":{"items":[1,2],"profiles":["x"]}})").others == 1);
  const auto comment = read_as("hackernews", R"({"id":3,"type":"comment","by":"x","parent":2,"kids":[4,5],"text":"yes","time":1795262400})");
  REQUIRE(comment.posts.size() == 1);
  CHECK(comment.posts[0].reply_to == "hackernews:2");
  CHECK(comment.posts[0].metrics.replies == 2);
  CHECK(read_as("hackernews", R"({"id":"1","type":"essay"})").refused.size() == 1);
}

TEST_CASE("Hacker News: a whole thread of Algolia, a comment without words in it was deleted") {
  const auto read = read_as("hackernews", R"({"id":7,"created_at_i":1795262400,"type":"story","author":"a","title":"T","url":null,"text":null,"points":5,"parent_id":null,
    "story_id":7,"children":[{"id":8,"created_at_i":1795262460,"type":"comment","author":"b","text":"one","parent_id":7,"story_id":7,"children":[
    {"id":9,"created_at_i":1795262520,"type":"comment","author":null,"text":null,"parent_id":8,"story_id":7,"children":[]}]}]})");
  REQUIRE(read.posts.size() == 2);
  CHECK(read.posts[0].reply_to.empty());
  CHECK(read.posts[0].thread.empty());
  CHECK(read.posts[1].thread == "hackernews:7");
  CHECK(read.gone == Texts{"hackernews:9"});
}

TEST_CASE("Stack Exchange: ids hold the site, an answer's question is its thread, markup is plain text") {
  const auto read = read_as("stackexchange", R"({"items":[{"question_id":5,"link":"https://mare.example.com/questions/5/x","title":"Quanto &#232; alto?","creation_date":1795262400,
    "owner":{"user_id":3,"display_name":"Ad&#224;"},"score":-2,"answer_count":1,"view_count":90,"tags":["fari"],"body":"<p>Il faro &amp; il molo</p>",
    "comments":[{"comment_id":6,"post_id":5,"creation_date":1795262460,"owner":{"display_name":"x"},"score":0,"body":"Quale?"}],
    "answers":[{"answer_id":8,"question_id":5,"creation_date":1795262520,"owner":{"user_id":4,"display_name":"Ugo"},"score":3,"body":"<p>40 m</p>"}]}],
    "has_more":false,"quota_max":300,"quota_remaining":299})");
  REQUIRE(read.posts.size() == 3);
  CHECK(read.posts[0].id == "stackexchange:mare.example.com:5");
  CHECK(read.posts[0].title == "Quanto è alto?");
  CHECK(read.posts[0].text == "Il faro & il molo");
  CHECK(read.posts[0].author.name == "Adà");
  CHECK(read.posts[0].metrics.likes == -2);
  CHECK(read.posts[0].tags == Texts{"fari"});
  CHECK(read.posts[1].id == "stackexchange:mare.example.com:comment:6");
  CHECK(read.posts[1].reply_to == "stackexchange:mare.example.com:5");
  CHECK(read.posts[2].thread == "stackexchange:mare.example.com:5");
  CHECK(read.posts[2].url == "https://mare.example.com/a/8");
}

TEST_CASE("Stack Exchange: bodies that were not asked for, an error, somebody's inbox") {
  const auto bare = read_as("stackexchange", R"({"answer_id":8,"question_id":5,"creation_date":1795262520,"owner":{},"score":3})");
  REQUIRE(bare.refused.size() == 1);
  CHECK(bare.refused[0].find("filter=withbody") != std::string::npos);
  CHECK(read_as("stackexchange", R"({"error_id":502,"error_name":"throttle_violation","error_message":"too many requests"})").refused.size() == 1);
  CHECK(read_as("stackexchange", R"({"items":[{"is_unread":true,"item_type":"comment","body":"x","creation_date":1}]})").hidden == 1);
}

TEST_CASE("News API: the beginning of the article where that says more, pages where names should be, articles that were withdrawn") {
  const auto read = read_as("newsapi", R"({"status":"ok","totalResults":2,"articles":[{"source":{"id":null,"name":"Il Molo"},"author":"https://molo.example/redazione",
    "title":"Riaperto il faro","description":"Breve.","url":"https://www.molo.example/faro","urlToImage":"https://molo.example/f.jpg","publishedAt":"2026-11-20T09:00:00Z",
    "content":"Dopo dodici anni il faro \u00e8 di nuovo acceso\u2026 [+2045 chars]"},
    {"source":{"id":null,"name":"[Removed]"},"author":null,"title":"[Removed]","description":"[Removed]","url":"https://removed.com","publishedAt":"1970-01-01T00:00:00Z","content":"[Removed]"}]})");
  REQUIRE(read.posts.size() == 1);
  CHECK(read.posts[0].text == "Dopo dodici anni il faro è di nuovo acceso…");
  CHECK(read.posts[0].author.id == "https://molo.example/redazione");
  CHECK(read.posts[0].author.name.empty());
  CHECK(read.posts[0].source == "molo.example");
  CHECK(read.posts[0].media.size() == 1);
  CHECK(read.others == 1);
  CHECK(read_as("newsapi", R"({"status":"error","code":"apiKeyInvalid","message":"Your API key is invalid"})").refused.size() == 1);
  CHECK(sniffed_as("newsapi", R"({"totalArticles":0,"articles":[]})") > 50);
}

TEST_CASE("Event Registry: the time of publication before that of finding, duplicates, places out of the world") {
  const auto read = read_as("eventregistry", R"({"articles":{"results":[{"uri":"8001","lang":"ita","isDuplicate":true,"originalArticle":{"uri":"7000"},"date":"2026-11-20","time":"10:15:00",
    "dateTime":"2026-11-20T10:15:00Z","dateTimePub":"2026-11-20T09:00:00Z","dataType":"news","url":"https://molo.example/1","title":"Faro","body":"Acceso.",
    "source":{"uri":"molo.example","dataType":"news"},"authors":[{"uri":"ada@molo.example","name":"Ada Neri"}],"location":{"lat":95,"long":9}}],"totalResults":1}})");
  REQUIRE(read.posts.size() == 1);
  CHECK(read.posts[0].copy_of == "eventregistry:7000");
  CHECK(at(read.posts[0]) == "2026-11-20T09:00:00Z");
  CHECK(read.posts[0].lang == "it");
  CHECK_FALSE(read.posts[0].geo);
  CHECK(read.posts[0].author.id.empty());
  const auto found = read_as("eventregistry", R"({"8002":{"info":{"uri":"8002","url":"https://molo.example/2","title":"Altro","date":"2026-11-20","time":"10:15:00"}}})");
  REQUIRE(found.posts.size() == 1);
  CHECK(at(found.posts[0]) == "2026-11-20T10:15:00Z");
  CHECK(read_as("eventregistry", R"({"events":{"results":[],"totalResults":0}})").others == 1);
  CHECK(read_as("eventregistry", R"({"error":"The api key is not valid"})").refused.size() == 1);
}

TEST_CASE("Discourse: the topic's title belongs to its first post, hidden posts are gone, whispers and messages are private") {
  const std::string posts = R"("post_stream":{"posts":[{"id":1,"post_number":1,"topic_id":12,"username":"eva","user_id":4,"name":"Eva B","created_at":"2026-11-20T09:00:00.000Z","cooked":"<p>Ciao</p>",
    "avatar_template":"/user_avatar/forum.example.org/eva/{size}/1_2.png","actions_summary":[{"id":2,"count":5}],"reply_count":1,"post_type":1},
    {"id":2,"post_number":2,"topic_id":12,"username":"ugo","user_id":5,"created_at":"2026-11-20T09:05:00.000Z","cooked":"<p>no</p>","post_type":1,"hidden":true},
    {"id":3,"post_number":3,"topic_id":12,"username":"mod","user_id":6,"created_at":"2026-11-20T09:06:00.000Z","cooked":"<p>psst</p>","post_type":4},
    {"id":4,"post_number":4,"topic_id":12,"username":"mod","user_id":6,"created_at":"2026-11-20T09:07:00.000Z","cooked":"","post_type":3,"action_code":"closed.enabled"},
    {"id":5,"post_number":5,"topic_id":12,"username":"ugo","user_id":5,"created_at":"2026-11-20T09:08:00.000Z","cooked":"<p>S\u00ec</p>","post_type":1,"reply_to_post_number":1}]},
    "id":12,"title":"Il faro","views":70,"tags":["mare"])";
  const auto read = read_as("discourse", "{" + posts + R"(,"archetype":"regular"})");
  REQUIRE(read.posts.size() == 2);
  CHECK(read.posts[0].id == "discourse:forum.example.org:12/1");
  CHECK(read.posts[0].title == "Il faro");
  CHECK(read.posts[0].metrics.likes == 5);
  CHECK(read.posts[0].metrics.views == 70);
  CHECK(read.posts[1].title.empty());
  CHECK(read.posts[1].reply_to == "discourse:forum.example.org:12/1");
  CHECK(read.posts[1].thread == "discourse:forum.example.org:12");
  CHECK(read.gone == Texts{"discourse:forum.example.org:12/2"});
  CHECK(read.hidden == 1);
  CHECK(read.others == 1);
  const auto message = read_as("discourse", "{" + posts + R"(,"archetype":"private_message"})");
  CHECK(message.posts.empty());
  CHECK(message.hidden == 1);
  CHECK(read_as("discourse", R"({"errors":["The requested URL or resource could not be found."],"error_type":"not_found"})").refused.size() == 1);
}

TEST_CASE("TikTok's download: the account's own videos and comments, under old names and new ones") {
  const std::string lists = R"({"Videos":{"VideoList":[{"Date":"2026-11-20 09:00:00","Link":"https://www.tiktokv.com/share/video/7311000000000000001/","Likes":"12","WhoCanView":"Public","Title":"Il faro #mare"},
    {"Date":"2026-11-20 10:00:00","Link":"https://www.tiktokv.com/share/video/7311000000000000002/","Likes":"3","WhoCanView":"Friends"}]}})";
  const std::string comments = R"({"Comments":{"CommentsList":[{"date":"2026-11-20 11:00:00","comment":"Bella @ada","photo":"N/A","url":""},{"date":"2026-11-20 11:00:00","comment":"N/A"}]}})";
  const std::string old = R"({"Profile":{"Profile Information":{"ProfileMap":{"userName":"molo"}}},"Activity":{"Video Browsing History":{"VideoList":[{"Date":"2026-11-19 09:00:00","Link":"https://www.tiktokv.com/share/video/9/"}]}},
    "Direct Messages":{"Chat History":{"ChatHistory":{"Chat History with ada:":[{"Date":"2026-11-20 09:00:00","From":"ada","Content":"ciao"}]}}},"Comment":)" + comments + R"(,"Video":)" + lists + "}";
  const std::string recent = R"({"Profile And Settings":{"Profile Info":{"ProfileMap":{"userName":"molo"}}},"Your Activity":{},"Comment":)" + comments + R"(,"Post":{"Posts":)" +
                             lists.substr(lists.find(R"({"VideoList)"), lists.size() - lists.find(R"({"VideoList)") - 1) + R"(,"Recently Deleted Posts":{"PostList":[{"Date":"x"}]}}})";
  for (const std::string& download : {old, recent}) {
    CAPTURE(download);
    CHECK(sniffed_as("tiktok", download) > 50);
    const auto read = read_as("tiktok", download);
    REQUIRE(read.posts.size() == 2);
    CHECK(read.posts[0].id == "tiktok:7311000000000000001");
    CHECK(read.posts[0].url == "https://www.tiktok.com/@molo/video/7311000000000000001");
    CHECK(at(read.posts[0]) == "2026-11-20T09:00:00Z");
    CHECK(read.posts[0].published_at->quality == TimeQuality::exact);
    CHECK(read.posts[0].metrics.likes == 12);
    CHECK(read.posts[0].hashtags == Texts{"mare"});
    CHECK(read.posts[1].text == "Bella @ada");
    CHECK(read.posts[1].mentions == Texts{"ada"});
    CHECK(read.hidden == (download == old ? 2 : 1));
    CHECK(read.refused.empty());
  }
  CHECK(read_as("tiktok", old, true).posts.size() == 4);
  CHECK(sniffed_as("tiktok", R"({"Profile":{"name":"x"},"Video":[]})") == 0);
}

TEST_CASE("JSON of any make: names in use, an object around a list, two spellings of one name, errors") {
  const auto scraped = read_as("jsonl", R"({"id":7,"rawContent":"Torna la luce","date":"2026-11-20T09:30:00+00:00","user":{"username":"ada","displayname":"Ada Neri","followersCount":12},
    "likeCount":3,"retweetCount":"1.204","quoteCount":4,"inReplyToTweetId":0})");
  REQUIRE(scraped.posts.size() == 1);
  const Post& post = scraped.posts[0];
  CHECK(post.id == "jsonl:7");
  CHECK(post.author.name == "Ada Neri");
  CHECK(post.author.followers == 12);
  CHECK(post.metrics.reposts == 1204);
  CHECK(post.metrics.quotes == 4);
  CHECK(post.reply_to.empty());
  const auto wrapped = read_as("jsonl", R"({"total":2,"items":[{"title":"uno","author.name":"Ada"},{"title":"due","author":{"name":"Ugo"}},{"n":1},7]})");
  REQUIRE(wrapped.posts.size() == 2);
  CHECK(wrapped.posts[0].author.name == "Ada");
  CHECK(wrapped.posts[1].author.name == "Ugo");
  CHECK(wrapped.refused.size() == 2);
  CHECK(read_as("jsonl", R"({"text":"a","text":"b","full_text":"c"})").posts.at(0).text == "b");
  CHECK(read_as("jsonl", R"({"text":null,"body":["x"],"content":"c"})").posts.at(0).text == "x");
  for (const char* error : {R"({"error":"invalid_token","message":"expired"})", R"({"title":"Unauthorized","detail":"Unauthorized","status":401})", R"({"message":"Forbidden","error":403})"}) {
    CAPTURE(error);
    const auto read = read_as("jsonl", error);
    CHECK(read.posts.empty());
    REQUIRE(read.refused.size() == 1);
    CHECK(read.refused[0].starts_with("an error answer"));
    CHECK(sniffed_as("jsonl", error) == 0);
  }
  CHECK(read_as("jsonl", R"({"id":"1","text":"ciao","error":"none"})").posts.size() == 1);
}

TEST_CASE("What people say to each other at work and in Messenger is private, however little of it was kept") {
  const std::string message = R"({"type":"message","user":"U1","ts":"1762251300.000200","text":"ciao"})";
  CHECK(read_as("jsonl", message).hidden == 1);
  CHECK(read_as("jsonl", message).posts.empty());
  CHECK(read_as("jsonl", message, true).posts.size() == 1);
  CHECK(read_as("jsonl", R"({"ok":true,"messages":[)" + message + "," + message + "]}").hidden == 2);
  CHECK(read_as("jsonl", R"({"type":"message","user":"U1","ts":"1762251300","text":"ciao"})").posts.size() == 1);
  const std::string thread = R"({"participants":[{"name":"Ada"}],"messages":[{"sender_name":"Ada","timestamp_ms":1762251300000,"content":"ciao"}]})";
  CHECK(sniffed_as("facebook", thread) > 90);
  CHECK(read_as("facebook", thread).hidden == 1);
  CHECK(sniffed_as("facebook", R"({"participants":["Ada"],"messages":[{"text":"ciao"}]})") == 0);
}
