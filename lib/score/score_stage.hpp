#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "brand/profile.hpp"
#include "record/writer.hpp"
#include "score/given.hpp"
#include "score/post.hpp"
#include "base/recent.hpp"
#include "score/score.hpp"
#include "score/stories.hpp"
#include "stage/stage.hpp"

namespace rtm::score {

/// Folds classified posts into opportunities, one a story, and ranks them for a brand at the end of the input.
/// Opportunities that come in are valued anew. Bounded, see Stories and Given: what has been silent for max_age is
/// forgotten on the way.
class ScoreStage : public stage::Stage {
 public:
  enum class Posts : std::uint8_t { consume, keep };

  struct Options {
    std::optional<brand::Profile> profile;
    std::optional<Time> now;  // later posts have not happened; without it, the newest post's time
    Seconds max_skew = std::chrono::hours{24};
    std::int64_t top = 0;     // 0: all
    double min_value = 0;
    Seconds max_age = std::chrono::hours{48};  // stories silent for longer are history, unless they are about the brand
    std::optional<std::int64_t> min_posts;
    Posts posts = Posts::consume;
  };

  explicit ScoreStage(Options options) : options_(std::move(options)), stories_(min_posts()) {}

  /// Throws Error when a record was made with another profile.
  void process(const record::Record& in, stage::Output& out) override;
  void finish(stage::Output& out) override;

  /// The opportunities that came in and were let go because there were too many.
  std::uint64_t dropped() const { return given_.dropped(); }

 private:
  struct Opportunity {
    std::string id, title, lang;
    std::string story;  // as JSON
    Score score;
    std::int64_t posts = 0;
    bool about_brand = false, ambient = false;
  };

  void take_post(const record::Record& in, stage::Output& out);
  void take_opportunity(const record::Record& in);
  void check_profile(const record::Record& in, record::Value made_with) const;
  bool is_future(const std::optional<Time>& at);
  bool seen_before(const Post& post);
  Time reached() const;
  void gather_stories(Time now, std::int64_t posts, std::vector<Opportunity>& all);
  void gather_given(Time now, std::int64_t posts, std::vector<Opportunity>& all) const;
  Opportunity valued(const std::string& id, const StoryFacts& facts, Time now) const;
  bool history(bool about_brand, const std::optional<Time>& last_at, Time now) const;
  bool worthless(const Opportunity& o, std::int64_t posts) const;
  void emit(const Opportunity& o, std::int64_t rank, Time now, stage::Output& out);
  const brand::Profile* profile() const { return options_.profile ? &*options_.profile : nullptr; }
  std::int64_t min_posts() const;

  Options options_;
  Stories stories_;
  Given given_;
  Recent recent_;  // ids of posts
  std::optional<Time> newest_, second_;  // of the event times seen
  std::uint64_t taken_ = 0;
  record::Writer writer_;
};

}  // namespace rtm::score
