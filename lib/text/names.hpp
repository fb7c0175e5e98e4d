#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "text/name_table.hpp"
#include "text/span.hpp"
#include "text/words.hpp"

namespace rtm::text {

enum class NameKind : std::uint8_t { person, organisation, place };

std::string_view name_kind(NameKind kind);

/// A person, organisation or place that a text names.
struct Name {
  NameKind kind;
  double p;                 // rules of thumb, at least .4
  std::string_view text;    // as first written, a view into the text; without the sign of a hashtag or handle
  std::vector<Span> spans;  // where it stands, in the order of the text
};

/// Finds names by capitals, lists and cues (data/names.tsv, data/name_cues.tsv), in one pass and linear time.
///
/// A first name with a capital behind it, a title before it, or a word that is said of the dead beside it makes a person; a listed
/// place stands by itself, or after "in" where it is also a word; organisations are listed, or begin or end with a word like
/// "University". Hashtags and handles are cut at their capitals. Where all words have capitals (headlines, German nouns, shouting) a
/// capital alone says nothing, and a text without any names nobody. Keeps scratch space: one thread at a time.
class NameFinder {
 public:
  static constexpr std::size_t kMostNames = 12;   // of a text
  static constexpr std::size_t kMostWords = 512;  // of a text; the rest is not looked at
  static constexpr double kLeast = 0.4;           // p

  /// Valid until the next call and as long as `text`, of which `words` is the analysis. `lang` "" is taken for any of the six.
  const std::vector<Name>& find(std::string_view text, const Words& words, std::string_view lang);

 private:
  /// What capitals say in this text.
  enum class Style : std::uint8_t { plain, german, headline, shouted };
  /// Words [first, end) that may be one name.
  struct Run {
    std::size_t end = 0, capitals = 0;
    bool surname = false;  // the last word is listed as one
  };
  struct Seen {
    std::uint64_t last_word;
    std::size_t name;
  };

  struct Mark {
    bool capital;  // begins with one
    bool follows;  // the word before it, as words of a name do
  };

  bool begins_large(const Word& word) const;
  Style read_marks();
  bool capital(std::size_t i) const { return marks_[i].capital; }
  bool follows(std::size_t i) const { return i < marks_.size() && marks_[i].follows; }
  bool joins_capital(std::size_t i) const { return follows(i) && capital(i); }
  bool after_capital(std::size_t i) const { return follows(i) && capital(i - 1); }
  bool begins_sentence(std::size_t i) const;
  bool is_possessive(std::size_t i) const;
  /// "S" of "George S. Patton".
  bool is_initial(std::size_t i) const { return words_[i].folded.size() == 1; }
  bool is_article(std::size_t i) const;
  bool names_person_too(std::size_t i) const;
  std::uint64_t hash(std::size_t i) const;
  std::size_t end_of(std::size_t last) const;
  NameRoles roles(std::size_t i) const { return table_.of(hash(i), langs_); }
  NameRoles before(std::size_t i) const;
  bool is_particle(std::size_t i) const;
  NameTable::Longest longest(std::size_t i) const;

  std::size_t look_at(std::size_t i);
  std::size_t listed(std::size_t i, const NameTable::Longest& found);
  std::size_t person(std::size_t i, NameRoles of);
  std::size_t organisation(std::size_t i, NameRoles of);
  std::size_t headed_place(std::size_t i, NameRoles of);
  std::size_t place(std::size_t i, const NameTable::Longest& found);
  std::size_t again(std::size_t i);
  std::vector<Seen>::const_iterator seen(std::size_t i) const;
  bool is_seen(std::size_t i) const { return !seen_.empty() && seen(i) != seen_.end(); }
  Run run(std::size_t first) const;
  double alone(std::size_t i, NameRoles of, bool spoken_of) const;
  double unlisted(std::size_t i, const Run& run, bool titled, bool spoken_of) const;
  bool said_dead(std::size_t first, std::size_t end) const;
  bool aged(std::size_t end) const;
  bool spoken_of(std::size_t first, std::size_t end) const;
  void look_into_tag(const Word& tag);
  void add(NameKind kind, double p, std::size_t start, std::size_t end, std::uint64_t last_word);

  NameTable table_;
  std::string_view text_;
  std::span<const Word> words_;
  LangSet langs_ = kAnyLang;
  std::string_view lang_;
  Style style_ = Style::plain;
  std::vector<Mark> marks_;  // by word
  NameRoles led_by_;         // before() of the word that is looked at
  std::vector<Name> names_;
  std::string folded_;      // a part of a hashtag
  std::vector<Seen> seen_;  // last words of persons' full names: a surname alone later on is the same person
};

}  // namespace rtm::text
