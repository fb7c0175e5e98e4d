#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace rtm::score {

/// In how many posts each word is. Words are told apart by their hash (text::word_hash); a table that holds too many is
/// thinned after each post, so that it holds 2 `most` and the words of one post.
class WordCounts {
 public:
  struct Entry {
    std::string word;
    std::uint64_t hash;
    std::int64_t posts;
    std::int64_t last;  // the post that was counted last
  };

  /// One more post has the word. `post` is another number for every post (1, 2, …), so that each counts a word once.
  /// REQUIRES fewer than 65,535 words.
  void add(std::string_view word, std::uint64_t hash, std::int64_t post);
  void add_all(const WordCounts& others);

  /// How many posts have it.
  std::int64_t posts(std::uint64_t hash) const;

  /// Of a table of 2 `most` words or more, drops the rarer ones: `most` are left, or fewer.
  void thin(std::size_t most);

  const std::vector<Entry>& all() const { return entries_; }

 private:
  Entry& entry(std::string_view word, std::uint64_t hash);
  std::size_t slot(std::uint64_t hash) const;
  void index();

  std::vector<Entry> entries_;
  std::vector<std::uint16_t> slots_;  // 1 + the place of an entry, by its hash with open addressing; 0 is free
};

}  // namespace rtm::score
