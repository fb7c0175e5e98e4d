#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "ingest/post.hpp"

namespace rtm::ingest {

/// What makes posts with different ids one voice, as hashes; 0 where there is none. First the page's canonical address: alone for news and
/// blogs, with the words for what else stands on a page (comments, reviews). Second the words of a dispatch: news of kLeastWords
/// or more with the same words behind the dateline, whatever the title.
using VoiceKeys = std::array<std::uint64_t, 2>;
VoiceKeys voice_keys(const Post& post);

/// Tells posts that were there before under another id, and those that are nearly there: MinHash (Broder 1997) with one permutation in 16
/// bins (Li, Owen, Zhang 2012) over runs of three words; two posts are near when 10 of 16 bins agree, of 8 words at least.
/// Bounded: the last kKept posts, at about 320 bytes each with their keys, and 8 MiB of tables: 28 MiB in all.
class Voices {
 public:
  static constexpr std::size_t kKept = std::size_t{1} << 16;
  static constexpr std::size_t kLeastWords = 20;

  /// Copies may be `window` apart in event time; a post without a time is near all others.
  explicit Voices(Seconds window);

  struct Found {
    bool same = false;  // the same voice: to be folded
    std::string of;     // the id of the first; "" for what is new
  };
  /// Looks for what `post` repeats, and remembers it. Reposts, and what has an id that was there, are left alone.
  Found note(const Post& post);

 private:
  static constexpr std::size_t kBins = 16, kRows = 2, kBands = kBins / kRows;
  using Sketch = std::array<std::uint32_t, kBins>;

  struct Voice {
    std::string id;
    std::string first;  // the id of what it is a copy of, else its own
    std::optional<Time> at;
    VoiceKeys keys{};
    std::optional<Sketch> sketch;
  };

  static std::optional<Sketch> sketch_of(const Post& post);
  static std::size_t band(const Sketch& sketch, std::size_t index);
  bool in_window(const Voice& voice, const Post& post) const;
  const Voice* at(std::uint64_t number) const;
  const Voice* same(const VoiceKeys& keys, const Post& post) const;
  const Voice* near(const Sketch& sketch, const Post& post) const;
  void remember(Voice voice);

  Seconds window_;
  std::vector<Voice> ring_;       // voice n is at n % kKept
  std::uint64_t count_ = 0;       // voices so far
  std::unordered_map<std::uint64_t, std::uint64_t> keys_;  // of those in the ring: its number
  std::vector<std::uint64_t> bands_;                       // the number + 1 of the last voice with that band
};

}  // namespace rtm::ingest
