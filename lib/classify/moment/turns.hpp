#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "classify/moment/course.hpp"
#include "classify/moment/counts.hpp"
#include "classify/moment/cues.hpp"
#include "classify/post_facts.hpp"
#include "classify/story/background.hpp"
#include "text/words.hpp"

namespace rtm::classify {

/// Something unexpected inside an occasion.
struct Turn {
  std::uint64_t gathering;   // see PostFacts::splits
  int occasion;              // as in Containers
  double surprise;           // -log10 of the probability that its words come so often by chance
  std::string_view word;     // the first of them, as written; valid until the next call
};

/// Finds what an occasion turns to while it is on: a common word, no name and no word of such events, that several people
/// write within an hour though neither the occasion's earlier posts nor the stream led one to expect it ("lights", "power"
/// at a final). The tail is Poisson. What else is unexpected within an hour is the same turn. From then on a post that holds
/// such a word belongs to it: if it names the occasion, or if it comes within an hour of one that does, several posts hold the word
/// lately and one as long as this holds it by chance much more rarely than they do. Posts that name the occasion keep a turn alive.
/// An event as a set of words whose counts depart from their history together: Swan and Allan, "Automatic Generation of Overview
/// Timelines" (SIGIR 2000). Bounded: kMostCourses occasions, kMostTurns turns.
class Turns {
 public:
  struct Post {
    const PostFacts& facts;
    std::string_view text;
    std::span<const text::Word> words;  // of `text`
    std::string_view lang;
    int occasion;                       // Majority::kNone for none
    bool on;                            // it is taking place
    std::string_view names;             // of the occasion, folded
  };

  /// `cues` must outlive this.
  explicit Turns(Cues& cues) : cues_(cues) {}

  /// Counts the post; the turn it belongs to, if any. `hourly`: posts in the last hour of `stream`.
  std::optional<Turn> see(const Post& post, const Background& stream, double hourly);

  static constexpr std::size_t kMostCourses = 64;
  static constexpr std::size_t kMostTurns = 32;

 private:
  /// A word of a turn.
  struct Word {
    std::uint64_t hash;
    double usual;         // its share of the stream's posts before
    DecayingCount posts;  // of the stream that hold it
  };
  struct Live {
    std::uint64_t gathering;
    int occasion;
    double surprise;
    std::string first;    // word, as written
    std::vector<Word> words;
    Time last;
  };

  Course& note(const Post& post);
  void look(const Post& post, const Course& course, const Background& stream);
  bool is_expected(const text::Word& word, std::string_view lang);
  void take_up(const Post& post, std::size_t word, double surprise, const Course& course, double usual);
  Live& turn_of(const Post& post, std::size_t word);
  std::optional<Turn> belonging(const Post& post, double hourly);

  Cues& cues_;
  std::map<int, Course> courses_;
  std::vector<Live> live_;
  RunningMean<2000> length_;              // of posts, in terms
  std::uint32_t seen_ = 0;                // posts, as far as length_ remembers
  std::vector<const text::Word*> words_;  // of the post at hand that could turn,
  std::vector<Course::Spoken> spoken_;    // and as a course counts them
};

}  // namespace rtm::classify
