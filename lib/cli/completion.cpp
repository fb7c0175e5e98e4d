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

/// The options of `app`, as typed.
std::string options(const CLI::App& app) {
  std::string all;
  for (const Flag& flag : flags_of(app)) {
    for (const auto& name : flag.shorts) all += "-" + name + " ";
    for (const auto& name : flag.longs) all += "--" + name + " ";
  }
  return all;
}

std::string names_of_commands(const CLI::App& app) {
  std::string names;
  for (const CLI::App* command : commands_of(app)) names += command->get_name() + " ";
  return names;
}

std::string bash(const CLI::App& app, const std::string& name) {
  std::string cases;
  for (const CLI::App* command : commands_of(app)) {
    cases += fmt::format("      {}) options='{}' ;;\n", command->get_name(), options(*command));
  }
  if (!cases.empty()) cases = "  if [ \"$COMP_CWORD\" -gt 1 ]; then\n    commands=\n    case ${COMP_WORDS[1]} in\n" + cases + "    esac\n  fi\n";
  return fmt::format(
      "{0}() {{\n"
      "  local word=${{COMP_WORDS[COMP_CWORD]}} options='{1}' commands='{2}'\n"
      "{3}"
      "  case $word in\n"
      "    -*) COMPREPLY=($(compgen -W \"$options\" -- \"$word\")) ;;\n"
      "    *) if [ -n \"$commands\" ]; then COMPREPLY=($(compgen -W \"$commands\" -- \"$word\")); else COMPREPLY=($(compgen -f -- \"$word\")); fi ;;\n"
      "  esac\n"
      "}}\n"
      "complete -o filenames -F {0} {4}\n",
      "_" + without(name, "-"), options(app), names_of_commands(app), cases, name);
}

/// One call of _arguments, with the lines of `more` at its end.
std::string zsh_arguments(const CLI::App& app, const std::string& more) {
  std::string script = "_arguments -s \\\n";
  for (const Flag& flag : flags_of(app)) {
    const std::string rest = fmt::format("[{}]{}' \\\n", without(flag.help, "'[]:"), flag.takes_value ? ":value:_files" : "");
    for (const auto& n : flag.shorts) script += "  '-" + n + rest;
    for (const auto& n : flag.longs) script += "  '--" + n + rest;
  }
  return script + more;
}

std::string zsh(const CLI::App& app, const std::string& name) {
  const std::string head = fmt::format("#compdef {}\n", name);
  if (commands_of(app).empty()) return head + zsh_arguments(app, "  '*:file:_files'\n");
  std::string script = head + "local state\n" +
                       zsh_arguments(app, fmt::format("  '1:command:({})' \\\n  '*::argument:->argument'\n", names_of_commands(app)));
  script += "[[ $state == argument ]] && case $words[1] in\n";
  for (const CLI::App* command : commands_of(app)) {
    script += fmt::format("{})\n{};;\n", command->get_name(), zsh_arguments(*command, "  '*:file:_files'\n"));
  }
  return script + "esac\n";
}

/// The options of `app`, each on a line; `condition` is one of fish's own, or nothing.
std::string fish_options(const CLI::App& app, const std::string& name, const std::string& condition) {
  std::string script;
  for (const Flag& flag : flags_of(app)) {
    script += "complete -c " + name + condition;
    for (const auto& n : flag.shorts) script += " -s " + n;
    for (const auto& n : flag.longs) script += " -l " + n;
    if (flag.takes_value) script += " -r";
    script += fmt::format(" -d '{}'\n", without(flag.help, "'\\"));
  }
  return script;
}

std::string fish(const CLI::App& app, const std::string& name) {
  std::string script;
  for (const CLI::App* command : commands_of(app)) {
    script += fmt::format("complete -c {} -n __fish_use_subcommand -a {} -d '{}'\n", name, command->get_name(),
                          without(command->get_description(), "'\\"));
  }
  script += fish_options(app, name, commands_of(app).empty() ? "" : " -n __fish_use_subcommand");
  for (const CLI::App* command : commands_of(app)) {
    script += fish_options(*command, name, fmt::format(" -n '__fish_seen_subcommand_from {}'", command->get_name()));
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
