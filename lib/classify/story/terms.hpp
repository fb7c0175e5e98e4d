#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "classify/post_facts.hpp"
#include "classify/story/compounds.hpp"
#include "text/words.hpp"

namespace rtm::classify {

/// Turns words into the terms that stories are compared by: function words, mentions, links, emoji, single letters and
/// single digits go; the rest is stemmed and hashed; a hashtag counts whole and by its parts, by capitals and by what the stream
/// writes apart; words that come as a hashtag elsewhere count as that, too.
/// Keeps a small cache of stems: reuse one extractor for the whole stream.
class TermExtractor {
 public:
  /// `compounds` may be null and must outlive this. `stems`, a power of two: how many are kept.
  explicit TermExtractor(Compounds* compounds = nullptr, std::size_t stems = std::size_t{1} << 16) : cache_(stems), compounds_(compounds) {}

  /// The terms of a text; valid until the next call. At most kMost, the first ones.
  std::span<const Term> extract(const text::Words& words, std::string_view lang);

  static constexpr std::size_t kMost = 64;

 private:
  /// What is kept of a word.
  struct Cached {
    std::uint64_t word = 0, term = 0;  // 0: the word tells nothing
    std::uint64_t spelling = 0;
  };
  /// A word of the post at hand.
  struct Spoken {
    std::uint64_t spelling;
    bool telling;  // it may begin or end a compound
  };

  static std::uint64_t key_of(std::uint64_t hash, std::string_view lang);
  const Cached& look_up(std::string_view folded, std::uint64_t hash, std::string_view lang);
  void add(std::uint64_t term, float weight, bool tagged);
  void add(std::string_view folded, std::uint64_t hash, std::string_view lang, float weight, bool tagged);
  void add_tag(std::string_view folded, std::string_view lang);
  void add_compounds(std::span<const text::Word> words, std::string_view lang);
  void add_compound(std::span<const text::Word> words, std::size_t first, std::size_t n, const Spelling& spelling, std::size_t second, std::string_view lang);

  std::vector<Cached> cache_;
  std::vector<Term> terms_;
  Compounds* compounds_;
  std::vector<Spoken> spoken_;  // by word
};

/// The hash by which ids and links are remembered.
std::uint64_t hash_of(std::string_view text);

/// Who speaks, hashed: the author; where the source names none, each post is a voice of its own.
inline std::uint64_t voice_of(const PostFacts& post) { return hash_of(post.author.empty() ? post.id : post.author); }

}  // namespace rtm::classify
