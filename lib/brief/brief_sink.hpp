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
/// Holds a few hundred bytes for each.
class BriefSink : public stage::Stage {
 public:
  struct Options {
    Page page;
    Language language = Language::italian;
    Zone zone;
    std::size_t top = 0;  // how many to print, and all that are about the brand; 0: all
  };

  explicit BriefSink(Options options) : options_(std::move(options)) {}

  void process(const record::Record& in, stage::Output& out) override;
  void finish(stage::Output& out) override;

 private:
  Options options_;
  std::vector<Item> items_;
};

/// What a profile says of how its people read: its zone, and the first of its languages that a brief can speak.
void follow(const brand::Profile& profile, BriefSink::Options& options);

}  // namespace rtm::brief
