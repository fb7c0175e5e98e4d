#pragma once
#include <cstddef>
#include <cstdint>
#include <deque>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/time.hpp"
#include "text/words.hpp"

namespace rtm::classify {

/// What the posts of one occasion speak of: those of the last hour one by one, those before it as counts. Bounded: of a
/// busy hour the last kMostRecent posts; of the words before, the kMostWords that came most often.
class Course {
 public:
  /// How a word is written; where a sentence begins a capital says nothing.
  enum class Form : std::uint8_t { plain, name, unknown };
  /// `word` is of `text`. German writes all its nouns with a capital.
  static Form form_of(const text::Word& word, std::string_view text, std::string_view lang);
  /// A word of a post, by the hash of its stem.
  struct Spoken {
    std::uint64_t hash;
    Form form;
  };
  struct Count {
    std::size_t voices = 0;            // different authors with the word
    std::size_t plain = 0, names = 0;  // times it was written so
  };

  /// Adds a post of `voice` (who speaks, hashed; copies are no voices of their own). A post from before the last hour is
  /// counted there.
  void add(Time at, std::uint64_t voice, std::vector<Spoken> words);

  /// Of the word in the last hour.
  Count recent(std::uint64_t word) const;
  /// The share of the earlier posts that held the word.
  double usual_share(std::uint64_t word) const;
  /// What share of posts hold a word that `with` of `all` held, as far as these tell: some are imagined before the first.
  static double share_of(double with, double all);

  std::size_t recent_posts() const { return recent_.size(); }
  /// Posts before the last hour.
  double earlier_posts() const { return earlier_posts_; }
  Time last() const { return last_; }

  static constexpr std::size_t kMostRecent = 256;
  static constexpr std::size_t kMostWords = 4096;
  static constexpr Seconds kRecent{std::chrono::hours{1}};

 private:
  struct Post {
    Time at;
    std::uint64_t voice;
    std::vector<Spoken> words;
  };

  void retire(const Post& post);

  std::deque<Post> recent_;
  std::unordered_map<std::uint64_t, float> earlier_;
  double earlier_posts_ = 0;
  Time last_{};
};

}  // namespace rtm::classify
