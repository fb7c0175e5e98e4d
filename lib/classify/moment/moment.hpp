#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "brand/profile.hpp"
#include "classify/moment/axes.hpp"
#include "classify/moment/model.hpp"
#include "classify/moment/tally.hpp"

namespace rtm::classify {

/// What the decision is made on: figures as they are printed (see record::rounded).
struct MomentFacts {
  double burst = 0;      // -log10 of the probability of the story's rate under what is usual, 0..99.9
  double novelty = 0;    // 0..1, how much of the story's words nobody used before
  std::size_t brands = 0;  // distinct firms' accounts
  double contained = 0, addressed = 0, asking = 0, served = 0, own = 0, business = 0, placed = 0;  // shares of posts
  Label held = Label::ambient;  // what the story was labelled before
  double surprise = 0;     // 0..1, how far the story turns from what its occasion leads one to expect
  Predictability container = Predictability::none;  // planned (a recurrence) or anticipated (the date is known)
  Features features{};
  double evidence = 0;     // see Story
  std::size_t texts = 0;   // different things that were said
  double understood = 1;   // share of posts in a language that moment_cues.tsv knows
  std::size_t joiners = 0; // accounts that lately led with what trends in it
  double repeats = 0;      // share of posts that say what another voice just said, and do not say whose it is
  double history = 1;      // 0..1, how far what is usual in the stream is known
  double dated = 0;         // share of posts that speak of one and the same day, see AgreedDay,
  Day day{};                // which it is,
  bool over = false;        // whether it is over,
  std::size_t heralds = 0;  // and different voices that do
  double framed = 0;        // share of posts that fill in a form of words, see Frames
  std::size_t fillers = 0;  // different things that the form was filled with
  std::string_view form;
  std::string_view term;   // what trends in it; "" for nothing
  std::string_view turn;   // the term that surprises
};

struct Moment : Axes {
  double surprise = 0;
  double p = 0;             // of the label: of a hundred labels with p = 0.7, about seventy are right
  Label second = Label::ambient;
  double second_p = 0;
  std::vector<std::string> why;  // "term=#emmys", "event=0.41": what the label rests on

  /// No calendar knows the occasion; it is told by its leading term.
  bool inferred() const { return !in_container && (label == Label::planned || label == Label::anticipated); }
};

/// At least three voices and half of the last posts speak of one and the same day.
bool names_day(const MomentFacts& facts);

/// The decision: first whose voice it is (the brand's own, its customers', who speak to it or only name it), then whether firms have taken the thing up,
/// then whether it turns away from the occasion it lies in, then the model. An occasion by its name alone is enough for
/// `planned` or `anticipated` where nothing trends. Never unplanned and proactive.
Moment decide(const MomentFacts& facts, const Model& model);

/// Under a definition, is this real-time marketing? One of each non-empty list must hold; a moment in which nothing
/// happens never is.
bool is_rtm(const Moment& moment, const brand::Definition& definition);

/// Keeps a story's label from flapping. It gives way to another when enough speaks for that: the p of the posts that say so, summed
/// from where the last of them said so first, less the p of those that speak for the label held (a cumulative sum test, Page
/// 1954). Each change makes the next one harder; a story's first way out of `ambient` is open. `moment` is the decision on the
/// last post, at `at`; where it does not carry, the axes held are put in its place.
void settle(Moment& moment, Tally& tally, std::optional<Time> at);

/// Puts the axes that were told last in the place of another decision.
void hold(Moment& moment, const Tally& tally);

}  // namespace rtm::classify
