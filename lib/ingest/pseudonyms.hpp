#pragma once
#include <string>
#include <string_view>

#include "base/keyed_hash.hpp"
#include "ingest/post.hpp"

namespace rtm::ingest {

/// Puts keyed hashes in the place of people: the same person on the same platform is the same hash wherever named.
class Pseudonyms {
 public:
  explicit Pseudonyms(KeyedHash hash) : hash_(hash) {}

  /// The author's id, handle and name, the mentions, @names and u/names in title and text, and a source that is the author. Addresses
  /// which name somebody go, those in the text too; ids which are addresses are hashed behind their prefix.
  void apply(Post& post) const;
  /// Also for tombstones: the id of the same post.
  std::string id(const std::string& id) const;

 private:
  std::string person(std::string_view platform, std::string_view what, std::string_view name) const;
  std::string words(std::string_view text, const Post& post) const;

  KeyedHash hash_;
};

}  // namespace rtm::ingest
