#include <fmt/format.h>

#include "base/error.hpp"
#include "cli/tool.hpp"
#include "ingest/ingest.hpp"
#include "ingest/mapping.hpp"
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
  app.add_option("--map", map, "with jsonl and tables: where a member of the post is found; may be repeated")
      ->type_name("MEMBER=PATH")
      ->allow_extra_args(false);
  std::string map_file, delimiter, decimal, dates, lang;
  app.add_option("--map-file", map_file, "the same from a file of lines: member, tab, place")->type_name("FILE");
  app.add_option("--encoding", options.encoding, "the encoding of the input")->type_name("NAME")->capture_default_str();
  app.add_option("--delimiter", delimiter, "what stands between a table's cells: a character, or tab")->type_name("CHAR");
  app.add_option("--decimal", decimal, "the decimal mark in a table: . or ,")->type_name("MARK");
  app.add_option("--dates", dates, "the order of dates of figures in a table: dmy, mdy or ymd")->type_name("ORDER");
  app.add_option("--lang", lang, "the language of all posts; none is looked for")->type_name("LANG");
  app.add_option("--source", options.desk.source, "the source of all posts")->type_name("NAME");
  std::string zone, key_file;
  std::vector<std::string> offsets, drops;
  std::optional<rtm::Time> now;
  rtm::Seconds max_skew{-1};
  app.add_option("--assume-tz", zone, "dates without a zone are in this one")->type_name("ZONE");
  app.add_option("--fix-offset", offsets, "add this to the times of a source that lies; may be repeated")
      ->type_name("SOURCE=OFFSET")
      ->allow_extra_args(false);
  tool.add_now(now, "it is TIME, for --max-skew");
  tool.add_duration("--max-skew", max_skew, "a date that is later than this after the post was seen is none");
  rtm::Seconds dup_window{-1};
  tool.add_duration("--dup-window", dup_window, "fold what is one voice under several ids, mark near-copies, this far apart");
  bool updates = false;
  app.add_flag("--dup-update", updates, "write a post again when its counts have grown");
  app.add_option("--hash-authors", key_file, "put keyed hashes in the place of people")->type_name("KEYFILE");
  app.add_option("--drop", drops, "leave these members out; a list with commas, may be repeated")
      ->type_name("MEMBERS")
      ->allow_extra_args(false);
  rtm::Seconds heartbeat{0};
  tool.add_duration("--heartbeat", heartbeat, "write a control record this often, by the clock, also while nothing comes");
  app.add_flag("--private", keep_private, "write private and direct posts too");
  return tool.main(argc, argv, [&] {
    options.map = rtm::ingest::parse_map(map);
    if (!map_file.empty()) {
      const auto rules = rtm::ingest::read_map_file(map_file);
      options.map.insert(options.map.end(), rules.begin(), rules.end());
    }
    options.style = rtm::ingest::parse_style(delimiter, decimal, dates);
    rtm::ingest::DeskOptions& desk = options.desk;
    if (!lang.empty()) desk.lang = rtm::ingest::parse_language(lang);
    if (!zone.empty()) desk.time.assumed = rtm::cli::zone("--assume-tz", zone);
    for (const std::string& offset : offsets) desk.time.offsets.push_back(rtm::ingest::parse_offset(offset));
    desk.time.now = now;
    if (max_skew >= rtm::Seconds{0}) desk.time.max_skew = max_skew;
    if (dup_window >= rtm::Seconds{0}) desk.dup_window = dup_window;
    if (!key_file.empty()) desk.pseudonyms.emplace(rtm::KeyedHash::from_file(key_file));
    for (const std::string& members : drops) desk.drop.add(members);
    if (updates) desk.updates = rtm::ingest::Updates::write;
    if (keep_private) options.desk.private_posts = rtm::ingest::PrivatePosts::keep;
    desk.per_source = tool.input().stats;
    if (heartbeat > rtm::Seconds{0}) options.heartbeat = heartbeat;
    return tool.around([&](rtm::io::Writer& writer, rtm::stage::Refusals& refusals) {
      const rtm::ingest::Report report = rtm::ingest::run(tool.input().files, options, writer, refusals, tool.watch());
      for (const auto& [member, json] : rtm::ingest::stats(report)) tool.add_stat(member, json);
      return report.totals;
    });
  });
}
