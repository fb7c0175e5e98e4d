#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "brand/profile.hpp"
#include "classify/example_words.hpp"
#include "classify/reproach.hpp"
#include "record/record.hpp"
#include "text/phrases.hpp"
#include "text/span.hpp"

namespace rtm::classify {

/// One thing of the profile that a post speaks of: "theme/ID", "perimeter", "offlimits/ID", "audience/ID", "place/ID".
struct Topic {
  std::uint32_t number;  // of BrandMatcher::topic_id()
  double p;              // 1 - 0.5^n for n different phrases found; .5 for what only the occasion or an example speaks of
  std::vector<text::Span> spans;
};

/// What a post has to do with the brand.
struct BrandMatch {
  std::vector<Topic> topics;  // by number
  bool mention = false;       // names the brand, an account of it, or a product by a name of its own (Entry::proper, capital_only)
  bool own = false;           // written by an account of the brand
  bool addressed = false;     // mentions an account of the brand, or answers one
  bool reproached = false;    // names the brand and holds something against it (Reproach)
  bool placed = false;        // comes from a place of the brand's, or names one
  std::vector<std::uint32_t> products, competitors;  // indexes into the profile's lists, ascending
};

/// Finds in posts what a brand profile lists, in one pass over the text. An ambiguous word of a theme counts in company of another
/// phrase of the theme or a word of its examples; a post much like an example speaks of the theme without any of its phrases.
class BrandMatcher {
 public:
  /// `profile` must outlive this. Throws Error when a pattern is no pattern.
  explicit BrandMatcher(const brand::Profile& profile);

  /// `text` is the post's words as analysed. Valid until the next call.
  const BrandMatch& match(const record::Record& post, std::string_view text, const text::Words& words, std::string_view lang);
  /// Adds what the names of an occasion speak of, each with p = .5 and without spans.
  void add_context(std::string_view names);

  const BrandMatch& last() const { return match_; }
  std::string_view topic_id(std::uint32_t number) const { return topics_[number]; }

 private:
  enum class Kind : std::uint8_t { topic, brand, product, competitor, account };
  struct Entry {
    Kind kind;
    std::uint32_t number;
    bool proper;  // written with a capital: "Lunotti Classic" is a name, "biscuits" a word that everybody uses
    bool capital_only = false;  // nothing but the capital says so, which a German noun has, too: "Rucksack"
    bool ambiguous = false;
  };

  std::uint32_t add_topic(std::string id);
  void add(const std::string& phrase, Kind kind, std::uint32_t number);
  void add_all(const std::vector<std::string>& phrases, Kind kind, std::uint32_t number);
  void add_named(const brand::Named& named, Kind kind, std::uint32_t number);
  void add_theme(const brand::Theme& theme);
  void take(std::string_view text, const text::PhraseMatch& found, std::string_view lang);
  bool nouns_have_capitals(std::string_view lang) const;
  void take_topic(const text::PhraseMatch& found, std::uint32_t number);
  void settle(const text::Words& words, std::string_view lang);
  Topic& topic(std::uint32_t number);
  void look_at_author(record::Value author, record::Value mentions);
  void look_at_place(record::Value geo);
  bool is_account(std::string_view handle) const;

  const brand::Profile& profile_;
  text::PhraseSet phrases_;
  std::vector<Entry> entries_;  // by pattern
  std::vector<std::string> accounts_;  // the brand's own, folded
  std::vector<std::string> topics_;
  std::vector<std::uint32_t> place_topics_;
  std::vector<std::uint32_t> exampled_;         // numbers of the topics with examples
  ExampleWords examples_;
  Reproach reproach_;
  std::vector<text::PhraseMatch> found_;
  std::vector<text::PhraseMatch> doubtful_;     // of ambiguous words
  std::vector<std::size_t> patterns_;  // found, each once
  text::Words context_words_;
  BrandMatch match_;
};

}  // namespace rtm::classify
