#pragma once
#include <functional>
#include <initializer_list>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/time.hpp"

namespace rtm::brand {

/// One thing wrong with a profile: where (a JSON path such as "themes[2].weight") and what, with the cure.
struct Problem {
  std::string path;
  std::string what;
};

/// The word of `known` that is nearest to `word` by edit distance; "" when none is near.
std::string nearest(std::string_view word, const std::vector<std::string>& known);

/// A JSON object of the profile being read: gives values of the right type or notes a problem and keeps the default.
/// Views the JSON; `problems` collects and must outlive the node.
class Node {
 public:
  /// `value` may be anything; what is no object is a problem and reads as an empty one.
  Node(const nlohmann::json& value, std::string path, std::vector<Problem>& problems);

  /// Notes every member that is not in `known`, with the nearest that is.
  void expect(std::initializer_list<std::string_view> known) const;

  bool has(const char* key) const { return object_.contains(key); }
  bool is_text(const char* key) const { return has(key) && object_.at(key).is_string(); }

  void text(const char* key, std::string& value) const;
  void number(const char* key, double& value, double least, double most) const;
  void integer(const char* key, std::int64_t& value, std::int64_t least, std::int64_t most) const;
  void texts(const char* key, std::vector<std::string>& values) const;
  /// Phrases and /expressions/: each is tried.
  void patterns(const char* key, std::vector<std::string>& values) const;
  /// One phrase or /expression/, tried too.
  void pattern(const char* key, std::string& value) const;
  /// Words of a list; for an unknown one `hint` may say what is meant, else the nearest that is known is told.
  using Hint = std::function<std::string(const std::string& word)>;
  void words(const char* key, std::vector<std::string>& values, const std::vector<std::string>& known, const Hint& hint = {}) const;
  void day(const char* key, std::optional<Day>& value) const;

  /// One of a few words.
  template <typename T>
  void choice(const char* key, T& value, const std::vector<std::pair<std::string, T>>& words) const {
    std::string word;
    text(key, word);
    if (word.empty()) return;
    std::vector<std::string> known;
    for (const auto& [name, meaning] : words) {
      if (name == word) {
        value = meaning;
        return;
      }
      known.push_back(name);
    }
    unknown_word(key, word, known);
  }

  /// Calls `read` for the object under `key`, when it is there.
  void object(const char* key, const std::function<void(const Node&)>& read) const;
  /// Calls `read` for each element of the array under `key`; a bare string stands for {"name": string} when `bare` allows.
  enum class Bare { refused, is_name };
  void objects(const char* key, Bare bare, const std::function<void(const Node&)>& read) const;

  void problem(const char* key, std::string what) const;
  const std::string& path() const { return path_; }

 private:
  const nlohmann::json* find(const char* key) const;
  std::string below(const char* key) const;
  void unknown_word(const char* key, const std::string& word, const std::vector<std::string>& known) const;

  nlohmann::json object_;
  std::string path_;
  std::vector<Problem>& problems_;
};

}  // namespace rtm::brand
