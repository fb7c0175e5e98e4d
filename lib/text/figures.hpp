#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace rtm::text {

/// How well answers agree with the truth: counts of truth against answer, and what follows from them.
class Figures {
 public:
  explicit Figures(std::vector<std::string> classes);

  /// Numbers of classes; `p` is what the answer claims for itself.
  void add(std::size_t truth, std::size_t answer, double p);

  const std::vector<std::string>& classes() const { return classes_; }
  std::uint64_t count(std::size_t truth, std::size_t answer) const { return counts_[truth * classes_.size() + answer]; }
  std::uint64_t total() const { return total_; }
  std::uint64_t of_truth(std::size_t k) const;
  std::uint64_t of_answer(std::size_t k) const;

  // 0..1; 0 where there is nothing to divide by.
  double accuracy() const;
  double precision(std::size_t k) const;
  double recall(std::size_t k) const;
  double f1(std::size_t k) const;
  /// Mean of f1() over the classes that occur in the truth.
  double macro_f1() const;
  /// Mean of p: close to accuracy() when the answers know how sure they can be.
  double mean_p() const;

 private:
  std::vector<std::string> classes_;
  std::vector<std::uint64_t> counts_;
  std::uint64_t total_ = 0;
  double p_ = 0;
};

}  // namespace rtm::text
