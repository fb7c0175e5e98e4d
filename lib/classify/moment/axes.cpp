#include "classify/moment/axes.hpp"

#include <array>

namespace rtm::classify {

std::string_view name(Label label) {
  static constexpr std::array<std::string_view, 9> kNames{"ambient", "planned", "anticipated", "breaking", "meme",
                                                          "bandwagon", "customer", "brand_event", "location"};
  return kNames[static_cast<std::size_t>(label)];
}

std::string_view name(Predictability p) {
  static constexpr std::array<std::string_view, 4> kNames{"", "planned", "anticipated", "unplanned"};
  return kNames[static_cast<std::size_t>(p)];
}

std::string_view name(Posture p) {
  static constexpr std::array<std::string_view, 3> kNames{"", "proactive", "reactive"};
  return kNames[static_cast<std::size_t>(p)];
}

std::string_view name(UseCase u) {
  static constexpr std::array<std::string_view, 7> kNames{"", "brand_event", "anticipated_event", "location_object", "predictive",
                                                          "customer_interaction", "breaking_news"};
  return kNames[static_cast<std::size_t>(u)];
}

std::string_view name(Spread s) {
  static constexpr std::array<std::string_view, 3> kNames{"organic", "meme", "bandwagon"};
  return kNames[static_cast<std::size_t>(s)];
}

}  // namespace rtm::classify
