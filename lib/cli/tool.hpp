#pragma once
#include <CLI/CLI.hpp>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "base/zone.hpp"
#include "cli/exit_code.hpp"
#include "cli/progress.hpp"
#include "stage/run.hpp"

namespace rtm::cli {

/// What every filter takes.
struct InputOptions {
  std::vector<std::string> files;
  std::string rejects;
  bool strict = false;
  double tolerate = 1.0;  // percent
  bool stats = false;
};

/// The option of flags like "-b,--brand" as messages name it: "--brand".
inline std::string long_name(const std::string& flags) { return flags.substr(flags.rfind(',') + 1); }

/// One command line program: its options, its help, its messages, its exit code.
///
/// A main declares its options on app(), then calls main() with what is to be done once they are parsed. Parsing does
/// no I/O.
class Tool {
 public:
  /// `name` as typed; `summary` one sentence; `examples` the last part of --help, one command a line.
  Tool(std::string name, const std::string& summary, std::string_view examples);

  CLI::App& app() { return app_; }

  /// FILE..., --rejects, --strict, --tolerate, --stats.
  void add_input() { takes_input_ = true; }
  const InputOptions& input() const { return input_; }

  /// -b, --brand FILE
  void add_brand(std::string& path);
  /// --now TIME
  void add_now(std::optional<Time>& now, const std::string& help = "it is TIME: later posts have not happened (default: the newest post)");
  /// A time of RFC 3339 or a date.
  CLI::Option* add_time(const std::string& flags, std::optional<Time>& time, const std::string& help);
  /// "90s", "5m", "48h", "30d", "2w"
  CLI::Option* add_duration(const std::string& flags, Seconds& duration, const std::string& help);

  /// A whole number of [least, most], given to `take`.
  CLI::Option* add_count(const std::string& flags, const std::string& help, std::int64_t least, std::int64_t most,
                         const std::function<void(std::int64_t)>& take);
  /// A number of [least, most], given to `take`.
  CLI::Option* add_number(const std::string& flags, const std::string& help, double least, double most, const std::function<void(double)>& take);

  /// One of a few words, each with what it stands for.
  template <typename T, typename Meaning>
  static CLI::Option* add_word(CLI::App& app, const std::string& flags, T& value, std::vector<std::pair<std::string, Meaning>> words,
                               const std::string& help) {
    const auto take = [&value, words, name = long_name(flags)](const std::string& typed) {
      std::string known;
      for (const auto& [word, meaning] : words) {
        if (word == typed) {
          value = meaning;
          return;
        }
        known += (known.empty() ? "" : ", ") + word;
      }
      throw CLI::ValidationError(name, "'" + typed + "' is none of: " + known);
    };
    return app.add_option_function<std::string>(flags, take, help);
  }

  /// Parses, runs `body`, turns what it throws into one line and an exit code.
  int main(int argc, const char* const* argv, const std::function<ExitCode()>& body);

  /// Sends the input through `stage` onto the standard output, under the common options.
  ExitCode filter(stage::Stage& stage, stage::Totals* totals = nullptr);

  /// Does the same around a loop of one's own: `loop` reads, writes and gives its totals.
  using Loop = std::function<stage::Totals(io::Writer&, stage::Refusals&)>;
  ExitCode around(const Loop& loop, stage::Totals* totals = nullptr);
  /// What such a loop tells how far it has come; valid while it runs.
  stage::Watch watch() const;

  /// Throws Error when `path`, which `option` ("--rejects") names for writing, is a file that this run reads or its standard output.
  void spare_input(const std::string& path, const std::string& option) const;

  /// Writes "NAME: text" to the standard error.
  void tell(std::string_view text) const;

  /// Adds to what --stats prints: "member":json.
  void add_stat(const std::string& member, const std::string& json);

 private:
  void add_common();
  void add_input_options();
  void print_stats(const stage::Totals& totals) const;
  int help_or_usage(const CLI::ParseError& error);

  std::string name_;
  CLI::App app_;
  InputOptions input_;
  bool takes_input_ = false;
  std::string completion_;
  std::string extra_stats_;
  std::unique_ptr<Progress> progress_;  // while there is something to show and somebody to see it
};

/// Writes `text` to the standard output; a full disk or a closed output is an Error.
void print(std::string_view text);

/// The zone that `option` ("--timezone") names. Throws Error for what is none.
Zone zone(const std::string& option, const std::string& name);

/// Sets SIGPIPE aside: a closed reader shows as io::ClosedPipe.
void ignore_broken_pipes();

}  // namespace rtm::cli
