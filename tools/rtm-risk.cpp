#include "brand/load.hpp"
#include "cli/tool.hpp"
#include "risk/risk_stage.hpp"

int main(int argc, char** argv) {
  using rtm::risk::Level;
  rtm::cli::Tool tool("rtm-risk", "Judges opportunities and posts: what could go wrong, who must sign, and whether to speak at all.",
                      "  ... | rtm-score -b brand.json | rtm-risk -b brand.json | rtm-brief -b brand.json\n"
                      "  rtm-risk -b brand.json --max-level low -e opportunities.jsonl && echo 'something safe to look at'\n");
  tool.add_input();
  std::string brand;
  rtm::risk::RiskStage::Options options;
  bool exit_status = false;
  tool.add_brand(brand);
  tool.add_word<std::optional<Level>, Level>(tool.app(), "--max-level", options.max_level,
                                             {{"low", Level::low}, {"medium", Level::medium}, {"high", Level::high}},
                                             "write only up to this level: low, medium or high; what is about the brand always")
      ->type_name("LEVEL");
  tool.app().add_flag("-e,--exit-status", exit_status, "exit 1 when no opportunity and no post passed");
  return tool.main(argc, argv, [&] {
    if (!brand.empty()) options.profile = rtm::brand::load(brand);
    rtm::risk::RiskStage stage(std::move(options));
    const rtm::cli::ExitCode code = tool.filter(stage);
    const bool nothing = exit_status && stage.passed() == 0;
    return code == rtm::cli::ExitCode::done && nothing ? rtm::cli::ExitCode::nothing : code;
  });
}
