#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "ingest/post.hpp"

namespace rtm::ingest {

/// Members that the user wants left out: "geo", "author.name", …
class Drop {
 public:
  /// A list with commas, as typed after --drop. Throws Error for what no post has, and for what every post must have.
  void add(std::string_view typed);
  void apply(Post& post) const;

  bool empty() const { return members_.empty(); }
  /// True when all of the top-level member goes.
  bool whole(std::string_view member) const;
  /// True when the member, or a part of it, goes.
  bool touches(std::string_view member) const;

 private:
  std::vector<std::string> members_;
};

}  // namespace rtm::ingest
