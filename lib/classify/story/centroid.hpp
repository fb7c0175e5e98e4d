#pragma once
#include <cstdint>
#include <vector>

namespace rtm::classify {

/// One weighted term of a story.
struct Weighted {
  std::uint64_t hash;
  float weight;
};

/// The words of a story: the sum of its posts' tf-idf weights, each post's scaled to 1. Bounded: the lightest terms go when
/// there are more than kMost.
class Centroid {
 public:
  struct Added {
    float weight;  // of the term, now
    bool fresh;    // it was not there
  };
  Added add(std::uint64_t hash, float weight);
  /// Takes the other's weights in.
  void absorb(const Centroid& other);

  /// By hash.
  const std::vector<Weighted>& terms() const { return terms_; }
  /// The `n` heaviest, heaviest first.
  std::vector<Weighted> heaviest(std::size_t n) const;
  /// Of all weights, those let go included.
  double total() const { return total_; }
  bool empty() const { return terms_.empty(); }
  /// 0 where the term is not there.
  float weight(std::uint64_t hash) const;

  static constexpr std::size_t kMost = 96;
  static constexpr std::size_t kKept = 64;

 private:
  void trim();

  std::vector<Weighted> terms_;
  double total_ = 0;
};

/// The Bhattacharyya coefficient of the two as distributions over terms: 0 for nothing in common, 1 for the same.
double affinity(const Centroid& a, const Centroid& b);

}  // namespace rtm::classify
