#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "text/claim.hpp"
#include "text/hybrid_tone.hpp"
#include "text/names.hpp"
#include "text/sensitive.hpp"
#include "text/topics.hpp"

namespace rtm::classify {

/// What one text says, whoever wrote it and whatever story it is in.
struct Reading {
  text::GeneralTopic topic;
  std::vector<text::Name> names;
  text::Tone tone;
  text::Claim claim;
  std::vector<text::SensitiveTag> sensitive;
  std::vector<text::Span> figures;  // grave words that do not mean what they say, see SensitiveTagger::figures
};

/// Reads texts. What was read lately is not read again: much of a stream is passed on word for word. Bounded: some two thousand
/// texts are remembered, by a hash so wide (64 bits) that equal hashes stand for equal texts. One thread at a time.
class TextReader {
 public:
  /// Valid until the next call and as long as `text`, of which `words` is the analysis.
  const Reading& read(std::string_view text, const text::Words& words, std::string_view lang);

 private:
  struct Known {
    std::uint64_t key = 0;
    std::vector<std::size_t> names;  // where each of the reading's names stands in the text
    Reading reading;
  };
  static constexpr std::size_t kMost = std::size_t{1} << 11;

  void learn(Known& known, std::string_view text, const text::Words& words, std::string_view lang);

  text::HybridTone tone_;
  text::SensitiveTagger sensitive_;
  text::TopicModel topics_;
  text::NameFinder names_;
  std::vector<Known> known_ = std::vector<Known>(kMost);
};

}  // namespace rtm::classify
