#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/time.hpp"
#include "classify/moment/counts.hpp"
#include "classify/moment/features.hpp"
#include "classify/moment/term_history.hpp"
#include "classify/story/burst.hpp"
#include "text/names.hpp"
#include "text/words.hpp"

namespace rtm::classify {

/// A term that has come to be used much more than before, and how the posts that hold it speak.
struct Trend {
  std::string term;        // as first written, a hashtag with its sign
  std::uint32_t posts = 0; // that it was the leading term of
  std::uint32_t names = 0, plain = 0;  // of these, where it was written as a name or tagged, and where it was not
  std::array<Share, kTraits> traits;
  Share echo;              // how many of a post's telling words the posts before had used
  Share voices;            // posts that are not the same once more: neither the original of a recent one nor its copy
  Share filled;            // short posts that begin or end with the term, a hashtag, and have no other: a slot filled in
  Share begun;             // of these, those that begin with it
  Distinct joiners;        // accounts that led with the term
  Share clause;            // posts that write the term, a hashtag, in parts with a function word among them, as a sentence has and few names
  Share inner;             // posts in which the term, a hashtag, stands between words
  std::uint32_t fills = 0; // posts that were filled
  Majority occasions;
  Time last{};

  static constexpr std::size_t kWords = 96;
  std::array<std::uint32_t, kWords> words{};  // of the last posts, a ring
  std::size_t next = 0;

  static constexpr std::size_t kOriginals = 24;
  std::array<std::uint64_t, kOriginals> originals{};  // what the last posts are or repeat, a ring
  std::size_t next_original = 0;

  bool is_name() const { return names > plain; }

  Names calls;            // what its posts call it in full
  std::uint32_t own = 0;  // posts that are no copies
  /// The name that at least a third of its own posts give it, and two; "" for none.
  std::string_view called() const;
};

/// What a post's leading term, the one that comes most above its usual rate, says about the moment.
struct Lead {
  /// The term that comes most above its usual rate in the last hour, and is no name of the post's container.
  struct Turn {
    std::string_view term;
    double burst = 0;        // as below
    double novelty = 0;      // 0..1, how much of all its posts came in the last eight hours
    double alarm = 0;        // 0..1, how far they speak of what nobody could put in a calendar
  };

  const Trend* trend = nullptr;  // null: no term of the post is trending
  double burst = 0;              // -log10 of the probability of its rate under what is usual, 0..99.9
  double history = 0;            // 0..1, how much of what is taken for usual was seen in this stream
  double now = 0, usual = 0;     // posts that hold it, in about the last eight hours and the last two weeks
  std::string_view term;
  std::uint64_t word = 0;        // its hash as a word, whether it is a hashtag or none; 0 for no term
  std::string_view called;       // the term in full ("Bowl": "Super Bowl"), "" where posts give it no longer name
  bool rises = false;            // it comes several times as often as on other days
  bool entity = false;           // it is, or is of, the name of a person, an organisation or a place
  std::string_view tag;          // of the post's hashtags that rise, the one that does most; no entity's; "" for none
  Turn turn;
};

/// Follows every word and hashtag of the stream. In bounded memory: see TermHistory; at most kMost trends.
class Trends {
 public:
  struct Post {
    std::string_view text;
    const text::Words& words;  // of `text`
    std::string_view lang;
    Time at;
    const Traits& traits;
    int occasion;            // as in Containers
    std::string_view names;  // of the container that the story is in, folded; "" for none
    bool copied;
    std::uint64_t original;  // the post itself, or what it repeats, hashed
    std::uint64_t voice;     // who speaks, hashed
    std::span<const text::Name> entities = {};  // persons, organisations and places that it names
  };
  /// Counts a post. The result is valid until the next call.
  Lead add(const Post& post);

  static constexpr std::size_t kMost = 4096;

 private:
  struct Candidate {
    std::uint64_t hash;
    const text::Word* word;
    TermHistory::Counts counts;
    double excess, hourly;  // of the last hours, of the last hour alone
  };

  void count_post(Time at);
  double history() const;
  const Candidate* leading(const Post& post);
  Lead::Turn turn(const Post& post) const;
  double expected(const Candidate& term) const;
  static bool is_entity(std::size_t start, std::size_t end, const Post& post);
  static std::string_view in_full(const Candidate& term, const Post& post);
  bool rises(const Candidate& term) const;
  std::string_view rising_tag(const Post& post) const;
  static std::string_view written(const Candidate& term, std::string_view text);
  Trend& trend_of(const Candidate& term, std::string_view text, std::string_view lang, Time at);
  void echo(Trend& trend, const Candidate& lead, bool copied);
  static void hear(Trend& trend, std::uint64_t original);
  static void shape(Trend& trend, const Candidate& lead, const Post& post);
  void forget();

  TermHistory history_;
  DecayingCount posts_now_, posts_usual_;
  Time began_{}, now_{};
  double posts_ = 0, posts_before_ = 0;  // of the last hours, and of the weeks before them
  std::vector<Candidate> candidates_;
  std::unordered_map<std::uint64_t, Trend> trends_;
};

}  // namespace rtm::classify
