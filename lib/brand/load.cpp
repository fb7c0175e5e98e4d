#include "brand/load.hpp"

#include <fmt/format.h>
#include <xxhash.h>

#include "base/error.hpp"
#include "brand/sections.hpp"
#include "brand/twice.hpp"
#include "io/input.hpp"

namespace rtm::brand {

namespace {

using nlohmann::json;

constexpr std::size_t kLargest = std::size_t{4} << 20;

/// nlohmann's message without its own name: "line 3, column 5: syntax error …".
std::string tidy(const std::string& what) {
  const std::size_t at = what.find(" at line ");
  return at == std::string::npos ? what : what.substr(at + 4);
}

/// What is plainly no profile, in plain words; nlohmann's for the rest.
std::string not_json(std::string_view text, const std::string& what) {
  if (text.find('\0') != std::string_view::npos) return "a binary file, not a brand profile";
  const std::size_t first = text.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  if (first == std::string_view::npos) return "an empty file; rtm-brand init writes a profile";
  return text[first] == '<' ? "an HTML or XML page, not a brand profile" : tidy(what);
}

std::string hash_of(const json& value) {
  const std::string all = value.dump(-1, ' ', false, json::error_handler_t::replace);
  return fmt::format("{:016x}", XXH3_64bits(all.data(), all.size()));
}

void read_all(const Node& root, Profile& profile) {
  root.expect({"$schema", "_", "id", "name", "aliases", "market", "positioning", "site", "social", "accounts", "countries", "languages",
               "timezone", "products", "competitors", "places", "values", "voice", "themes", "perimeter", "offlimits", "audiences",
               "calendar", "roles", "policy", "trusted_sources", "goals", "definition", "intent", "product_presence", "thresholds"});
  read_identity(root, profile);
  read_accounts(root, profile);
  read_products(root, profile);
  read_places(root, profile);
  read_policy(root, profile);
  read_themes(root, profile);
  read_offlimits(root, profile);
  read_audiences(root, profile);
  read_calendar(root, profile);
  read_roles(root, profile);
  read_definition(root, profile);
  read_thresholds(root, profile);
}

std::string content_of(const std::string& path) {
  io::Input input(path);
  std::string text;
  std::string piece(std::size_t{1} << 16, '\0');
  while (const std::size_t n = input.read(piece.data(), piece.size())) {
    text.append(piece, 0, n);
    if (text.size() > kLargest) throw Error(fmt::format("{}: larger than 4 MiB: is this a brand profile?", path));
  }
  return text;
}

}  // namespace

Loaded read(std::string_view text, const std::string& path) {
  Loaded loaded;
  loaded.profile.path = path;
  try {
    constexpr bool kThrow = true, kIgnoreComments = true;
    Twice twice(loaded.problems);
    const auto watch = [&twice](int, json::parse_event_t event, const json& parsed) { return twice.event(event, parsed); };
    const json value = json::parse(text.begin(), text.end(), watch, kThrow, kIgnoreComments);
    loaded.profile.hash = hash_of(value);
    read_all(Node(value, "", loaded.problems), loaded.profile);
  } catch (const json::exception& error) {
    loaded.problems = {{"", not_json(text, error.what())}};
  }
  return loaded;
}

Loaded read_file(const std::string& path) { return read(content_of(path), path); }

Profile load(const std::string& path) {
  Loaded loaded = read_file(path);
  if (loaded.problems.empty()) return std::move(loaded.profile);
  const Problem& first = loaded.problems.front();
  const std::size_t more = loaded.problems.size() - 1;
  throw Error(fmt::format("{}: {}{}{}{}", path, first.path, first.path.empty() ? "" : ": ", first.what,
                          more > 0 ? fmt::format("; {} more, see: rtm-brand check {}", more, path) : ""));
}

const Role* Profile::role(const std::string& wanted) const {
  for (const Role& candidate : roles) {
    if (candidate.role == wanted) return &candidate;
  }
  return nullptr;
}

}  // namespace rtm::brand
