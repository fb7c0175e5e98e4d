#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/hashes.hpp"
#include "score/post.hpp"
#include "score/story_facts.hpp"
#include "score/word_counts.hpp"
#include "text/words.hpp"

namespace rtm::score {

/// Posts by what they have, found by views.
struct ViewHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};
using Counts = std::unordered_map<std::string, std::int64_t, ViewHash, std::equal_to<>>;

/// Folds the classified posts of one story. Bounded: ids and names are cut, each table has a most.
class Fold {
 public:
  /// REQUIRES a post with a member `classify`. `words` is scratch space.
  void add(const Post& post, text::Words& words);
  /// Takes in another story, which turned out to be the same.
  void absorb(Fold&& other);
  /// Takes the words and authors of posts out of what will be written; they stay counted.
  void withdraw(const std::function<bool(std::string_view id)>& is_withdrawn);

  std::int64_t posts() const { return facts_.posts; }
  std::optional<Time> last_at() const { return facts_.last_at; }
  /// Something is happening, or it is about the brand: what no limit drops.
  bool matters() const;
  bool about_brand() const { return facts_.brand.mentions > 0; }

  /// The whole story, its shares worked out, but for the evidence.
  StoryFacts facts() const;
  /// Adds the evidence; `title` is set to the words of the story's most typical post, without its links.
  void show(StoryFacts& facts, std::string& title, std::string& lang) const;

  static constexpr std::size_t kMostId = 1024;   // bytes of an id or an address; longer ones are nobody's
  static constexpr std::size_t kMostName = 128;  // bytes of a name in a table

 private:
  static constexpr std::size_t kMostTerms = 160;      // in a story's table; a full one is thinned
  static constexpr std::size_t kMostAuthors = 1000;
  static constexpr std::size_t kCandidates = 12;      // posts kept with their words
  static constexpr std::size_t kFirstCandidates = 4;  // of them the first ones

  struct Candidate {
    Evidence post;
    std::string lang;
    std::int64_t engagement = 0;
    bool repost = false;
    bool asks = false;  // a question tells less than what it asks about, but to the brand
    bool ours = false;  // names the brand
  };
  struct Sensitive {
    std::int64_t posts = 0;
    double p = 0;
    std::int64_t tiers[4] = {0, 0, 0, 0};
    std::vector<std::string> evidence;
  };

  void absorb_people(Fold& other);
  void absorb_candidates(Fold& other);
  void add_time(const Post& post);
  void add_source(const Post& post);
  void add_words(const Post& post, text::Words& words);
  void add_candidate(const Post& post, std::string_view text);
  void add_brand(const Post& post);
  void add_tone(record::Value tone);
  void add_sensitive(const Post& post);
  void add_moment(const Post& post);
  const Candidate* most_typical() const;

  StoryFacts facts_;  // of the moment only what was read and its label
  WordCounts terms_, hashtags_;
  Counts topics_, products_, competitors_;
  std::map<std::string, Sensitive> sensitive_;
  Hashes authors_, firms_;
  std::vector<Candidate> candidates_;
  std::optional<Time> own_at_;
  std::int64_t copies_ = 0;
};

}  // namespace rtm::score
