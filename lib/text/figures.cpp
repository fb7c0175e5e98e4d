#include "text/figures.hpp"

#include <algorithm>

namespace rtm::text {

namespace {

double ratio(double part, double whole) { return whole > 0 ? part / whole : 0; }

}  // namespace

Figures::Figures(std::vector<std::string> classes) : classes_(std::move(classes)), counts_(classes_.size() * classes_.size()) {}

void Figures::add(std::size_t truth, std::size_t answer, double p) {
  ++counts_[truth * classes_.size() + answer];
  ++total_;
  p_ += p;
}

std::uint64_t Figures::of_truth(std::size_t k) const {
  std::uint64_t sum = 0;
  for (std::size_t answer = 0; answer < classes_.size(); ++answer) sum += count(k, answer);
  return sum;
}

std::uint64_t Figures::of_answer(std::size_t k) const {
  std::uint64_t sum = 0;
  for (std::size_t truth = 0; truth < classes_.size(); ++truth) sum += count(truth, k);
  return sum;
}

double Figures::accuracy() const {
  std::uint64_t right = 0;
  for (std::size_t k = 0; k < classes_.size(); ++k) right += count(k, k);
  return ratio(static_cast<double>(right), static_cast<double>(total_));
}

double Figures::precision(std::size_t k) const {
  return ratio(static_cast<double>(count(k, k)), static_cast<double>(of_answer(k)));
}

double Figures::recall(std::size_t k) const {
  return ratio(static_cast<double>(count(k, k)), static_cast<double>(of_truth(k)));
}

double Figures::f1(std::size_t k) const {
  return ratio(2 * static_cast<double>(count(k, k)), static_cast<double>(of_truth(k) + of_answer(k)));
}

double Figures::macro_f1() const {
  double sum = 0;
  std::size_t seen = 0;
  for (std::size_t k = 0; k < classes_.size(); ++k) {
    if (of_truth(k) == 0) continue;
    sum += f1(k);
    ++seen;
  }
  return ratio(sum, static_cast<double>(seen));
}

double Figures::mean_p() const { return ratio(p_, static_cast<double>(total_)); }

}  // namespace rtm::text
