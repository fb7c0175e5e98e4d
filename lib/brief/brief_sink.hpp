#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/zone.hpp"
#include "brand/profile.hpp"
#include "brief/format.hpp"
#include "stage/stage.hpp"

namespace rtm::brief {

/// Collects opportunities (and posts that were judged) and prints them, best first, at the end of the input.
/// Bounded: a kilobyte or two for each of at most 2 * kMost, of which the best are kept; the last kNotices notices.
class BriefSink : public stage::Stage {
 public:
  struct Options {
    Page page;
    Language language = Language::italian;
    std::optional<Zone> zone;  // none: that of the first sentence that says its own, else UTC
    std::string profile;  // its hash; "" for none
    std::size_t top = 0;  // how many to print, and all that are about the brand; 0: all
  };

  explicit BriefSink(Options options) : options_(std::move(options)) {}

  /// Throws Error for what was judged with another profile.
  void process(const record::Record& in, stage::Output& out) override;
  void finish(stage::Output& out) override;

  /// True when there were posts that nobody has judged: a brief says nothing of them.
  bool unjudged() const { return unjudged_; }
  /// What was let go because there was too much.
  std::size_t dropped() const { return dropped_; }
  /// True when there was nothing to print.
  bool empty() const { return items_.empty(); }

  static constexpr std::size_t kMost = 10'000;
  static constexpr std::size_t kNotices = 50;

 private:
  /// A heartbeat or a hold, in words; its time is told once the zone is known.
  struct Notice {
    std::string text;
    std::optional<Time> at;
  };
  static Notice notice_of(const record::Record& control);
  void take(Item item);

  Options options_;
  std::vector<Notice> notices_;
  std::vector<Item> items_;
  bool unjudged_ = false;
  std::size_t dropped_ = 0;
  std::optional<Time> heartbeat_;  // the last one's
};

/// What a profile says of how its people read: its zone, and the first of its languages that a brief can speak.
void follow(const brand::Profile& profile, BriefSink::Options& options);

}  // namespace rtm::brief
