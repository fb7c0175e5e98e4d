#include <fmt/format.h>

#include "base/error.hpp"
#include "cli/tool.hpp"
#include "ingest/ingest.hpp"
#include "ingest/stats.hpp"

int main(int argc, char** argv) {
  rtm::cli::Tool tool("rtm-ingest", "Reads posts from any source and writes them in one form, one JSON object a line.",
                      "  rtm-ingest feed.xml | rtm-classify -b brand.json > posts.jsonl\n"
                      "  zcat dump.gz | rtm-ingest --from reddit --lang en\n"
                      "  rtm-ingest --from jsonl --map text=msg.body --map published_at=at log.jsonl\n");
  tool.add_input();
  rtm::ingest::Options options;
  std::vector<std::string> map;
  bool keep_private = false;
  CLI::App& app = tool.app();
  app.add_option("--from", options.from, rtm::ingest::from_help())->type_name("FORMAT")->capture_default_str();
  app.add_option("--map", map, "with --from jsonl: where a member of the post is found; may be repeated")
      ->type_name("MEMBER=PATH")
      ->allow_extra_args(false);
  app.add_option("--lang", options.desk.lang, "the language of all posts; none is looked for")->type_name("LANG");
  app.add_option("--source", options.desk.source, "the source of all posts")->type_name("NAME");
  app.add_flag("--private", keep_private, "write private and direct posts too");
  return tool.main(argc, argv, [&] {
    options.map = rtm::ingest::parse_map(map);
    if (keep_private) options.desk.private_posts = rtm::ingest::PrivatePosts::keep;
    return tool.around([&](rtm::io::Writer& writer, rtm::stage::Refusals& refusals) {
      const rtm::ingest::Report report = rtm::ingest::run(tool.input().files, options, writer, refusals);
      for (const auto& [member, json] : rtm::ingest::stats(report)) tool.add_stat(member, json);
      return report.totals;
    });
  });
}
