#include "brand/load.hpp"
#include "classify/classify_stage.hpp"
#include "cli/tool.hpp"

int main(int argc, char** argv) {
  rtm::cli::Tool tool("rtm-classify", "Adds to each post what it says and what moment it is in.",
                      "  rtm-ingest feed.xml | rtm-classify -b brand.json > posts.jsonl\n"
                      "  rtm-classify posts.jsonl | jq -r 'select(.classify.moment.label == \"breaking\") | .text'\n");
  tool.add_input();
  std::string brand;
  tool.add_brand(brand);
  return tool.main(argc, argv, [&] {
    std::optional<rtm::brand::Profile> profile;
    if (!brand.empty()) profile = rtm::brand::load(brand);
    rtm::classify::ClassifyStage stage(std::move(profile));
    return tool.filter(stage);
  });
}
