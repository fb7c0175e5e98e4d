#include "ingest/formats/x.hpp"

namespace rtm::ingest {

namespace {

using record::Value;

/// The files of an account's archive: scripts that assign lists ("window.YTD.tweets.part0 = [...]"). Only posts are read of them.
/// They do not say whose account it is: account.js does.
class XArchiveReader : public Reader {
 public:
  void read(const Piece& piece, Sink& sink) override {
    sink_ = &sink;
    file_ = piece.event;
    if (piece.json.is_array()) {
      for (const Value one : piece.json.elements()) element(one);
      if (piece.json.size() == 0) sink.skip(Skip::no_post);
      return;
    }
    element(piece.json);
  }

 private:
  bool is_file(std::string_view name) const { return file_.find(name) != std::string_view::npos; }

  void element(Value value) {
    if (value["dmConversation"].is_object()) return conversation(value["dmConversation"]);
    const Value tweet = value["tweet"].is_object() ? value["tweet"] : value;
    if (tweet["deleted_at"].exists() || is_file("deleted_tweet")) return gone(tweet);
    if (is_x_v1(tweet)) return post(tweet);
    if (value.is_object() && value.size() == 1) return sink_->skip(Skip::no_post);  // likes, followers, notes, …
    refuse_unknown(value, "an element of an archive of X", *sink_);
  }

  /// What a circle reads is private.
  void post(Value tweet) {
    const bool open = read_x(x_from_v1(tweet), post_) && !is_file("circle");
    if (!open && !sink_->wants_private()) return sink_->skip(Skip::private_post);
    sink_->post(post_);
  }

  void gone(Value tweet) {
    Tombstone tombstone{prefixed(kXPlatform, first_of(tweet, {"id_str", "id"})), std::string(kXPlatform), std::nullopt};
    if (const auto at = time_of(tweet["deleted_at"])) tombstone.deleted_at = at->at;
    sink_->tombstone(tombstone);
  }

  void conversation(Value conversation) {
    if (!sink_->wants_private()) return sink_->skip(Skip::private_post);
    for (const Value one : conversation["messages"].elements()) {
      const Value message = one["messageCreate"];
      begin_post(post_, kXPlatform);
      post_.id = prefixed(kXPlatform, message["id"]);
      post_.author.id = prefixed(kXPlatform, message["senderId"]);
      post_.published_at = x_time(message["createdAt"], message["id"]);
      post_.thread = prefixed(kXPlatform, conversation["conversationId"]);
      XText text(message["text"].text(), message["id"], {}, post_);
      for (const Value url : message["urls"].elements()) text.url(url);
      post_.text = text.take();
      post_.id.empty() ? sink_->skip(Skip::no_post) : sink_->post(post_);
    }
  }

  Post post_;
  std::string_view file_;
  Sink* sink_ = nullptr;
};

int sniff(const Head& head) {
  if (head.event.starts_with("window.YTD.") || head.event.starts_with("Grailbird.data.")) return 100;
  return head.json["tweet"].is_object() && is_x_v1(head.json["tweet"]) ? 95 : 0;
}

std::unique_ptr<Reader> make(const Settings&) { return std::make_unique<XArchiveReader>(); }

}  // namespace

const Format kXArchiveFormat{"x-archive", "the archive of an X account: tweets.js and its kin", Framing::json, sniff, make};

}  // namespace rtm::ingest
