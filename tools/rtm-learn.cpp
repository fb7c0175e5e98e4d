#include "base/error.hpp"
#include "cli/tool.hpp"
#include "learn/learn.hpp"
#include "text/label_file.hpp"

namespace {

using rtm::cli::ExitCode;

struct Options {
  std::string label, output, model;
};

ExitCode train(const Options& options, rtm::cli::Tool& tool) {
  tool.spare_input(options.output, "--output");
  rtm::learn::LabelledPosts posts(options.label);
  const ExitCode code = tool.filter(posts);
  const rtm::text::Learned learned = rtm::learn::learn(posts);
  rtm::text::save_label_model(learned.model, options.output);
  rtm::cli::print("held out, five folds: " + rtm::learn::describe(learned.held_out));
  return code;
}

ExitCode test(const Options& options, rtm::cli::Tool& tool) {
  const rtm::text::LabelModel model = rtm::text::load_label_model(options.model);
  rtm::learn::LabelledPosts posts(options.label.empty() ? model.label() : options.label);
  const ExitCode code = tool.filter(posts);
  rtm::cli::print(rtm::learn::to_json(posts.label(), rtm::learn::test(model, posts)) + "\n");
  return code;
}

}  // namespace

int main(int argc, char** argv) {
  rtm::cli::Tool tool("rtm-learn", "Learns to tell labels of posts from posts that have them.",
                      "  rtm-learn train --label mood -o mood.model labelled.jsonl\n"
                      "  rtm-learn test --label mood -m mood.model others.jsonl\n"
                      "  rtm-classify --model mood.model posts.jsonl | jq .classify.labels.mood\n");
  tool.add_input();
  Options options;
  CLI::App& app = tool.app();
  CLI::App* trains = app.add_subcommand("train", "Write a model; print how it does on posts that it has not seen")->fallthrough();
  trains->add_option("--label", options.label, "the label to learn: \"labels\":{\"NAME\":\"value\"}")->required()->type_name("NAME");
  trains->add_option("-o,--output", options.output, "write the model to this file")->required()->type_name("MODEL");
  CLI::App* tests = app.add_subcommand("test", "Print how a model does on labelled posts, as one JSON object")->fallthrough();
  tests->add_option("--label", options.label, "the label to compare with (default: the model's)")->type_name("NAME");
  tests->add_option("-m,--model", options.model, "the model")->required()->type_name("MODEL");
  return tool.main(argc, argv, [&] {
    if (trains->parsed()) return train(options, tool);
    if (tests->parsed()) return test(options, tool);
    throw rtm::Error("say what to do: train or test (see rtm-learn --help)");
  });
}
