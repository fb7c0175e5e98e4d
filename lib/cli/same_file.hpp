#pragma once
#include <CLI/CLI.hpp>
#include <optional>
#include <string>

namespace rtm::cli {

/// What of this run is the file at `path` already, so that writing to it would destroy or mix it: a file named by another option or
/// argument of `app` or its subcommands ("posts.jsonl"), "the standard input" or "the standard output". Told by device and inode;
/// nullopt when none is, and for what is no file or pipe, like /dev/null. `own` is the option that names `path`.
std::optional<std::string> already_in_use(const CLI::App& app, const std::string& path, const std::string& own);

}  // namespace rtm::cli
