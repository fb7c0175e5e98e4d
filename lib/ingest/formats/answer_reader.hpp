#pragma once
#include <string>
#include <utility>

#include "ingest/formats/social.hpp"
#include "ingest/html.hpp"

namespace rtm::ingest {

/// What the readers of APIs have in common that answer with one thing or a list of things: the way down to each of them, and the
/// way out for its post. A format says in any() what its things are.
class AnswerReader : public Reader {
 public:
  void read(const Piece& piece, Sink& sink) override {
    sink_ = &sink;
    any(piece.json);
  }

 protected:
  /// One answer, or one of the things in it.
  virtual void any(record::Value value) = 0;

  /// Each element; an empty list is understood and holds no post.
  void all(record::Value list) {
    for (const record::Value one : list.elements()) any(one);
    if (list.size() == 0) skip();
  }

  void skip() { sink_->skip(Skip::no_post); }

  /// False for what is not public and not asked for, which is then counted.
  bool wanted(bool open) {
    if (open || sink_->wants_private()) return true;
    sink_->skip(Skip::private_post);
    return false;
  }

  /// Hands over post_, the links in its text added.
  void give() {
    add_links(post_.text, post_.links);
    sink_->post(post_);
  }

  void gone(std::string id, std::optional<Time> at = std::nullopt) { sink_->tombstone({std::move(id), post_.platform, at}); }

  Post post_;
  Sink* sink_ = nullptr;
};

}  // namespace rtm::ingest
