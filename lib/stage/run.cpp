#include "stage/run.hpp"

#include <fmt/format.h>

#include "base/error.hpp"
#include "io/lines.hpp"

namespace rtm::stage {

namespace {

bool blank(std::string_view line) { return line.find_first_not_of(" \t\r") == std::string_view::npos; }

/// The loop over one input.
class Loop {
 public:
  Loop(Stage& stage, Output& output, Refusals& refusals, Totals& totals, const Watch& watch)
      : stage_(stage), output_(output), refusals_(refusals), totals_(totals), watch_(watch) {}

  void run(io::Lines& lines, const std::string& name) {
    std::string_view line;
    for (;;) {
      const auto got = lines.next(line);
      if (got == io::Lines::Got::end) return;
      const record::Place place{name, lines.number()};
      if (place.line == 1 && line.find('\0') != std::string_view::npos) throw Error(fmt::format("{}: not text, but a binary file", name));
      if (got == io::Lines::Got::too_long) {
        too_long(lines, place, line);
      } else if (!blank(line)) {
        one(line, place);
        if (watch_) watch_(totals_.lines);
      }
    }
  }

 private:
  void one(std::string_view line, const record::Place& place) {
    ++totals_.lines;
    if (const auto fault = record_.parse(line, place)) {
      if (line[line.find_first_not_of(" \t\r")] != '{') ++totals_.foreign;
      refusals_.refuse(place, fault->column, fault->why, line);
      return;
    }
    if (record_.kind() != record::Kind::unknown) ++totals_.known;
    stage_.process(record_, output_);
  }

  void too_long(io::Lines& lines, const record::Place& place, std::string_view first) {
    ++totals_.lines;
    refusals_.begin(place, io::Lines::kMaxLine, "the line is longer than 16 MiB");
    refusals_.keep(first);
    lines.skip_rest([this](std::string_view piece) { refusals_.keep(piece); });
    refusals_.end();
  }

  Stage& stage_;
  Output& output_;
  Refusals& refusals_;
  Totals& totals_;
  const Watch& watch_;
  record::Record record_;
};

}  // namespace

bool Totals::beyond(double percent) const {
  return static_cast<double>(refused) * 100 > percent * static_cast<double>(lines);
}

Totals run(const std::vector<std::string>& files, Stage& stage, io::Writer& writer, Refusals& refusals, const Watch& watch) {
  static const std::vector<std::string> standard_input{"-"};
  Totals totals;
  Output output(writer, refusals);
  Loop loop(stage, output, refusals, totals, watch);
  try {
    for (const std::string& file : files.empty() ? standard_input : files) {
      io::Input input(file);
      io::Lines lines(input, [&writer] { writer.flush(); });
      loop.run(lines, file);
    }
    if (totals.lines == 0 || refusals.count() < totals.lines) stage.finish(output);
  } catch (const Stopped&) {
    totals.stopped = true;
  } catch (const Error&) {
    writer.flush();
    throw;
  }
  writer.flush();
  totals.refused = refusals.count();
  totals.written = output.written();
  return totals;
}

}  // namespace rtm::stage
