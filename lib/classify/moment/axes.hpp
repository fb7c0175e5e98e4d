#pragma once
#include <cstdint>
#include <string_view>

/// What kind of moment a story is. The axes and the six use cases follow Altimeter (R. Lieb and J. Groopman, "Real-Time
/// Marketing: The Agility to Leverage 'Now'", 2013).
namespace rtm::classify {

enum class Label : std::uint8_t { ambient, planned, anticipated, breaking, meme, bandwagon, customer, brand_event, location };
enum class Predictability : std::uint8_t { none, planned, anticipated, unplanned };
enum class Posture : std::uint8_t { none, proactive, reactive };
enum class UseCase : std::uint8_t {
  none, brand_event, anticipated_event, location_object, predictive, customer_interaction, breaking_news
};
enum class Spread : std::uint8_t { organic, meme, bandwagon };

/// The label and the axes that it sums up. Never unplanned and proactive.
struct Axes {
  Label label = Label::ambient;
  Predictability predictability = Predictability::none;
  Posture posture = Posture::none;
  UseCase use_case = UseCase::none;
  Spread spread = Spread::organic;
  bool in_container = false;
};

std::string_view name(Label);
std::string_view name(Predictability);  // "" for none, as the next two
std::string_view name(Posture);
std::string_view name(UseCase);
std::string_view name(Spread);

}  // namespace rtm::classify
