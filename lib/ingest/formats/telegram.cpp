#include "ingest/formats/telegram.hpp"

#include <algorithm>
#include <array>

namespace rtm::ingest {

namespace {

using record::Value;

constexpr std::string_view kPlatform = "telegram";

/// Exports of Telegram Desktop (one chat, or all of an account), updates of the Bot API, and messages as clients of the platform's
/// own protocol write them down.
class TelegramReader : public Reader {
 public:
  void read(const Piece& piece, Sink& sink) override {
    sink_ = &sink;
    any(piece.json);
  }

 private:
  void any(Value value) {
    if (value.is_array()) {
      for (const Value one : value.elements()) any(one);
      return;
    }
    if (value["messages"].is_array() && value["type"].is_string()) return chat(value);
    if (account(value) || bot(value)) return;
    std::string scratch;
    const std::string_view kind = value["_"].string(scratch);
    if (kind == "Message") return give(read_telegram_client(value, post_));
    if (!kind.empty()) return sink_->skip(Skip::no_post);
    refuse_unknown(value, "an export or update of Telegram", *sink_);
  }

  void give(bool open) {
    if (!open && !sink_->wants_private()) return sink_->skip(Skip::private_post);
    const bool empty = post_.text.empty() && post_.media.empty() && !post_.geo;
    empty ? sink_->skip(Skip::no_post) : sink_->post(post_);
  }

  bool account(Value value) {
    bool found = false;
    for (const std::string_view list : {"chats", "left_chats"}) {
      const Value chats = value[list]["list"];
      found = found || chats.is_array();
      for (const Value one : chats.elements()) chat(one);
    }
    return found;
  }

  bool bot(Value value) {
    if (is_true(value["ok"]) && value["result"].exists()) {
      const Value result = value["result"];
      if (result.is_array() || result.is_object()) any(result);
      if (result.is_array() && result.size() == 0) sink_->skip(Skip::no_post);
      return true;
    }
    if (value["message_id"].exists() && value["chat"].is_object()) {
      give(read_telegram_bot(value, post_));
      return true;
    }
    for (const std::string_view kind : {"message", "channel_post", "edited_message", "edited_channel_post"}) {
      if (!value["update_id"].exists() || !value[kind].is_object()) continue;
      give(read_telegram_bot(value[kind], post_));
      return true;
    }
    if (value["update_id"].exists()) sink_->skip(value["business_message"].exists() ? Skip::private_post : Skip::no_post);
    return value["update_id"].exists();
  }

  // ---- exports

  void chat(Value chat) {
    const bool open = chat["type"].text().starts_with("public_");
    chat_ = id_text(chat["id"]);
    name_ = chat["name"].text();
    for (const Value one : chat["messages"].elements()) {
      if (!open && !sink_->wants_private()) {
        sink_->skip(Skip::private_post);
      } else {
        message(one);
      }
    }
  }

  void message(Value message) {
    if (message["type"].text() != "message") return sink_->skip(Skip::no_post);  // somebody joined, a picture was changed
    begin_post(post_, kPlatform);
    post_.id = telegram_id(chat_, id_text(message["id"]));
    post_.source = name_;
    post_.published_at = time_of(message["date_unixtime"]);
    if (!post_.published_at) post_.published_at = time_of(message["date"]);
    post_.author.id = prefixed(kPlatform, message["from_id"]);
    post_.author.name = message["from"].text();
    words(message["text"].is_string() && message["text_entities"].size() > 0 ? message["text_entities"] : message["text"]);
    if (post_.text.empty()) post_.text = message["poll"]["question"].text();
    const std::string peer = id_text(message["reply_to_peer_id"]);
    const std::string digits = peer.substr(std::min(peer.find_first_of("0123456789"), peer.size()));
    post_.reply_to = telegram_id(digits.empty() ? chat_ : digits, id_text(message["reply_to_message_id"]));
    post_.metrics.likes = count_all(message["reactions"], "count");
    media(message);
    const Value place = message["location_information"];
    const auto lat = place["latitude"].number();
    const auto lon = place["longitude"].number();
    if (lat && lon) post_.geo = Geo{*lat, *lon};
    give(true);
  }

  /// A text, or a list of its parts: plain strings, and objects that say what they are.
  void words(Value text) {
    post_.text = text.text();
    for (const Value part : text.elements()) {
      std::string shown = part.is_string() ? part.text() : part["text"].text();
      post_.text += shown;
      const std::string type = part["type"].text();
      if (type == "hashtag") add_once(post_.hashtags, shown.substr(shown.starts_with('#') ? 1 : 0));
      if (type == "mention") add_once(post_.mentions, shown.substr(shown.starts_with('@') ? 1 : 0));
      if (type == "mention_name") add_once(post_.mentions, shown);
      if (type == "text_link") add_once(post_.links, part["href"].text());
      if (type == "link") add_once(post_.links, shown.find("://") == std::string::npos ? "http://" + shown : shown);
    }
  }

  void media(Value message) {
    std::string type = message["media_type"].text();
    if (message["photo"].exists()) type = "image";
    if (type == "sticker") type = "image";
    if (type == "video_file" || type == "video_message") type = "video";
    if (type == "voice_message" || type == "audio_file") type = "audio";
    if (type == "animation") type = "gif";
    if (type.empty() && message["file"].exists()) type = "document";
    static constexpr std::array<std::string_view, 5> kTypes{"image", "video", "audio", "gif", "document"};
    if (std::find(kTypes.begin(), kTypes.end(), type) != kTypes.end()) post_.media.push_back({type, {}, {}});
  }

  Post post_;
  std::string chat_, name_;
  Sink* sink_ = nullptr;
};

int sniff(const Head& head) {
  const Value json = head.json;
  if (json["messages"].is_array() && json["type"].is_string() && json["id"].exists()) {
    return json["messages"][std::size_t{0}]["date"].exists() ? 100 : 60;
  }
  if (json["chats"]["list"].is_array()) return 100;
  if (is_true(json["ok"]) && json["result"].exists()) return 80;
  if (json["update_id"].exists()) return 95;
  if (json["message_id"].exists() && json["chat"]["id"].exists()) return 95;
  return json["_"].text() == "Message" && json["peer_id"].is_object() ? 100 : 0;
}

std::unique_ptr<Reader> make(const Settings&) { return std::make_unique<TelegramReader>(); }

}  // namespace

const Format kTelegramFormat{"telegram", "Telegram: exports of Telegram Desktop, updates of the Bot API, messages of clients", Framing::json,
                             sniff, make};

}  // namespace rtm::ingest
