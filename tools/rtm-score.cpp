#include <fmt/format.h>

#include "brand/load.hpp"
#include "cli/tool.hpp"
#include "score/score_stage.hpp"

int main(int argc, char** argv) {
  using Posts = rtm::score::ScoreStage::Posts;
  rtm::cli::Tool tool("rtm-score", "Folds classified posts into opportunities, one a story, and ranks them for a brand.",
                      "  ... | rtm-classify -b brand.json | rtm-score -b brand.json --top 20 | rtm-risk -b brand.json\n"
                      "  rtm-score -b brand.json --now 2013-02-04T02:00:00Z posts.jsonl\n");
  tool.add_input();
  std::string brand;
  rtm::score::ScoreStage::Options options;
  bool keep = false;
  tool.add_brand(brand);
  tool.add_now(options.now);
  tool.add_duration("--max-skew", options.max_skew, "how far one post may be ahead of all others and still set the time (default: 24h)");
  tool.add_duration("--max-age", options.max_age, "leave out stories that have been silent for longer (default: 48h)");
  tool.add_count("--top", "write only the first N (0: all); stories about the brand always", 0, 1'000'000,
                 [&](std::int64_t n) { options.top = n; });
  tool.add_number("--min-value", "write only from this value on, 0..1; stories about the brand always", 0, 1,
                  [&](double x) { options.min_value = x; });
  tool.add_count("--min-posts", "leave out smaller stories (default: the profile's, else 3)", 1, 1'000'000, [&](std::int64_t n) { options.min_posts = n; });
  tool.app().add_flag("--keep-posts", keep, "pass the posts on, too");
  return tool.main(argc, argv, [&] {
    if (!brand.empty()) options.profile = rtm::brand::load(brand);
    if (keep) options.posts = Posts::keep;
    rtm::score::ScoreStage stage(std::move(options));
    const auto code = tool.filter(stage);
    if (stage.dropped() > 0) tool.tell(fmt::format("{} opportunities of the least worth left out: there are too many", stage.dropped()));
    return code;
  });
}
