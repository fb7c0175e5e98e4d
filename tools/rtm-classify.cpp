#include "classify/classify_stage.hpp"
#include "cli/tool.hpp"

int main(int argc, char** argv) {
  rtm::cli::Tool tool("rtm-classify", "Adds to each post what it says and what moment it is in.",
                      "  rtm-ingest feed.xml | rtm-classify -b brand.json > posts.jsonl\n");
  tool.add_input();
  return tool.main(argc, argv, [&] {
    rtm::classify::ClassifyStage stage;
    return tool.filter(stage);
  });
}
