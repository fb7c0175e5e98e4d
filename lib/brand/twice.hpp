#pragma once
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "brand/node.hpp"

namespace rtm::brand {

/// Notes the members that an object of a text has twice, of which JSON readers silently keep one, while nlohmann parses the text: give
/// event() to the parser as its callback.
class Twice {
 public:
  explicit Twice(std::vector<Problem>& problems) : problems_(problems) {}

  /// Always true: nothing is left out.
  bool event(nlohmann::json::parse_event_t event, const nlohmann::json& parsed);

 private:
  struct Frame {  // an object or array that is open
    bool array;
    std::size_t index = 0;  // of the array's current element, from 1
    std::string key;        // of the object's current member
    std::set<std::string> keys;
  };

  void element();
  std::string path() const;

  std::vector<Problem>& problems_;
  std::vector<Frame> open_;
};

}  // namespace rtm::brand
