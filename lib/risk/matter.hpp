#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "record/record.hpp"

/// What could go wrong, who must sign, and what to do.
namespace rtm::risk {

/// Sensitive matter as the filters before found it.
struct Found {
  std::string id, tier;  // tier: low, medium, high, floor
  double p = 0, share = 0;
  std::vector<std::string> evidence;  // ids of posts
};

/// What is judged: an opportunity, or a single post as a story of one. Plain values; shares are 0..1 of its posts.
struct Matter {
  bool is_post = false;
  std::string profile;  // hash of the profile it was made with
  std::optional<Time> as_of;
  std::int64_t posts = 0, authors = 0;
  double copies = 0;

  std::string label, predictability, container;
  std::vector<std::string> attributes;  // of the container
  std::optional<Day> from, to;          // its first and last day
  double burst = 0;
  bool rtm = false;
  bool maybe_breaking = false;  // the second best label is breaking, rather sure

  std::map<std::string, double> topics;
  std::vector<Found> sensitive;
  struct {
    double positive = 0, negative = 0, insult = 0, irony = 0;
  } tone;
  std::map<std::string, double> claims;
  std::map<std::string, std::int64_t> reported_by;  // posts by source, news and blogs
  struct {
    double mentions = 0, addressed = 0, asking = 0, negative = 0, competitors = 0;  // negative: of the posts that name it
    std::int64_t own = 0;
    std::optional<Time> unattended_since;
  } brand;
  struct {
    bool there = false, fit = true;  // has it been scored; does it pass the fit gate
    std::string theme, phase, audience;
    std::optional<Time> closes_at;
    std::int64_t brands = 0;
    double saturation = 0;
  } score;

  double topic(const std::string& id) const;
  double claim(const std::string& kind) const;
};

/// Reads an opportunity with `story`, or a post with `classify`. What is missing or of another type reads as nothing.
Matter matter_of(const record::Record& record);

}  // namespace rtm::risk
