#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "classify/moment/counts.hpp"

namespace rtm::classify {

/// Do a story's posts tell of one event, or do they only use the same words? Two posts tell of the same where they share at least
/// two words that are together much rarer than would single one story out; what counts is how many of the last few posts of other
/// voices a new one is tied to so: who signs every post with the same words tells of nothing, nor do hashtags alone: a group may sign
/// whatever it says with two. A text said once more says nothing.
/// A centroid cannot tell: posts that each share another word with it fill it just as well.
/// Bounded: the most telling words of the last kPosts posts.
class Cohesion {
 public:
  struct Telling {
    std::uint64_t term;
    float idf;
    bool tagged = false;  // in hashtags only
  };

  /// Weighs the post with these words against those before, then remembers it. `voice`: who speaks, hashed; `single`: the idf,
  /// summed, that singles one story out.
  void add(std::span<const Telling> words, std::uint64_t voice, double single);
  /// Takes in the other's mean, and its posts where there is room.
  void absorb(const Cohesion& other);

  /// 0..1: of the posts before, those that one of the last posts is tied to.
  double value() const { return tied_.value(); }
  /// 0..1: of the posts, those of another voice that say what one of the last ones said.
  double repeats() const { return again_.value(); }
  /// How many different things were said, as far as the last kPosts tell.
  std::uint32_t posts() const { return posts_; }

  static constexpr std::size_t kPosts = 6;
  static constexpr std::size_t kWords = 12;
  static constexpr double kRarer = 4;  // as a natural logarithm

 private:
  struct Sketch {
    std::uint32_t voice = 0;
    std::array<std::uint32_t, kWords> words{};  // by half a hash, 0 for none
  };

  std::vector<Sketch> last_;
  std::uint32_t posts_ = 0, weighed_ = 0, compared_ = 0;  // that were remembered, weighed, and compared
  RunningMean<5> tied_;
  RunningMean<10> again_;
};

}  // namespace rtm::classify
