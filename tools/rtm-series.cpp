#include <fmt/format.h>

#include <optional>

#include "base/error.hpp"
#include "cli/tool.hpp"
#include "io/lines.hpp"
#include "series/burst_detector.hpp"
#include "series/rows.hpp"

namespace {

using rtm::series::RowReader;

/// Writes each row of the file with its burst, at once.
rtm::stage::Totals burst(const std::string& file, rtm::io::Writer& writer, rtm::stage::Refusals& refusals) {
  rtm::io::Input input(file);
  rtm::io::Lines lines(input, [&] { writer.flush(); });
  rtm::series::BurstDetector detector;
  RowReader reader;
  rtm::series::Row row{};
  rtm::stage::Totals totals;
  std::optional<rtm::Time> last;
  std::string why;
  std::string_view line;
  for (auto got = lines.next(line); got != rtm::io::Lines::Got::end; got = lines.next(line)) {
    if (got == rtm::io::Lines::Got::too_long || line.find('\0') != std::string_view::npos) throw rtm::Error(file + ": not text, but a binary file");
    const RowReader::Got kind = reader.read(line, row, why);
    if (kind == RowReader::Got::nothing) continue;
    totals.lines += kind == RowReader::Got::row;
    if (why.empty() && kind == RowReader::Got::row && last && row.at < *last) why = "earlier than the row before: rows are wanted in order of time";
    if (!why.empty()) {
      refusals.refuse({file, lines.number()}, 0, why, line);
      continue;
    }
    totals.known += kind == RowReader::Got::row;
    if (kind == RowReader::Got::row) last = row.at;
    ++totals.written;
    writer.write(rtm::series::with_column(line, kind == RowReader::Got::header ? "burst" : fmt::format("{:.3f}", detector.add(row.at, row.value))));
  }
  totals.refused = refusals.count();
  return totals;
}

}  // namespace

int main(int argc, char** argv) {
  rtm::cli::Tool tool("rtm-series", "Tells bursts in a plain series of counts.",
                      "  rtm-series burst mentions.csv\n"
                      "  rtm-series burst mentions.csv | awk -F, '$NF > 3'\n");
  std::string file = "-";
  CLI::App* bursts = tool.app().add_subcommand("burst", "Write each row of a series with how much of a burst begins there");
  bursts->add_option("FILE", file, "rows of a time and a count, with or without a header (default: the standard input)");
  return tool.main(argc, argv, [&] {
    if (!bursts->parsed()) throw rtm::Error("say what to do: burst (see rtm-series --help)");
    return tool.around([&](rtm::io::Writer& writer, rtm::stage::Refusals& refusals) { return burst(file, writer, refusals); });
  });
}
