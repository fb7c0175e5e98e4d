#pragma once
#include <array>
#include <bitset>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "text/acquaintance.hpp"
#include "text/span.hpp"
#include "text/words.hpp"

namespace rtm::text {

/// What a text is about in general.
struct GeneralTopic {
  std::string_view id;      // "politics", "sport", …; "" for none
  double p = 0;             // calibrated on posts held out; at least kTopicP
  std::vector<Span> spans;  // the words that tell most, at most three, in the order of the text
};

constexpr double kTopicP = 0.4;  // a topic less likely than that is not named

/// The general topic of a text, if it has one: a softmax regression over words of lists (data/topic_words.tsv) and stems
/// learned from labelled sentences and posts (data/topic_model.tsv, by tests/bench/train_topics.cpp), in six languages.
///
/// A word is looked up as it is and by its beginnings, the longest listed one counts; a word that comes twice counts once. A word
/// that no table knows says nothing, so a text of such words has no topic; in other languages than English, of which the learned
/// stems saw little, a topic also takes a listed word. The sums of long texts are damped by the root of
/// their length. Keeps scratch space: one thread at a time. Allocates nothing in the steady state.
class TopicModel {
 public:
  static constexpr std::size_t kTopics = 13, kClasses = kTopics + 1, kNone = kTopics;
  static constexpr std::size_t kMostWords = 512;  // of a text; the rest is not looked at
  static constexpr std::size_t kShort = 5, kLong = 7;  // characters of the stems that are learned
  using Sums = std::array<float, kClasses>;

  enum class Tables : std::uint8_t { words, all };
  /// Reads the tables that ship, or that of the lists alone (for the trainer). Throws Error when a row is bad.
  explicit TopicModel(Tables tables = Tables::all);
  TopicModel(const TopicModel&) = delete;
  TopicModel& operator=(const TopicModel&) = delete;

  std::string_view name(std::size_t topic) const { return names_[topic]; }
  /// The number of a topic, or of "none". Throws Error for an unknown name.
  std::size_t number_of(std::string_view name) const;

  /// Valid until the next call. `lang` "" or another than the six: "" is taken for any of them, of another nothing is said.
  const GeneralTopic& of(std::span<const Word> words, std::string_view lang);

  /// Strengths of the listed words by topic, in halves, each word once.
  Sums listed(std::span<const Word> words, std::string_view lang);
  /// By which the sums of a text of so many words are damped.
  static float share(std::size_t words);
  /// Bits of the languages that a text may be in: all six for "", none for another.
  static unsigned languages_of(std::string_view lang);
  static constexpr std::array<std::string_view, 6> kLanguages{"it", "en", "es", "fr", "de", "pt"};
  static bool tells(const Word& word) { return word.kind == WordKind::word || word.kind == WordKind::hashtag; }

 private:
  struct Listed {
    std::int8_t topic = -1;  // -1: none
    std::uint8_t halves = 0;
  };
  /// All that the tables say of one word or stem.
  struct Entry {
    std::array<Listed, 6> listed;  // by language
    std::array<std::int8_t, kClasses> weights{};
    std::uint8_t langs = 0;  // bits of those that the weights were learned in: "donna" is a name to an English text
    std::uint32_t seen = 0;  // the text that it was met in last
  };
  struct Evidence {
    const Word* word;
    Sums sums;
  };

  void read_words();
  void read_weights();
  Entry& entry(std::string_view stem);
  template <typename Use>
  void look_up(std::string_view word, Use use);
  Listed strongest(const Entry& entry, unsigned langs) const;
  bool weigh(const Word& word, unsigned langs, Sums& sums);
  void tell_spans(std::size_t topic);

  std::vector<std::string> names_;
  std::vector<Entry> entries_;
  struct Slot {
    std::uint64_t hash = 0;
    std::uint32_t entry = 0;  // number + 1; 0 for an empty slot
  };
  std::vector<Slot> slots_;  // open addressing, a power of two
  std::bitset<std::size_t{1} << 18> maybe_;
  Acquaintance<Entry*> met_;
  Sums bias_{};
  float scale_ = 0, half_ = 1;
  std::uint32_t text_ = 0;
  unsigned listed_topics_ = 0;  // bits of those that a listed word of this text speaks for
  std::vector<Evidence> evidence_;
  GeneralTopic topic_;
};

}  // namespace rtm::text
