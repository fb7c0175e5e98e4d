#include "ingest/ingest.hpp"

#include <fmt/format.h>

#include "base/error.hpp"
#include "ingest/file.hpp"
#include "ingest/heartbeat.hpp"
#include "io/archive.hpp"

namespace rtm::ingest {

namespace {

/// Reads inputs one after the other: files, and archives of files.
class Inputs {
 public:
  Inputs(const Options& options, Desk& desk, io::Writer& writer, const stage::Refusals& refusals, Heartbeat* heartbeat, const stage::Watch& watch,
         Report& report)
      : options_(options), format_(find_format(options.from)), desk_(desk), writer_(writer), refusals_(refusals), heartbeat_(heartbeat),
        watch_(heartbeat == nullptr ? watch : with_heartbeat(watch)), report_(report) {
    if (format_ == nullptr && options.from != "auto") {
      throw Error(fmt::format("--from {}: no such format; known are {}", options.from, known_formats()));
    }
  }

  void read(const std::string& name) {
    io::Input input(name);
    if (input.would_wait()) wait(input);
    if (input.is_archive()) return archive(input);
    file(input, Origin::named);
  }

 private:
  stage::Watch with_heartbeat(const stage::Watch& watch) {
    return [this, watch](std::uint64_t records) {
      if (watch) watch(records);
      heartbeat_->beat();
    };
  }

  /// Before a read that would wait: what is written goes out, and heartbeats while nothing comes.
  void wait(const io::Input& input) {
    writer_.flush();
    while (heartbeat_ != nullptr && !input.ready(heartbeat_->left())) {
      heartbeat_->beat();
      writer_.flush();
    }
  }

  Outcome file(io::Input& input, Origin origin) {
    File file(input, origin, options_, format_, desk_, watch_, [this, &input] { wait(input); });
    const std::uint64_t refused = refusals_.count();
    Outcome outcome{};
    try {
      outcome = file.read();
    } catch (...) {
      desk_.close();
      throw;
    }
    desk_.close();
    if (outcome == Outcome::read && report_.inputs.size() < kMostTold) {
      report_.inputs.push_back({input.name(), std::string(file.format_name()), refusals_.count() - refused});
    }
    return outcome;
  }

  void archive(io::Input& input) {
    io::Archive archive(input);
    std::uint64_t read = 0, left_out = 0;
    bool markup = false, office = false;
    while (archive.next()) {
      io::Input member = archive.file();
      office = office || member.name().ends_with(":xl/workbook.xml") || member.name().ends_with(":word/document.xml") || member.name().ends_with(":content.xml");
      const Outcome outcome = member.is_archive() ? Outcome::left_out : file(member, Origin::archived);
      ++(outcome == Outcome::read ? read : left_out);
      markup = markup || outcome == Outcome::left_out_markup;
    }
    report_.left_out += left_out;
    if (read > 0 || left_out == 0) return;
    desk_.file(input.name());
    if (office) return desk_.refuse(0, "a spreadsheet or document of an office program: save it as CSV (UTF-8) and read that");
    desk_.refuse(0, fmt::format("an archive, and none of the files in it ({}) is of a format that tells itself; {}", left_out,
                                markup ? "some are HTML: ask for the download as JSON" : "say which with --from"));
  }

  static constexpr std::size_t kMostTold = 100;

  const Options& options_;
  const Format* format_;
  Desk& desk_;
  io::Writer& writer_;
  const stage::Refusals& refusals_;
  Heartbeat* heartbeat_;  // nullptr: none
  stage::Watch watch_;
  Report& report_;
};

}  // namespace

Report run(const std::vector<std::string>& files, const Options& options, io::Writer& writer,
           stage::Refusals& refusals, const stage::Watch& watch) {
  static const std::vector<std::string> standard_input{"-"};
  Report report;
  stage::Output output(writer, refusals);
  Desk desk(options.desk, output, refusals);
  std::optional<Heartbeat> heartbeat;
  if (options.heartbeat) heartbeat.emplace(*options.heartbeat, output, desk.counts(), refusals);
  Inputs inputs(options, desk, writer, refusals, heartbeat ? &*heartbeat : nullptr, watch, report);
  const auto finish = [&] {
    desk.close();
    writer.flush();
    report.counts = desk.counts();
    report.sources = desk.sources().all();
    report.totals.refused = refusals.count();
    report.totals.lines = report.counts.handled() + report.totals.refused;
    report.totals.known = report.totals.lines;
    report.totals.written = output.written();
  };
  try {
    for (const std::string& name : files.empty() ? standard_input : files) {
      inputs.read(name);
    }
  } catch (const stage::Stopped&) {
    report.totals.stopped = true;
  } catch (const Error&) {
    finish();
    throw;
  }
  finish();
  return report;
}

}  // namespace rtm::ingest
