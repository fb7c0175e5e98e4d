#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "record/record.hpp"
#include "score/fold.hpp"
#include "score/post.hpp"

namespace rtm::score {

/// The stories of a stream, in bounded memory however long it is.
///
/// Most stories never grow: the first posts of one are kept as they came and folded once there are kYoung of them, or as
/// soon as one is about the brand. When there are too many stories a quarter is let go: first those in which nothing
/// happens, then those that have been silent longest; never, before all others, one about the brand.
class Stories {
 public:
  static constexpr std::size_t kMostFolded = 20'000;
  static constexpr std::size_t kMostYoung = 40'000;

  /// Stories of fewer than `least` posts are of no use unless they are about the brand.
  explicit Stories(std::int64_t least);

  /// REQUIRES a post with a member `classify`. Its `same_as` names a story that turned out to be this one.
  void add(const Post& post);
  /// Takes a post's words and author out of what will be given; it stays counted.
  void withdraw(std::string_view post_id);
  /// Lets go what has been silent since before `horizon`, unless it is about the brand.
  void forget(Time horizon);

  struct Story {
    std::string id;
    const Fold* fold;  // valid until the next call
  };
  /// Those worth an opportunity, by id.
  std::vector<Story> worth();

  /// The posts of all stories that were alive at `horizon` or since.
  std::int64_t posts_since(Time horizon) const;

  std::size_t size() const { return folded_.size() + young_.size(); }

 private:
  /// A story that may never grow.
  struct Young {
    std::string lines;                 // each with its line feed
    std::vector<std::uint64_t> posts;  // the hashes of their ids
    std::optional<Time> last_at;
    bool matters = false;  // something is happening
  };

  template <typename Story>
  using ById = std::unordered_map<std::string, Story, ViewHash, std::equal_to<>>;

  static void keep(const Post& post, Young& young);
  bool keeps(const Post& post, const Young& young) const;
  Fold& grow_up(std::string_view id);
  void join(Fold& story, std::string_view other);
  void make_room();
  void sweep();

  std::int64_t least_;
  std::size_t kept_posts_;  // a story of more posts is folded
  ById<Fold> folded_;
  ById<Young> young_;
  std::unordered_set<std::uint64_t> withdrawn_;  // hashes of ids, taken out together
  text::Words words_;
  record::Record again_;
};

}  // namespace rtm::score
