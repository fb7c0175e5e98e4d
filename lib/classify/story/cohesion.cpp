#include "classify/story/cohesion.hpp"

#include <algorithm>
#include <utility>

namespace rtm::classify {

namespace {

constexpr std::size_t kLeastShared = 2;
constexpr double kSame = 0.9;  // of the words of the longer post: a text said again

std::uint32_t half(std::uint64_t hash) { return static_cast<std::uint32_t>(hash >> 32) | 1U; }

}  // namespace

void Cohesion::add(std::span<const Telling> words, std::uint64_t voice, double single) {
  std::array<Telling, kWords> top;
  const auto end = std::partial_sort_copy(words.begin(), words.end(), top.begin(), top.end(), [](const Telling& a, const Telling& b) {
    return a.idf != b.idf ? a.idf > b.idf : a.term < b.term;
  });
  const auto count = static_cast<std::size_t>(end - top.begin());
  Sketch own{half(voice), {}};
  for (std::size_t i = 0; i < count; ++i) own.words[i] = half(top[i].term);
  std::size_t tied = 0, others = 0;
  for (const Sketch& other : last_) {
    double shared = 0;
    std::size_t n = 0;
    bool said = false;
    for (std::size_t i = 0; i < count; ++i) {
      if (std::find(other.words.begin(), other.words.end(), own.words[i]) == other.words.end()) continue;
      shared += static_cast<double>(top[i].idf);
      ++n;
      said = said || !top[i].tagged;
    }
    const auto most = std::max(count, static_cast<std::size_t>(std::find(other.words.begin(), other.words.end(), 0U) - other.words.begin()));
    if (static_cast<double>(n) >= kSame * static_cast<double>(most)) {
      if (other.voice != own.voice) again_.add(1, ++compared_);
      return;
    }
    if (other.voice == own.voice) continue;
    ++others;
    tied += said && n >= kLeastShared && shared - single >= kRarer;
  }
  if (others > 0) again_.add(0, ++compared_);
  if (others > 0) tied_.add(static_cast<double>(tied) / static_cast<double>(others), ++weighed_);
  if (last_.size() < kPosts) {
    last_.push_back(own);
  } else {
    last_[posts_ % kPosts] = own;
  }
  ++posts_;
}

void Cohesion::absorb(const Cohesion& other) {
  tied_.absorb(other.tied_, weighed_, other.weighed_);
  weighed_ += other.weighed_;
  again_.absorb(other.again_, compared_, other.compared_);
  compared_ += other.compared_;
  for (const Sketch& sketch : other.last_) {
    if (last_.size() < kPosts) last_.push_back(sketch);
  }
  posts_ += other.posts_;
}

}  // namespace rtm::classify
