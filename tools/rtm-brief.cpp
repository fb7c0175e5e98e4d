#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>

#include "brand/load.hpp"
#include "brief/brief_sink.hpp"
#include "cli/tool.hpp"

namespace {

using rtm::brief::Colour;
using rtm::brief::Format;
using rtm::brief::Language;
using rtm::brief::Show;

constexpr std::int64_t kNarrowest = 40, kWidest = 10'000;  // columns

std::size_t terminal_width() {
  winsize size{};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  return 100;
}

Colour colour() {
  const char* forbidden = std::getenv("NO_COLOR");
  const bool allowed = forbidden == nullptr || *forbidden == '\0';
  return allowed && ::isatty(STDOUT_FILENO) != 0 ? Colour::always : Colour::never;
}

}  // namespace

int main(int argc, char** argv) {
  rtm::cli::Tool tool("rtm-brief", "Prints opportunities for people: what to do first, why, until when, who signs.",
                      "  ... | rtm-risk -b brand.json | rtm-brief -b brand.json\n"
                      "  rtm-brief --format md --lang en opportunities.jsonl > brief.md\n");
  tool.add_input();
  rtm::brief::BriefSink::Options options;
  std::string brand, zone;
  Format& format = options.page.format;
  std::optional<Language> language;
  std::size_t width = 0;
  tool.add_brand(brand);
  tool.add_word<Format, Format>(tool.app(), "--format", format, {{"text", Format::text}, {"md", Format::markdown}, {"csv", Format::csv}},
                                "text (a table), md or csv (default: text)")
      ->type_name("FORMAT");
  tool.add_word<std::optional<Language>, Language>(tool.app(), "--lang", language, {{"it", Language::italian}, {"en", Language::english}},
                                                   "it or en (default: the profile's first of the two, else it)")
      ->type_name("LANG");
  tool.app().add_option("--timezone", zone, "show times of this zone (default: the profile's, else the records', else UTC)")->type_name("ZONE");
  tool.add_count("--width", "columns of the table (default: the terminal's, else 100)", kNarrowest, kWidest,
                 [&](std::int64_t n) { width = static_cast<std::size_t>(n); });
  tool.add_count("--top", "print only the first N (0: all); stories about the brand always", 0, 1'000'000,
                 [&](std::int64_t n) { options.top = static_cast<std::size_t>(n); });
  tool.app().add_flag_callback("--all", [&] { options.page.show = Show::all; }, "print every story that nobody need act on, not the first few for each reason");
  return tool.main(argc, argv, [&] {
    if (!brand.empty()) rtm::brief::follow(rtm::brand::load(brand), options);
    if (language) options.language = *language;
    if (!zone.empty()) options.zone = rtm::cli::zone("--timezone", zone);
    options.page.width = width > 0 ? width : terminal_width();
    options.page.colour = colour();
    rtm::brief::BriefSink sink(std::move(options));
    const auto code = tool.filter(sink);
    if (sink.empty() && sink.unjudged()) tool.tell("posts, but nothing judged among them: run rtm-score and rtm-risk first?");
    if (sink.dropped() > 0) tool.tell(fmt::format("{} stories of the least worth left out: there are too many", sink.dropped()));
    return code;
  });
}
