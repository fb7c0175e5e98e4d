#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "score/series.hpp"

/// What an opportunity's `story` says: the posts of one story, folded. Plain values.
namespace rtm::score {

struct Count {
  std::string id;
  std::int64_t posts = 0;
};

/// Sensitive matter in a story's posts.
struct SensitiveCount {
  std::string id;
  std::string tier;             // the highest that at least a tenth of its posts have
  std::int64_t posts = 0;
  double p = 0;                 // the highest
  std::vector<std::string> evidence;  // ids of posts, the surest first
};

/// A representative post.
struct Evidence {
  std::string id, url, text;  // text is cut
  std::optional<Time> at;
};

struct MomentCount {
  std::string raw;               // the moment as the newest post has it, as JSON
  std::string label, predictability, spread, container_id, container_title;
  std::vector<std::string> attributes;  // of the container
  std::optional<Time> over_at;          // the end of the container's last day, everywhere
  double burst = 0, surprise = 0;
  bool rtm = false;
};

/// Shares are of all posts, 0..1, rounded as printed.
struct StoryFacts {
  std::string parent;  // the story it split from, "" for none
  std::optional<Time> first_at, last_at;
  std::int64_t posts = 0;
  std::int64_t authors = 0;  // distinct, counted up to 1,000
  std::map<std::string, std::int64_t, std::less<>> sources;  // posts by source_kind
  std::vector<Count> terms, hashtags;           // the most frequent
  std::vector<Evidence> evidence;
  Series rate;
  MomentCount moment;
  std::vector<Count> topics;  // posts, most first
  struct {
    double sentiment = 0, anger = 0, insult = 0, hate = 0, irony = 0;  // means
    double positive = 0, negative = 0, angry = 0;                      // shares of posts
  } tone;
  std::vector<SensitiveCount> sensitive;
  std::map<std::string, std::int64_t, std::less<>> claims;  // posts by kind
  std::map<std::string, std::int64_t, std::less<>> sourced; // sources that report it (news, blogs), by source
  struct {
    std::int64_t mentions = 0, addressed = 0, own = 0, asking = 0, negative = 0;  // posts; negative: of those that name it
    std::int64_t firms = 0;                                         // distinct accounts of other firms
    std::vector<Count> products, competitors;
    std::optional<Time> unattended_since;  // the first post to the brand after its last own one
  } brand;
  double copies = 0;  // share of posts that repeat another

  double share(std::int64_t n) const { return posts > 0 ? static_cast<double>(n) / static_cast<double>(posts) : 0; }
  /// Posts with the topic.
  std::int64_t topic(const std::string& id) const;
};

}  // namespace rtm::score
