#include "cli/same_file.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>

namespace rtm::cli {

namespace {

bool same(const struct stat& a, const struct stat& b) { return a.st_dev == b.st_dev && a.st_ino == b.st_ino; }

bool names_files(const CLI::Option& option) {
  const std::string type = option.get_type_name();
  return option.get_positional() || type == "FILE" || type == "KEYFILE" || type == "MODEL";
}

std::optional<std::string> named(const CLI::App& app, const struct stat& file, const std::string& own) {
  for (const CLI::Option* option : app.get_options()) {
    if (option->check_name(own) || !names_files(*option)) continue;
    for (const std::string& path : option->results()) {
      struct stat other {};
      if (::stat(path.c_str(), &other) == 0 && same(file, other)) return path;
    }
  }
  for (const CLI::App* below : app.get_subcommands(nullptr)) {
    if (auto found = named(*below, file, own)) return found;
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> already_in_use(const CLI::App& app, const std::string& path, const std::string& own) {
  struct stat file {};
  if (path.empty() || ::stat(path.c_str(), &file) != 0 || S_ISCHR(file.st_mode)) return std::nullopt;
  if (auto found = named(app, file, own)) return found;
  struct stat open {};
  if (::fstat(STDIN_FILENO, &open) == 0 && same(file, open)) return "the standard input";
  if (::fstat(STDOUT_FILENO, &open) == 0 && same(file, open)) return "the standard output";
  return std::nullopt;
}

}  // namespace rtm::cli
