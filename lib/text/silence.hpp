#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

namespace rtm::text {

/// The tables that the words of a post are looked up in.
enum class Table : std::uint8_t { sentiment, offence, irony, claims, sensitive, frames, figures, moment_cues, topics, respellings, scenes, named_days };

/// Which tables have nothing to say of a word, in any language: most words begin no pattern of most tables.
class Silence {
 public:
  /// True when the table has nothing to say. Whether it has is asked once: `speaks()`, whose answer must not change.
  template <typename Speaks>
  bool of(Table table, Speaks speaks) {
    const auto bit = static_cast<std::uint16_t>(1U << static_cast<unsigned>(table));
    if ((asked_ & bit) == 0) {
      asked_ |= bit;
      if (!speaks()) silent_ |= bit;
    }
    return (silent_ & bit) != 0;
  }

 private:
  std::uint16_t asked_ = 0, silent_ = 0;  // bits
};

/// The silences of words met lately, so that one look at a word does for all tables: most of a stream is a few thousand words that
/// come over and over (Zipf 1949). Bounded: a later word takes the place of an earlier one, unless that is of the same text.
class Silences {
 public:
  void begin_text() { ++text_; }

  /// That of a word, by its hash; valid until the next text, nullptr where another word of this text has its place.
  Silence* of(std::uint64_t word) {
    Known& known = known_[word % kMost];
    if (known.word != word) {
      if (known.text == text_) return nullptr;
      known = {word, 0, {}};
    }
    known.text = text_;
    return &known.silence;
  }

 private:
  struct Known {
    std::uint64_t word = 0;
    std::uint32_t text = 0;  // that it was met in last
    Silence silence;
  };
  static constexpr std::size_t kMost = std::size_t{1} << 14;
  std::vector<Known> known_ = std::vector<Known>(kMost);
  std::uint32_t text_ = 0;
};

}  // namespace rtm::text
