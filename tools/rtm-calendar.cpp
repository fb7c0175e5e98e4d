#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "base/ascii.hpp"
#include "base/codes.hpp"
#include "base/error.hpp"
#include "base/zone.hpp"
#include "brand/calendar_files.hpp"
#include "brand/load.hpp"
#include "calendar/occasion_json.hpp"
#include "cli/tool.hpp"

namespace {

using rtm::calendar::Occasions;
using rtm::calendar::TitleLanguage;

struct Options {
  std::string brand;
  std::vector<std::string> files, countries, kinds;
  std::optional<rtm::Time> from, to;
  TitleLanguage language = TitleLanguage::italian;
};

/// The files named with --calendar and nothing else; without any, what ships and what the profile adds.
Occasions gather(Options& options) {
  std::optional<rtm::brand::Profile> profile;
  if (!options.brand.empty()) profile = rtm::brand::load(options.brand);
  const rtm::Zone floating = profile ? rtm::Zone::find(profile->timezone) : rtm::Zone();
  Occasions all = options.files.empty() ? Occasions::shipped() : Occasions();
  for (const std::string& file : options.files) all.add_file(file, floating);
  if (!profile) return all;
  if (options.countries.empty()) options.countries = profile->countries;
  for (const auto& own : profile->calendar.dates) all.add_own(own.id, own.title, own.aliases, own.first, own.last);
  for (const std::string& file : profile->calendar.files) all.add_file(rtm::brand::calendar_path(*profile, file), floating);
  return all;
}

/// Both in small letters. Throws Error for a country that is none and for an unknown kind.
void check(Options& options) {
  for (std::string& country : options.countries) {
    const std::string code = rtm::ascii::lower(country);
    if (!rtm::is_country(code)) {
      const auto listed = Occasions::shipped().countries();
      throw rtm::Error(fmt::format("--country: '{}' is no country's code of two letters (ISO 3166) like it; feasts of their own have: {}", country,
                                   fmt::join(listed, ", ")));
    }
    country = code;
  }
  for (std::string& kind : options.kinds) {
    const std::string word = rtm::ascii::lower(kind);
    const auto known = rtm::calendar::kinds();
    if (std::find(known.begin(), known.end(), word) == known.end()) {
      throw rtm::Error(fmt::format("--kind: '{}' is none of: {}", kind, fmt::join(known, ", ")));
    }
    kind = word;
  }
}

rtm::cli::ExitCode print(Options& options) {
  const auto day = [](const rtm::Time& t) { return std::chrono::floor<std::chrono::days>(t); };
  if (!options.from || !options.to) throw rtm::Error("--from and --to are required (see rtm-calendar --help)");
  if (day(*options.to) <= day(*options.from)) throw rtm::Error("--to: the day after the last one wanted, so later than --from");
  check(options);
  const Occasions all = gather(options);
  rtm::record::Writer writer;
  std::string text;
  for (const auto& found : all.between(day(*options.from), day(*options.to), options.countries)) {
    const auto& kinds = options.kinds;
    if (!kinds.empty() && std::find(kinds.begin(), kinds.end(), found.occasion->kind) == kinds.end()) continue;
    rtm::calendar::write(found, options.language, writer);
    (text += writer.text()) += '\n';
  }
  rtm::cli::print(text);
  return rtm::cli::ExitCode::done;
}

}  // namespace

int main(int argc, char** argv) {
  rtm::cli::Tool tool("rtm-calendar", "Prints the occasions between two dates, one JSON object a line.",
                      "  rtm-calendar --from 2026-12-01 --to 2027-01-08 --country it\n"
                      "  rtm-calendar -b brand.json --from 2026-05-01 --to 2026-06-01 | jq -r '[.start, .title] | @tsv'\n");
  Options options;
  tool.add_brand(options.brand);
  tool.app().add_option("--calendar", options.files, "the events of this .ics file only; may be repeated")->type_name("FILE")->allow_extra_args(false);
  tool.add_time("--from", options.from, "the first day");
  tool.add_time("--to", options.to, "the day after the last one");
  tool.app().add_option("--country", options.countries, "only what is kept in this country; may be repeated (default: the profile's, else all)")
      ->type_name("CODE")->allow_extra_args(false);
  tool.app().add_option("--kind", options.kinds, "only feast, world_day, fun, sales, mourning, event, sport, award, politics or own; may be repeated")
      ->type_name("KIND")->allow_extra_args(false);
  tool.add_word<TitleLanguage, TitleLanguage>(tool.app(), "--lang", options.language, {{"it", TitleLanguage::italian}, {"en", TitleLanguage::english}},
                                              "titles in it or en (default: it)")
      ->type_name("LANG");
  return tool.main(argc, argv, [&] { return print(options); });
}
