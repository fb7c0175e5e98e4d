#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "classify/post_facts.hpp"
#include "text/words.hpp"

namespace rtm::classify {

/// Turns words into the terms that stories are compared by: function words, mentions, links, emoji, single letters and
/// single digits go; the rest is stemmed and hashed; a hashtag counts whole and, in camel case, by its parts.
/// Keeps a small cache of stems: reuse one extractor for the whole stream.
class TermExtractor {
 public:
  /// The terms of a text; valid until the next call. At most kMost, the first ones.
  std::span<const Term> extract(const text::Words& words, std::string_view lang);

  static constexpr std::size_t kMost = 64;

 private:
  void add(std::string_view folded, std::uint64_t hash, std::string_view lang, float weight, bool tagged);
  std::uint64_t term_of(std::string_view folded, std::uint64_t hash, std::string_view lang);

  struct Cached {
    std::uint64_t word = 0, term = 0;  // 0: the word tells nothing
  };
  static constexpr std::size_t kCache = std::size_t{1} << 16;
  std::vector<Cached> cache_ = std::vector<Cached>(kCache);
  std::vector<Term> terms_;
};

/// The hash by which ids and links are remembered.
std::uint64_t hash_of(std::string_view text);

/// Who speaks, hashed: the author; where the source names none, each post is a voice of its own.
inline std::uint64_t voice_of(const PostFacts& post) { return hash_of(post.author.empty() ? post.id : post.author); }

}  // namespace rtm::classify
