#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <iostream>
#include <map>

#include "base/error.hpp"
#include "brand/calendar_files.hpp"
#include "brand/conflicts.hpp"
#include "brand/describe.hpp"
#include "brand/draft.hpp"
#include "brand/load.hpp"
#include "brand/readiness.hpp"
#include "cli/tool.hpp"
#include "data/table.hpp"

namespace {

using rtm::brand::DraftLanguage;
using rtm::cli::ExitCode;

struct Init {
  std::map<std::string, std::string> answers;
  std::string output;
  DraftLanguage language = DraftLanguage::english;
};

/// What is wrong with an answer, "" when nothing is.
std::string fault(rtm::brand::Draft draft, const std::string& key, const std::string& text, DraftLanguage language) {
  rtm::brand::answer(draft, key, text);
  if (draft.name.empty()) return language == DraftLanguage::italian ? "serve un nome" : "a name is needed";
  if (!draft.hours.empty() && rtm::brand::nobody_signs(draft)) {
    return language == DraftLanguage::italian ? "nessuno firma: lasciare vuoto" : "nobody signs: leave it empty";
  }
  const rtm::brand::Loaded loaded = rtm::brand::read(rtm::brand::write(draft, language), "");
  return loaded.problems.empty() ? std::string() : loaded.problems.front().what;
}

/// Asks until the answer will do, or the input ends.
std::string ask(const rtm::brand::Question& question, const rtm::brand::Draft& draft, DraftLanguage language) {
  std::string text, wrong;
  do {
    std::cerr << (language == DraftLanguage::italian ? question.italian : question.english) << " " << std::flush;
    text.clear();
    std::getline(std::cin, text);
    wrong = fault(draft, question.key, text, language);
    if (!wrong.empty()) std::cerr << "  ! " << wrong << "\n";
  } while (!wrong.empty() && std::cin);
  return text;
}

/// Asks at the terminal for what the options left open.
rtm::brand::Draft ask(const Init& init) {
  rtm::brand::Draft draft;
  const bool terminal = ::isatty(STDIN_FILENO) != 0;
  for (const rtm::brand::Question& question : rtm::brand::questions()) {
    std::string text;
    if (const auto given = init.answers.find(question.key); given != init.answers.end() && !given->second.empty()) {
      text = given->second;
    } else if (terminal) {
      text = ask(question, draft, init.language);
    }
    rtm::brand::answer(draft, question.key, text);
  }
  if (draft.name.empty()) throw rtm::Error("a profile needs at least --name");
  if (!draft.hours.empty() && rtm::brand::nobody_signs(draft)) throw rtm::Error("--hours: whose? Say --owner, --decider or --legal, too");
  return draft;
}

/// Writes to a file that is not there yet.
void save(const std::string& path, const std::string& text) {
  const int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (fd < 0) throw rtm::Error(path + ": " + std::strerror(errno));
  const bool whole = ::write(fd, text.data(), text.size()) == static_cast<ssize_t>(text.size());
  if (::close(fd) != 0 || !whole) throw rtm::Error(path + ": " + std::strerror(errno));
}

ExitCode init(const Init& options, const rtm::cli::Tool& tool) {
  const rtm::brand::Draft draft = ask(options);
  const std::string text = rtm::brand::write(draft, options.language);
  const rtm::brand::Loaded loaded = rtm::brand::read(text, options.output);
  if (!loaded.problems.empty()) throw rtm::Error(loaded.problems.front().path + ": " + loaded.problems.front().what);
  if (options.output.empty()) {
    rtm::cli::print(text);
  } else {
    save(options.output, text);
  }
  for (const std::string& word : rtm::brand::words_only(draft)) {
    tool.tell("never '" + word + "': kept away by this word alone; if it stands for a sensitive matter, add its id under \"sensitive\" (see rtm-brand(5))");
  }
  return ExitCode::done;
}

ExitCode check(const std::string& path, bool exit_status) {
  rtm::brand::Loaded loaded = rtm::brand::read_file(path);
  if (loaded.problems.empty()) loaded.problems = rtm::brand::calendar_problems(loaded.profile);
  std::string text;
  for (const auto& problem : loaded.problems) text += path + ": " + problem.path + (problem.path.empty() ? "" : ": ") + problem.what + "\n";
  if (!loaded.problems.empty()) {
    rtm::cli::print(text);
    return ExitCode::failed;
  }
  const auto lacks = rtm::brand::lacks(loaded.profile);
  for (const auto& lack : lacks) text += std::string(lack.basic ? "missing" : "unfinished") + ": " + lack.what + ": " + lack.cure + "\n";
  for (const std::string& conflict : rtm::brand::conflicts(loaded.profile)) text += "conflict: " + conflict + "\n";
  constexpr const char* kReadiness[] = {"ready", "unfinished: verdicts are capped at review", "failed: without the basics every verdict is no_go"};
  text += path + ": " + kReadiness[static_cast<int>(rtm::brand::readiness(lacks))] + "\n";
  rtm::cli::print(text);
  return exit_status && !lacks.empty() ? ExitCode::nothing : ExitCode::done;
}

}  // namespace

int main(int argc, char** argv) {
  rtm::cli::Tool tool("rtm-brand", "Makes, checks and shows a brand profile.",
                      "  rtm-brand init --lang it > brand.json\n"
                      "  rtm-brand init --name Granvela --themes 'ricetta, cena' --owner Marta --decider Giulio -o brand.json\n"
                      "  rtm-brand check brand.json\n");
  Init options;
  std::string path;
  bool exit_status = false;
  CLI::App& app = tool.app();
  CLI::App* make = app.add_subcommand("init", "Write a new profile; asks at the terminal for what no option says");
  for (const auto& question : rtm::brand::questions()) {
    make->add_option("--" + question.key, options.answers[question.key], question.english)->type_name("TEXT");
  }
  tool.add_word<DraftLanguage, DraftLanguage>(*make, "--lang", options.language, {{"it", DraftLanguage::italian}, {"en", DraftLanguage::english}},
                                              "language of questions and comments, it or en (default: en)")
      ->type_name("LANG");
  make->add_option("-o,--output", options.output, "write to this file, which must not exist yet (default: the standard output)")->type_name("FILE");
  CLI::App* checks = app.add_subcommand("check", "Say every error with its place, what is missing, and which rules conflict");
  checks->add_option("FILE", path, "the profile")->required();
  checks->add_flag("-e,--exit-status", exit_status, "exit 1 unless the profile is ready");
  CLI::App* show = app.add_subcommand("show", "Print the profile as understood, defaults included");
  show->add_option("FILE", path, "the profile")->required();
  CLI::App* schema = app.add_subcommand("schema", "Print the JSON Schema of a profile");
  return tool.main(argc, argv, [&] {
    if (make->parsed()) return init(options, tool);
    if (checks->parsed()) return check(path, exit_status);
    if (!show->parsed() && !schema->parsed()) throw rtm::Error("say what to do: init, check, show or schema (see rtm-brand --help)");
    rtm::cli::print(show->parsed() ? rtm::brand::describe(rtm::brand::load(path)) : std::string(rtm::data::table("brand_schema")));
    return ExitCode::done;
  });
}
