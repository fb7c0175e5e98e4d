#pragma once
#include <optional>
#include <string_view>

#include "brand/profile.hpp"
#include "classify/brand_matcher.hpp"
#include "classify/moment/containers.hpp"
#include "classify/moment/cues.hpp"
#include "classify/moment/frames.hpp"
#include "classify/moment/model.hpp"
#include "classify/moment/moment.hpp"
#include "classify/moment/trends.hpp"
#include "classify/moment/turns.hpp"
#include "classify/post_reader.hpp"
#include "classify/story/grouper.hpp"
#include "text/claim.hpp"
#include "text/names.hpp"
#include "text/named_days.hpp"
#include "text/sensitive.hpp"
#include "text/tone.hpp"

namespace rtm::classify {

/// A moment as a post shows it.
struct Rated {
  Moment moment;
  int container = Majority::kNone;  // the occasion, where moment.in_container
  std::optional<calendar::Dates> dates;  // the occasion's, where it is of the calendar and near, or its posts name the day
  bool occasion = false;            // where moment.inferred(): the posts lead with something that stands for an occasion,
  std::string_view inferred;        // and what it is called, "" where nothing names it; valid until the next rate()
  std::string form;                 // what is filled in, where moment.spread is meme: "… is the new …", "#tag …"; or ""
  const Former* was = nullptr;      // null where the label never changed; valid as long as the story
  bool firm = false;                // another firm's account wrote the post
  MomentFacts facts;                // what the decision was made on
};

/// Folds posts into their stories' tallies and decides what moment each story is.
class Rater {
 public:
  /// `profile` may be null; it must outlive this.
  explicit Rater(const brand::Profile* profile);

  struct Post {
    const PostReader& reader;
    const text::Tone& tone;
    const text::Claim& claim;
    const std::vector<text::SensitiveTag>& sensitive;
    const BrandMatch* brand;  // null without a profile
    int occasion;             // Majority::kNone for none
    const Turn* turn;         // null for none
    const Frame* frame;       // null for none
    std::span<const text::Name> names = {};    // persons, organisations and places in it
    std::span<const text::Span> figures = {};  // of speech, see Reading
  };
  Rated rate(const Post& post, Story& story, const Grouper& grouper);
  /// The same for a post that was counted already: an update is no other voice.
  Rated rate_again(const Post& post, const Story& story, const Grouper& grouper);

  /// The occasion that a post speaks of, if it is near.
  int occasion_of(const PostReader& reader);
  /// The turn of events inside an occasion that a post is part of. To be asked once for each post, before it is grouped.
  std::optional<Turn> turn_of(const PostReader& reader, int occasion, const Grouper& grouper);
  /// The form of words that a post fills in, as others do. To be asked once for each post, before it is grouped.
  std::optional<Frame> frame_of(const PostReader& reader, int occasion);
  const Containers& containers() const { return containers_; }
  /// See Containers::terms.
  const std::vector<std::uint64_t>& terms_of(int occasion) { return containers_.terms(occasion); }

 private:
  Traits traits(const Post& post, const PostCues& cues) const;
  bool is_firm(const Post& post, const PostCues& cues);
  void count(const Post& post, const PostCues& cues, bool firm, Story& story);
  void follow(const Post& post, const Traits& traits, Story& story);
  std::string_view name_of(const Lead& lead, const Tally& tally) const;
  MomentFacts facts(const Story& story, const Grouper& grouper, int container) const;
  Rated shown(const Story& story, const Grouper& grouper) const;
  void complete(Rated& rated, const Post& post, const Story& story, const Grouper& grouper);

  Containers containers_;
  Cues cues_;
  text::NamedDays named_days_;
  Turns turns_{cues_};
  Trends trends_;
  Frames frames_;
  Model model_;
};

}  // namespace rtm::classify
