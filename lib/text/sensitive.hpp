#pragma once
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "text/figurative.hpp"
#include "text/lexicon.hpp"
#include "text/names.hpp"
#include "text/scenes.hpp"
#include "text/tone.hpp"
#include "text/span.hpp"
#include "text/words.hpp"

namespace rtm::text {

/// GARM's risk levels by treatment: educational and reported low, breaking coverage medium, graphic or own
/// horror high, what no brand may stand beside (the brand-safety floor) floor.
enum class Tier : unsigned char { low, medium, high, floor };

std::string_view tier_name(Tier tier);

struct SensitiveTag {
  std::string_view id;  // of DESIGN.md's list; lives as long as the program
  Tier tier;
  double p;                 // from .5 on it counts as yes
  std::vector<Span> spans;  // bytes of the cues, in text order, not overlapping
  std::string why;          // the strongest cues: "word:earthquake idiom:death_toll scene:accident"
};

/// Marks sensitive matter (IAB Content Taxonomy, sensitive topics): word and phrase cues, each with its own
/// probability, joined by noisy-or; harmless idioms take their cues away, the context (sport, show, food,
/// laughter), figures of speech and negation weaken ambiguous ones, numbers beside victims and a person named beside a word of death
/// strengthen; scenes of everyday words count as cues. Keeps scratch space: one thread at a time.
class SensitiveTagger {
 public:
  SensitiveTagger();

  /// Looks a text over. `words` is its analysis, `lang` may be empty, `names` are those of the same text; nothing of it is needed later.
  void read(std::string_view text, const Words& words, std::string_view lang, std::span<const Name> names) const;

  /// The grave words of what was read that do not mean what they say (an idiom's, an avalanche of gifts), in text order; a verdict
  /// ("the cake is a disaster") is as bad as it sounds and none of them, nor is what one dies of where nobody laughs. Valid until the next read().
  std::span<const Span> figures() const { return figures_; }

  /// Tags with p >= .3 of what was read, in the order of the table, and last hate, which the tone has found. `out` is cleared first.
  void tag(const Hate& hate, std::vector<SensitiveTag>& out) const;

 private:
  struct Cue {  // a row of sensitive.tsv, or a scene
    std::size_t id;
    Tier tier;
    double p;
    std::string_view concept_name;
  };
  enum class Frame : unsigned char { idiom, context, educational, breaking, graphic, glorified, own_horror };
  struct FrameEntry {  // a row of idioms.tsv or contexts.tsv
    Frame kind;
    double weight;
    std::string_view name;
  };
  struct Found {  // a cue in this post
    std::uint32_t cue;
    Lexicon::Match match;
    double p;
    bool named;  // a person is named beside it
  };
  struct Surroundings {
    double harmless = 0;  // log-odds
    bool laughs = false;
    std::array<bool, 7> frames{};
    bool has(Frame frame) const { return frames[static_cast<std::size_t>(frame)]; }
  };

  void load_cues();
  void load_frames();
  std::size_t id_number(std::string_view id);
  void look_around(std::span<const Word> words, LangSet langs) const;
  /// The idiom that a cue is part of, nullptr for none.
  const FrameEntry* idiom_of(const Lexicon::Match& cue) const;
  bool is_figure(const FrameEntry& idiom, const Lexicon::Match& cue, std::string_view concept_name) const;
  double adjusted(const Cue& cue, double p, const Lexicon::Match& match, std::span<const Word> words, bool named) const;
  void take(std::uint32_t cue, double p, const Lexicon::Match& match, std::span<const Word> words, std::span<const Name> names) const;
  void collect(std::span<const Word> words, std::span<const Name> names) const;
  void join() const;
  Tier tier_of(std::size_t id) const;
  SensitiveTag make_tag(std::size_t id) const;

  Lexicon cue_lexicon_{Table::sensitive}, frame_lexicon_{Table::frames};
  mutable Figurative figurative_;
  mutable Scenes scenes_;
  std::uint32_t first_scene_ = 0;  // in cues_: those from here on are the scenes
  std::vector<std::string_view> ids_;
  std::vector<bool> tragic_;  // by id
  std::vector<Cue> cues_;
  std::vector<FrameEntry> frames_;
  mutable std::vector<Lexicon::Match> matches_, frame_matches_;
  mutable std::span<const Scenes::Found> shown_;
  mutable Surroundings around_;
  mutable std::vector<Found> found_;
  mutable std::vector<Span> figures_;
  mutable std::vector<double> p_;  // by id
};

}  // namespace rtm::text
