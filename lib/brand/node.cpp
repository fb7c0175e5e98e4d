#include "brand/node.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <numeric>

#include "base/error.hpp"
#include "text/phrases.hpp"

namespace rtm::brand {

namespace {

constexpr std::size_t kMostEntries = 5000;
constexpr std::size_t kLongestText = 20000;

/// Levenshtein distance.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t replace = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({replace, row[j] + 1, diagonal + 1});
    }
  }
  return row.back();
}

}  // namespace

std::string nearest(std::string_view word, const std::vector<std::string>& known) {
  std::string best;
  std::size_t least = word.size() / 2 + 1;
  for (const std::string& candidate : known) {
    const std::size_t d = distance(word.substr(0, 64), candidate);
    if (d < least) {
      least = d;
      best = candidate;
    }
  }
  return best;
}

Node::Node(const nlohmann::json& value, std::string path, std::vector<Problem>& problems)
    : object_(value.is_object() ? value : nlohmann::json::object()), path_(std::move(path)), problems_(problems) {
  if (!value.is_object()) problems_.push_back({path_, "an object { … } is expected"});
}

std::string Node::below(const char* key) const { return path_.empty() ? key : fmt::format("{}.{}", path_, key); }

void Node::problem(const char* key, std::string what) const { problems_.push_back({below(key), std::move(what)}); }

const nlohmann::json* Node::find(const char* key) const {
  const auto found = object_.find(key);
  return found == object_.end() || found->is_null() ? nullptr : &*found;
}

void Node::expect(std::initializer_list<std::string_view> known) const {
  const std::vector<std::string> names(known.begin(), known.end());
  for (const auto& [key, value] : object_.items()) {
    if (std::find(names.begin(), names.end(), key) != names.end()) continue;
    const std::string near = nearest(key, names);
    problem(key.c_str(), near.empty() ? fmt::format("unknown; known here: {}", fmt::join(names, ", "))
                                      : fmt::format("unknown; did you mean '{}'?", near));
  }
}

void Node::unknown_word(const char* key, const std::string& word, const std::vector<std::string>& known) const {
  problem(key, fmt::format("'{}' is none of: {}", word, fmt::join(known, ", ")));
}

void Node::text(const char* key, std::string& value) const {
  const auto* found = find(key);
  if (!found) return;
  if (!found->is_string()) return problem(key, "a text in double quotes is expected");
  value = found->get<std::string>();
  if (value.size() > kLongestText) problem(key, fmt::format("longer than {} bytes", kLongestText));
}

void Node::number(const char* key, double& value, double least, double most) const {
  const auto* found = find(key);
  if (!found) return;
  const double given = found->is_number() ? found->get<double>() : least - 1;
  if (!(given >= least && given <= most)) return problem(key, fmt::format("a number from {} to {} is expected", least, most));
  value = given;
}

void Node::integer(const char* key, std::int64_t& value, std::int64_t least, std::int64_t most) const {
  const auto* found = find(key);
  if (!found) return;
  if (!found->is_number_integer() || found->get<std::int64_t>() < least || found->get<std::int64_t>() > most) {
    return problem(key, fmt::format("a whole number from {} to {} is expected", least, most));
  }
  value = found->get<std::int64_t>();
}

void Node::texts(const char* key, std::vector<std::string>& values) const {
  const auto* found = find(key);
  if (!found) return;
  if (!found->is_array()) return problem(key, "a list [ … ] of texts is expected");
  if (found->size() > kMostEntries) return problem(key, fmt::format("more than {} entries", kMostEntries));
  values.clear();
  for (std::size_t i = 0; i < found->size(); ++i) {
    const auto& element = (*found)[i];
    if (element.is_string() && !element.get<std::string>().empty()) {
      values.push_back(element.get<std::string>());
    } else {
      problem(fmt::format("{}[{}]", key, i).c_str(), "a text in double quotes is expected");
    }
  }
}

void Node::pattern(const char* key, std::string& value) const {
  text(key, value);
  if (value.empty()) return;
  try {
    text::PhraseSet().add(value);
  } catch (const Error& error) {
    problem(key, error.what());
  }
}

void Node::words(const char* key, std::vector<std::string>& values, const std::vector<std::string>& known, const Hint& hint) const {
  texts(key, values);
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (std::find(known.begin(), known.end(), values[i]) != known.end()) continue;
    std::string meant = hint ? hint(values[i]) : std::string();
    if (meant.empty()) meant = nearest(values[i], known);
    problem(fmt::format("{}[{}]", key, i).c_str(), meant.empty() ? fmt::format("'{}' is none of: {}", values[i], fmt::join(known, ", "))
                                                                 : fmt::format("'{}' is unknown; did you mean '{}'?", values[i], meant));
  }
}

void Node::patterns(const char* key, std::vector<std::string>& values) const {
  texts(key, values);
  for (std::size_t i = 0; i < values.size(); ++i) {
    try {
      text::PhraseSet().add(values[i]);
    } catch (const Error& error) {
      problem(fmt::format("{}[{}]", key, i).c_str(), error.what());
    }
  }
}

void Node::day(const char* key, std::optional<Day>& value) const {
  std::string written;
  text(key, written);
  if (written.empty()) return;
  value = parse_day(written);
  if (!value) problem(key, fmt::format("'{}' is no day like 2026-05-10", written));
}

void Node::object(const char* key, const std::function<void(const Node&)>& read) const {
  if (const auto* found = find(key)) read(Node(*found, below(key), problems_));
}

void Node::objects(const char* key, Bare bare, const std::function<void(const Node&)>& read) const {
  const auto* found = find(key);
  if (!found) return;
  if (!found->is_array()) return problem(key, "a list [ … ] is expected");
  if (found->size() > kMostEntries) return problem(key, fmt::format("more than {} entries", kMostEntries));
  for (std::size_t i = 0; i < found->size(); ++i) {
    const auto& element = (*found)[i];
    const std::string path = fmt::format("{}[{}]", below(key), i);
    if (bare == Bare::is_name && element.is_string()) {
      read(Node(nlohmann::json{{"name", element}}, path, problems_));
    } else {
      read(Node(element, path, problems_));
    }
  }
}

}  // namespace rtm::brand
