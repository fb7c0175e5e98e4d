#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "text/lexicon.hpp"
#include "text/words.hpp"

namespace rtm::text {

/// Disasters and deaths told without a grave word: each word is an everyday one, what is said of whom is not ("the ground shook", "the
/// bus overturned", "grandma slipped away in her sleep"). A scene is a frame (Fillmore 1976) with one role and what befalls it; a
/// word of its surroundings makes it sure, one of another scene unlikely. Table: data/scenes.tsv. Keeps scratch space: one thread at a time.
class Scenes {
 public:
  struct Scene {
    std::string_view name, id, tier;  // as the table has them; they live as long as the program
    double p;                         // how often a text with it speaks of the matter
    double sure;                      // the same, where one of its surroundings is in the text too
  };
  enum class Likely : unsigned char { hardly, maybe, surely };  // hardly: another, harmless scene is in the text
  struct Found {
    std::uint32_t scene;   // index into all()
    Lexicon::Match match;  // from the first to the last of its words; no entry
    Likely likely;
  };

  /// Throws Error when the table is bad.
  Scenes();

  std::span<const Scene> all() const { return scenes_; }

  /// How often a text in which that is found speaks of the matter.
  double p(const Found& found) const;

  /// What a text shows, each scene once, in the order of the table. Valid until the next call.
  std::span<const Found> find(std::string_view text, std::span<const Word> words, LangSet langs);

 private:
  enum class Role : unsigned char { who, does, sure, other };

  bool together(std::string_view text, std::span<const Word> words, const Lexicon::Match& who, const Lexicon::Match& does) const;
  void look_around(std::string_view text, std::span<const Word> words, std::size_t at);

  Lexicon lexicon_{Table::scenes};  // entry: scene and role
  std::vector<Scene> scenes_;
  std::vector<Lexicon::Match> matches_;
  std::vector<Found> found_;
};

}  // namespace rtm::text
