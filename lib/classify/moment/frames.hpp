#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/time.hpp"
#include "classify/moment/counts.hpp"
#include "classify/moment/term_history.hpp"
#include "text/words.hpp"

namespace rtm::classify {

/// A form of words that people fill in, as a post shows it.
struct Frame {
  std::uint64_t gathering;  // what names it; see PostFacts::gathers
  std::size_t fillers;      // different things it was filled with, each by another voice
  std::string_view form;    // "tell me you're … without telling me you're …"; valid until the next call
};

/// Finds forms that people fill in ("… is the new …", "nobody: me: …") by what makes one, not by a list: three words in a row, a
/// function word or a colon among them and no name, that come far above their usual rate while what stands around them is of each
/// voice's own. Where everybody says the same around them it is a piece of news, where one voice says them again and again a
/// signature. Several such runs in one post are one form. Such forms are known as snowclones (Pullum 2004). Online: a sketch lets
/// through what several voices said lately, a table of decaying counts knows what is usual, and only what is far above it has its
/// fillers remembered.
///
/// Bounded: the sketch, the table and kMost forms. Event time. One thread at a time.
class Frames {
 public:
  struct Post {
    std::string_view text;
    std::span<const text::Word> words;  // of `text`
    std::string_view lang;
    Time at;
    std::uint64_t voice;     // who speaks, hashed
    std::string_view names;  // of the occasion that the post speaks of, folded; "" for none: wishes are no form
  };

  /// Counts a post that is no copy of another; the form that it fills in, if several others have.
  std::optional<Frame> see(const Post& post);

  static constexpr std::size_t kMost = 512;

 private:
  /// A word or mark of the post at hand.
  struct Token {
    std::uint64_t hash;
    const text::Word* word;  // nullptr for a colon, or where a run ends
  };
  /// A run of three words, as the sketch knows it.
  struct Seen {
    std::uint32_t tag = 0;
    std::uint16_t voice = 0, count = 0;
  };
  struct Form {
    std::uint64_t born = 0;
    Time last{};
    std::uint32_t posts = 0, fillers = 0;
    Share own;  // of its voices, those that filled in something of their own
    static constexpr std::size_t kVoices = 16, kWords = 64;
    std::array<std::uint32_t, kVoices> voices{};  // of the last posts, a ring
    std::array<std::uint32_t, kWords> words{};    // with which it was filled, a ring
    std::size_t next_word = 0;
  };
  struct Run {
    std::size_t first;  // token
    std::uint64_t hash;
  };
  struct Hit {
    std::size_t first;
    std::uint64_t hash;
    Form* form;
    bool surges;
  };

  void cut(const Post& post);
  bool is_repeated(std::uint64_t run, std::uint64_t voice);
  bool can_be_fixed(std::size_t first, const Post& post) const;
  void weigh(std::size_t first, std::uint64_t run, const Post& post, const TermHistory::Counts& all);
  void fill(Form& form, std::size_t first, const Post& post);
  void write_form(std::uint32_t least);
  void forget();

  std::vector<Seen> sketch_ = std::vector<Seen>(kSketch);
  TermHistory history_;
  std::unordered_map<std::uint64_t, Form> forms_;
  std::uint64_t born_ = 0;
  std::vector<Token> tokens_;
  std::vector<Run> runs_;
  std::vector<Hit> hits_;
  std::vector<std::uint64_t> weighed_;  // runs of the post at hand
  std::vector<std::uint32_t> filler_;
  std::string written_;

  static constexpr std::size_t kSketch = std::size_t{1} << 16;
};

}  // namespace rtm::classify
