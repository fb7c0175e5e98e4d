#include "cli/tool.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <csignal>
#include <new>

#include "base/error.hpp"
#include "cli/completion.hpp"
#include "cli/same_file.hpp"

namespace rtm::cli {

namespace {

constexpr const char* kHelp = "print this and exit";

/// An option whose text `parse` reads into an optional; what it does not take, `expected` tells: "a length of time like 90s".
template <typename Parse, typename Take>
CLI::Option* add_parsed(CLI::App& app, const std::string& flags, const std::string& help, const std::string& expected, Parse parse, Take take) {
  const auto read = [name = long_name(flags), expected, parse, take](const std::string& text) {
    const auto value = parse(text);
    if (!value) throw CLI::ValidationError(name, fmt::format("'{}' is not {}", text, expected));
    take(*value);
  };
  return app.add_option_function<std::string>(flags, read, help);
}

/// The whole text as a number; nullopt for anything else, and outside [least, most].
template <typename T>
std::optional<T> within(const std::string& text, T least, T most) {
  T value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool good = error == std::errc{} && end == text.data() + text.size() && value >= least && value <= most;
  return good ? std::optional(value) : std::nullopt;
}

std::string one_line(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  while (!text.empty() && text.back() == ' ') text.pop_back();
  return text;
}

}  // namespace

Tool::Tool(std::string name, const std::string& summary, std::string_view examples)
    : name_(std::move(name)), app_(summary, name_) {
  app_.footer(fmt::format("Examples:\n{}\nMore: man {}, man 7 rtm", examples, name_));
  app_.set_help_flag("-h,--help", kHelp);  // subcommands take it from here
  app_.get_formatter()->column_width(34);
}

/// Behind the tool's own options, which --help shows first.
void Tool::add_common() {
  if (takes_input_) add_input_options();
  app_.add_option("--completion", completion_, "print the completion script for bash, zsh or fish and exit")
      ->check(CLI::IsMember({"bash", "zsh", "fish"}).description(""))
      ->type_name("SHELL");
  app_.set_version_flag("--version", fmt::format("{} {}", name_, RTM_VERSION), "print the version and exit");
  app_.set_help_flag("-h,--help", kHelp);  // once more, to stand last
}

void Tool::add_input_options() {
  app_.add_option("FILE", input_.files, "what to read; none or - is the standard input; gzip and zstd are unpacked")->type_name("");
  app_.add_option("--rejects", input_.rejects, "keep refused lines here, each with its reason")->type_name("FILE");
  app_.add_flag("--strict", input_.strict, "stop at the first refused line");
  add_number("--tolerate", "exit 3 when more than this share of the lines is refused (default: 1)", 0, 100, [this](double percent) { input_.tolerate = percent; })
      ->type_name("PERCENT");
  app_.add_flag("--stats", input_.stats, "print counts as one JSON object on the standard error at the end");
}

void Tool::add_brand(std::string& path) {
  app_.add_option("-b,--brand", path, "the brand profile (see rtm-brand(5))")->type_name("FILE");
}

CLI::Option* Tool::add_time(const std::string& flags, std::optional<Time>& time, const std::string& help) {
  return add_parsed(app_, flags, help, "a time like 2026-11-22T10:00:00Z or a date", parse_time, [&time](Time value) { time = value; })
      ->type_name("TIME");
}

void Tool::add_now(std::optional<Time>& now, const std::string& help) { add_time("--now", now, help); }

CLI::Option* Tool::add_duration(const std::string& flags, Seconds& duration, const std::string& help) {
  return add_parsed(app_, flags, help, "a length of time like 90s, 5m, 48h or 30d", parse_duration, [&duration](Seconds value) { duration = value; })
      ->type_name("DURATION");
}

CLI::Option* Tool::add_count(const std::string& flags, const std::string& help, std::int64_t least, std::int64_t most,
                             const std::function<void(std::int64_t)>& take) {
  const auto parse = [least, most](const std::string& text) { return within(text, least, most); };
  return add_parsed(app_, flags, help, fmt::format("a whole number from {} to {}", least, most), parse, take)->type_name("N");
}

CLI::Option* Tool::add_number(const std::string& flags, const std::string& help, double least, double most, const std::function<void(double)>& take) {
  const auto parse = [least, most](const std::string& text) { return within(text, least, most); };
  return add_parsed(app_, flags, help, fmt::format("a number from {} to {}", least, most), parse, take)->type_name("X");
}

void Tool::tell(std::string_view text) const {
  if (progress_) progress_->erase();
  fmt::print(stderr, "{}: {}\n", name_, text);
}

int Tool::help_or_usage(const CLI::ParseError& error) {
  if (error.get_exit_code() == 0) {
    if (dynamic_cast<const CLI::CallForHelp*>(&error) != nullptr) {
      print(app_.help());
    } else {
      print(fmt::format("{}\n", error.what()));
    }
    return static_cast<int>(ExitCode::done);
  }
  throw Error(fmt::format("{} (see {} --help)", one_line(error.what()), name_));
}

int Tool::main(int argc, const char* const* argv, const std::function<ExitCode()>& body) {
  ignore_broken_pipes();
  try {
    add_common();
    try {
      // A completion script needs none of the options that are otherwise required.
      app_.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
      if (completion_.empty()) return help_or_usage(error);
    }
    if (!completion_.empty()) {
      print(completion(app_, name_, completion_));
      return static_cast<int>(ExitCode::done);
    }
    return static_cast<int>(body());
  } catch (const io::ClosedPipe&) {
    return static_cast<int>(ExitCode::done);
  } catch (const Error& error) {
    tell(error.what());
  } catch (const std::bad_alloc&) {
    tell("out of memory");
  } catch (const std::exception& error) {
    tell(fmt::format("internal error: {}; please report it", error.what()));
  }
  return static_cast<int>(ExitCode::failed);
}

void Tool::add_stat(const std::string& member, const std::string& json) {
  extra_stats_ += fmt::format(",\"{}\":{}", member, json);
}

void Tool::print_stats(const stage::Totals& totals) const {
  fmt::print(stderr, R"({{"tool":"{}","lines":{},"refused":{},"written":{}{}}})"
                     "\n",
             name_, totals.lines, totals.refused, totals.written, extra_stats_);
}

void Tool::spare_input(const std::string& path, const std::string& option) const {
  if (const auto used = already_in_use(app_, path, option)) {
    throw Error(fmt::format("{} {}: that is {}, which would be lost: name another file", option, path, *used == path ? "read in this run" : *used));
  }
}

ExitCode Tool::around(const Loop& loop, stage::Totals* totals) {
  spare_input(input_.rejects, "--rejects");
  stage::Refusals refusals([this](std::string_view line) { tell(line); }, input_.rejects,
                           input_.strict ? stage::Strictness::stop : stage::Strictness::skip);
  io::Writer writer(STDOUT_FILENO, "standard output");
  if (Progress::wanted()) progress_ = std::make_unique<Progress>(name_);
  const stage::Totals result = loop(writer, refusals);
  progress_.reset();
  writer.close();
  refusals.close();
  if (input_.stats) print_stats(result);
  if (totals != nullptr) *totals = result;
  if (result.nothing_known()) tell("no record of a known kind in the input: run rtm-ingest first?");
  return result.stopped || result.beyond(input_.tolerate) ? ExitCode::refused : ExitCode::done;
}

stage::Watch Tool::watch() const {
  if (!progress_) return {};
  return [progress = progress_.get()](std::uint64_t records) { progress->show(records); };
}

ExitCode Tool::filter(stage::Stage& stage, stage::Totals* totals) {
  return around(
      [&](io::Writer& writer, stage::Refusals& refusals) {
        return stage::run(input_.files, stage, writer, refusals, watch());
      },
      totals);
}

void print(std::string_view text) {
  io::Writer writer(STDOUT_FILENO, "standard output");
  writer.write(text);
  writer.close();
}

Zone zone(const std::string& option, const std::string& name) {
  try {
    return Zone::find(name);
  } catch (const Error& error) {
    throw Error(fmt::format("{}: {}", option, error.what()));
  }
}

void ignore_broken_pipes() { std::signal(SIGPIPE, SIG_IGN); }

}  // namespace rtm::cli
