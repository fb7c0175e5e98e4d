#pragma once
#include <array>
#include <span>
#include <string_view>
#include <vector>

#include "text/acquaintance.hpp"
#include "text/lexicon.hpp"
#include "text/span.hpp"
#include "text/words.hpp"

namespace rtm::classify {

/// How a post speaks, each 0..1 (lib/data/moment_cues.tsv says what counts).
struct PostCues {
  double ahead = 0;      // of something with a date that is awaited, or on
  double event = 0;      // of what is held on a date
  double breaking = 0;   // of what nobody could put in a calendar
  double feast = 0;      // of a day that recurs
  double cause = 0;      // in a call that accounts take up
  double personal = 0;   // of the writer or the reader
  double templated = 0;  // in a form that people fill in
  double pitch = 0;      // in a firm's voice
  double retold = 0;     // of what is over: courts, years ago
  double client = 0;     // of what one bought, of parcels, refunds and answers that do not come
};

/// Finds the cues of a table, joined by noisy-or. Keeps scratch space: one thread at a time.
class Cues {
 public:
  Cues();

  /// Of all words, and of the parts of hashtags: "#GardenParty" is a party. `figures`: what is a figure of speech breaks nothing
  /// ("my phone died"), see text::SensitiveTagger::figures.
  PostCues of_post(const text::Words& words, std::string_view lang, std::span<const text::Span> figures = {});
  PostCues of_word(const text::Word& word, std::string_view lang);
  /// 0..1: the author's name or handle is a firm's. `name` is any text.
  double of_author(std::string_view name);

 private:
  enum class Kind : unsigned char { ahead, event, breaking, feast, cause, personal, templated, pitch, company, client, retold };
  static constexpr std::size_t kKinds = 11;
  struct Entry {
    Kind kind;
    double weight;
  };
  using Found = std::array<double, kKinds>;
  static constexpr Found kNothing = [] {
    Found none{};
    none.fill(1);
    return none;
  }();
  /// Joins what the words say: `not_found` holds the products of 1 - weight.
  void join(std::span<const text::Word> words, text::LangSet langs, std::span<const text::Span> figures, Found& not_found);
  static PostCues cues(const Found& not_found);

  text::Lexicon lexicon_{text::Table::moment_cues};
  std::vector<Entry> entries_;
  std::vector<text::Lexicon::Match> matches_;
  text::Words author_words_;
  text::Acquaintance<double> authors_;  // by their names, hashed: a stream has its regulars
};

}  // namespace rtm::classify
