#include "brand/twice.hpp"

namespace rtm::brand {

using Event = nlohmann::json::parse_event_t;

bool Twice::event(Event event, const nlohmann::json& parsed) {
  switch (event) {
    case Event::object_start:
    case Event::array_start:
      element();
      open_.push_back({event == Event::array_start, 0, {}, {}});
      break;
    case Event::object_end:
    case Event::array_end: open_.pop_back(); break;
    case Event::value: element(); break;
    case Event::key: {
      Frame& frame = open_.back();
      frame.key = parsed.get<std::string>();
      if (!frame.keys.insert(frame.key).second) problems_.push_back({path(), "twice: only one of them can count"});
      break;
    }
  }
  return true;
}

void Twice::element() {
  if (!open_.empty() && open_.back().array) ++open_.back().index;
}

std::string Twice::path() const {
  std::string all;
  for (const Frame& frame : open_) {
    if (frame.array) {
      all += '[' + std::to_string(frame.index - 1) + ']';
    } else {
      all += (all.empty() ? "" : ".") + frame.key;
    }
  }
  return all;
}

}  // namespace rtm::brand
