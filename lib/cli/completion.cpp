#include "cli/completion.hpp"

#include <fmt/format.h>

#include <vector>

namespace rtm::cli {

namespace {

struct Flag {
  std::vector<std::string> shorts, longs;
  std::string help;
  bool takes_value;
};

std::string without(std::string text, std::string_view characters) {
  std::erase_if(text, [&](char c) { return characters.find(c) != std::string_view::npos; });
  return text;
}

std::vector<Flag> flags_of(const CLI::App& app) {
  std::vector<Flag> flags;
  for (const CLI::Option* option : app.get_options()) {
    if (option->get_snames().empty() && option->get_lnames().empty()) continue;  // positional
    flags.push_back({option->get_snames(), option->get_lnames(), option->get_description(),
                     option->get_type_size_max() != 0 && option->get_items_expected_max() != 0});
  }
  return flags;
}

std::vector<const CLI::App*> commands_of(const CLI::App& app) {
  return app.get_subcommands([](const CLI::App*) { return true; });
}

std::string words(const CLI::App& app) {
  std::string all;
  for (const CLI::App* command : commands_of(app)) all += command->get_name() + " " + words(*command);
  for (const Flag& flag : flags_of(app)) {
    for (const auto& name : flag.shorts) all += "-" + name + " ";
    for (const auto& name : flag.longs) all += "--" + name + " ";
  }
  return all;
}

std::string bash(const CLI::App& app, const std::string& name) {
  const std::string function = "_" + without(name, "-");
  return fmt::format(
      "{0}() {{\n"
      "  local word=${{COMP_WORDS[COMP_CWORD]}}\n"
      "  case $word in\n"
      "    -*) COMPREPLY=($(compgen -W '{1}' -- \"$word\")) ;;\n"
      "    *) COMPREPLY=($(compgen -f -- \"$word\")) ;;\n"
      "  esac\n"
      "}}\n"
      "complete -o filenames -F {0} {2}\n",
      function, words(app), name);
}

std::string zsh(const CLI::App& app, const std::string& name) {
  std::string script = fmt::format("#compdef {}\n_arguments -s \\\n", name);
  const auto line = [&script](const std::string& flag, const Flag& f) {
    script += fmt::format("  '{}[{}]{}' \\\n", flag, without(f.help, "'[]:"), f.takes_value ? ":value:_files" : "");
  };
  for (const Flag& flag : flags_of(app)) {
    for (const auto& n : flag.shorts) line("-" + n, flag);
    for (const auto& n : flag.longs) line("--" + n, flag);
  }
  std::string commands;
  for (const CLI::App* command : commands_of(app)) commands += command->get_name() + " ";
  if (!commands.empty()) script += fmt::format("  '1:command:({})' \\\n", commands);
  return script + "  '*:file:_files'\n";
}

std::string fish(const CLI::App& app, const std::string& name) {
  std::string script;
  for (const CLI::App* command : commands_of(app)) {
    script += fmt::format("complete -c {} -n __fish_use_subcommand -a {} -d '{}'\n", name, command->get_name(),
                          without(command->get_description(), "'\\"));
  }
  for (const Flag& flag : flags_of(app)) {
    script += "complete -c " + name;
    for (const auto& n : flag.shorts) script += " -s " + n;
    for (const auto& n : flag.longs) script += " -l " + n;
    if (flag.takes_value) script += " -r";
    script += fmt::format(" -d '{}'\n", without(flag.help, "'\\"));
  }
  return script;
}

}  // namespace

std::string completion(const CLI::App& app, const std::string& name, const std::string& shell) {
  if (shell == "bash") return bash(app, name);
  if (shell == "zsh") return zsh(app, name);
  return fish(app, name);
}

}  // namespace rtm::cli
