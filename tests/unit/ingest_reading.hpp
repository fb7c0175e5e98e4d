#pragma once
#include <catch2/catch.hpp>

#include <string>
#include <string_view>
#include <vector>

#include "ingest/format.hpp"

namespace rtm::ingest {

/// Everything that a reader gives, in order.
class Gathered final : public Sink {
 public:
  explicit Gathered(bool private_too = false) : private_too_(private_too) {}

  void post(Post& post) override { posts.push_back(post); }
  void tombstone(const Tombstone& tombstone) override { gone.push_back(tombstone.id); }
  void pass(const Canonical& record) override { passed.emplace_back(record.value.raw()); }
  void skip(Skip why) override { ++(why == Skip::private_post ? hidden : others); }
  void refuse(std::size_t, std::string_view why) override { refused.emplace_back(why); }
  bool wants_private() const override { return private_too_; }

  std::vector<Post> posts;
  std::vector<std::string> gone, passed, refused;
  int hidden = 0, others = 0;  // private posts; what is no post

 private:
  bool private_too_;
};

/// What the format's reader makes of one JSON value, or of the lines of a table; `sniffed` is what it says of it beforehand.
inline Gathered read_as(std::string_view name, std::string_view text, bool private_too = false) {
  const Format* format = find_format(name);
  REQUIRE(format != nullptr);
  const auto reader = format->make(Settings{{}, {}, "test"});
  Gathered all(private_too);
  record::Document document;
  REQUIRE_FALSE(document.parse(text));
  reader->read(Piece{text, document.root(), {}}, all);
  return all;
}

inline int sniffed_as(std::string_view name, std::string_view text) {
  record::Document document;
  const bool json = !document.parse(text);
  return find_format(name)->sniff(Head{text, json ? document.root() : record::Value{}, {}});
}

}  // namespace rtm::ingest
