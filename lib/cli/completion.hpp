#pragma once
#include <CLI/CLI.hpp>
#include <string>

namespace rtm::cli {

/// A completion script for `shell` (bash, zsh or fish), made from the options that `app` declares, so that it can never
/// name another set than --help does.
std::string completion(const CLI::App& app, const std::string& name, const std::string& shell);

}  // namespace rtm::cli
