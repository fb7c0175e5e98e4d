#include "brand/load.hpp"
#include "classify/classify_stage.hpp"
#include "cli/tool.hpp"
#include "text/label_file.hpp"

int main(int argc, char** argv) {
  rtm::cli::Tool tool("rtm-classify", "Adds to each post what it says and what moment it is in.",
                      "  rtm-ingest feed.xml | rtm-classify -b brand.json > posts.jsonl\n"
                      "  rtm-classify posts.jsonl | jq -r 'select(.classify.moment.label == \"breaking\") | .text'\n");
  tool.add_input();
  std::string brand;
  tool.add_brand(brand);
  std::vector<std::string> models;
  tool.app().add_option("--model", models, "a model of rtm-learn; may be given several times")->type_name("MODEL")->allow_extra_args(false);
  return tool.main(argc, argv, [&] {
    std::optional<rtm::brand::Profile> profile;
    if (!brand.empty()) profile = rtm::brand::load(brand);
    std::vector<rtm::text::LabelModel> labels;
    for (const std::string& model : models) labels.push_back(rtm::text::load_label_model(model));
    rtm::classify::ClassifyStage stage(std::move(profile), std::move(labels));
    return tool.filter(stage);
  });
}
