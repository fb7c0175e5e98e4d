#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>

#include "base/time.hpp"
#include "classify/moment/axes.hpp"
#include "classify/moment/agreed_day.hpp"
#include "classify/moment/counts.hpp"
#include "classify/moment/features.hpp"

namespace rtm::classify {

/// The label that a story had before the one it has.
struct Former {
  Label label = Label::ambient;
  std::optional<Time> until;  // event time of the post that changed it, where it has one
  std::uint32_t changes = 0;  // of the story's label so far
  std::string why;            // what changed it: the first code of that post's reasons
};

/// How a story's posts speak, folded one by one.
struct Tally {
  static constexpr std::uint32_t kLast = 5;  // posts: a story turns
  std::array<RunningMean<kLast>, kFeatures> features;  // see Features
  RunningMean<kLast> surprise;  // see Lead::turn
  Share contained;  // named an occasion that is near
  Share addressed;  // spoke to the brand
  Share asking;     // asked or complained
  Share served;     // named the brand as its customers do, see Rater
  Share own;        // came from the brand's own accounts
  Share business;   // came from other firms' accounts
  Share placed;     // came from a place of the brand's
  Share understood; // in one of the languages that the tables know
  Share framed;     // filled in a form of words, of those that are no copies:
  std::uint32_t voiced = 0;
  std::size_t fillers = 0;  // of the last such form,
  std::string form;         // as it was written
  bool begins = false;      // posts begin with the last post's leading term rather than end with it
  double history = 0;  // see Lead
  std::size_t joiners = 0;  // accounts that led with the last post's leading term
  Majority occasions;
  std::string term; // the last post's leading term, "" where nothing trends
  std::array<std::uint64_t, 2> led{};  // the last two words that led, see Lead::word; 0 for none
  Names names;         // of leading terms that are a name or a hashtag, or to which people count the days: what they are called
  std::string turn; // the last term that turned away from the occasion
  Distinct brands;
  AgreedDay day;  // that its posts speak of

  bool told = false;               // a label was emitted
  Axes held;                       // as last emitted
  Label pending = Label::ambient;  // what the last posts spoke for, where that was another,
  double doubt = 0;                // and how much they did, see settle()
  Former former;

  /// Takes in what the posts of another story said; `n` and `other_n` count the posts of both. What is of the last post, and the label
  /// told, stay its own.
  void absorb(const Tally& other, std::uint32_t n, std::uint32_t other_n);
};

}  // namespace rtm::classify
