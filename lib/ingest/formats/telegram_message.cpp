#include <algorithm>

#include "base/utf8.hpp"
#include "ingest/formats/telegram.hpp"

namespace rtm::ingest {

using record::Value;

std::string telegram_id(std::string_view chat, std::string_view message) {
  if (chat.empty() || message.empty()) return {};
  return std::string("telegram:").append(chat).append(":").append(message);
}

std::string_view utf16_part(std::string_view text, std::int64_t offset, std::int64_t length) {
  constexpr std::size_t kLongest = 1 << 16;  // a message has at most 4096 characters
  if (offset < 0 || length <= 0 || text.size() > kLongest) return {};
  std::size_t at = 0, from = std::string_view::npos;
  std::int64_t units = 0;
  const auto whole = static_cast<std::int64_t>(kLongest);
  const std::int64_t end = std::min(offset, whole) + std::min(length, whole);
  while (at < text.size() && units < end) {
    if (units == offset) from = at;
    units += utf8::next(text, at) >= 0x10000 ? 2 : 1;
  }
  return from == std::string_view::npos || units != end ? std::string_view{} : text.substr(from, at - from);
}

namespace {

/// One part of a text that means something. Bots say "text_link", clients "MessageEntityTextUrl".
void add_entity(std::string_view type, std::string_view shown, Value entity, Post& post) {
  if (type == "hashtag" || type == "MessageEntityHashtag") {
    add_once(post.hashtags, std::string(shown.substr(shown.starts_with('#') ? 1 : 0)));
  } else if (type == "mention" || type == "MessageEntityMention") {
    add_once(post.mentions, std::string(shown.substr(shown.starts_with('@') ? 1 : 0)));
  } else if (type == "text_mention") {
    add_once(post.mentions, first_of(entity["user"], {"username", "first_name"}).text());
  } else if (type == "text_link" || type == "MessageEntityTextUrl") {
    add_once(post.links, entity["url"].text());
  } else if (type == "url" || type == "MessageEntityUrl") {
    const bool scheme = shown.find("://") != std::string_view::npos;
    if (!shown.empty()) add_once(post.links, scheme ? std::string(shown) : "http://" + std::string(shown));
  }
}

void add_entities(Value entities, Post& post) {
  std::size_t n = 0;
  for (const Value one : entities.elements()) {
    if (++n > kMostEntities) return;
    const std::string_view shown = utf16_part(post.text, one["offset"].integer().value_or(-1), one["length"].integer().value_or(0));
    add_entity(first_of(one, {"type", "_"}).text(), shown, one, post);
  }
}

void add_bot_media(Value message, Post& post) {
  struct Kind {
    std::string_view member, type;
  };
  for (const Kind kind : {Kind{"photo", "image"}, Kind{"animation", "gif"}, Kind{"video", "video"}, Kind{"video_note", "video"},
                          Kind{"audio", "audio"}, Kind{"voice", "audio"}, Kind{"document", "document"}}) {
    if (!message[kind.member].exists()) continue;
    post.media.push_back({std::string(kind.type), {}, {}});
    return;  // a gif is told as a document, too
  }
}

std::string full_name(Value user) {
  std::string name = user["first_name"].text();
  const std::string last = user["last_name"].text();
  if (!name.empty() && !last.empty()) name += " ";
  return name + last;
}

void set_bot_author(Value message, Author& author) {
  const Value chat = message["sender_chat"].is_object() ? message["sender_chat"] : message["chat"];
  const bool person = message["from"].is_object() && !message["sender_chat"].is_object();
  const Value who = person ? message["from"] : chat;
  author.id = prefixed("telegram", who["id"]);
  author.handle = who["username"].text();
  author.name = person ? full_name(who) : who["title"].text();
}

/// The message that was passed on from a channel.
std::string origin(Value message) {
  const Value now = message["forward_origin"];
  if (now.is_object()) return telegram_id(id_text(now["chat"]["id"]), id_text(now["message_id"]));
  return telegram_id(id_text(message["forward_from_chat"]["id"]), id_text(message["forward_from_message_id"]));
}

}  // namespace

bool read_telegram_bot(Value message, Post& post) {
  begin_post(post, "telegram");
  const Value chat = message["chat"];
  const std::string id = id_text(chat["id"]);
  post.id = telegram_id(id, id_text(message["message_id"]));
  post.source = chat["title"].text();
  const std::string name = chat["username"].text();
  if (!name.empty()) post.url = "https://t.me/" + name + "/" + id_text(message["message_id"]);
  post.published_at = time_of(message["date"]);
  set_bot_author(message, post.author);
  const bool caption = !message["text"].is_string();
  post.text = message[caption ? "caption" : "text"].text();
  if (post.text.empty()) post.text = message["poll"]["question"].text();
  add_entities(message[caption ? "caption_entities" : "entities"], post);
  add_bot_media(message, post);
  post.reply_to = telegram_id(id, id_text(message["reply_to_message"]["message_id"]));
  if (message["message_thread_id"].exists()) post.thread = telegram_id(id, id_text(message["message_thread_id"]));
  post.repost_of = origin(message);
  const auto lat = message["location"]["latitude"].number();
  const auto lon = message["location"]["longitude"].number();
  if (lat && lon) post.geo = Geo{*lat, *lon};
  return chat["type"].text() != "private";
}

bool read_telegram_client(Value message, Post& post) {
  begin_post(post, "telegram");
  const Value peer = message["peer_id"];
  const std::string chat = id_text(first_of(peer, {"channel_id", "chat_id", "user_id"}));
  post.id = telegram_id(chat, id_text(message["id"]));
  post.source = first_of(message["_chat"].is_object() ? message["_chat"] : message["chat"], {"title", "username"}).text();
  const std::string name = first_of(message["_chat"].is_object() ? message["_chat"] : message["chat"], {"username"}).text();
  if (!name.empty()) post.url = "https://t.me/" + name + "/" + id_text(message["id"]);
  post.published_at = time_of(message["date"]);
  const Value from = message["from_id"];
  post.author.id = prefixed("telegram", from.is_object() ? first_of(from, {"user_id", "channel_id", "chat_id"}) : from);
  if (post.author.id.empty()) post.author.id = prefixed("telegram", chat);
  post.author.name = message["post_author"].text();
  post.text = message["message"].text();
  add_entities(message["entities"], post);
  post.metrics.views = count_of(message["views"]);
  post.metrics.reposts = count_of(message["forwards"]);
  post.metrics.replies = count_of(message["replies"]["replies"]);
  post.metrics.likes = count_all(message["reactions"]["results"], "count");
  post.reply_to = telegram_id(chat, id_text(message["reply_to"]["reply_to_msg_id"]));
  const Value forward = message["fwd_from"];
  post.repost_of = telegram_id(id_text(forward["from_id"]["channel_id"]), id_text(forward["channel_post"]));
  if (message["media"]["photo"].exists()) post.media.push_back({"image", {}, {}});
  const std::string page = message["media"]["webpage"]["url"].text();
  if (page.starts_with("http")) add_once(post.links, page);
  return !peer["user_id"].exists();
}

}  // namespace rtm::ingest
