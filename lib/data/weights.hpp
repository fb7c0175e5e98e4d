#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

/// The weights of learned models as tables write them: whole numbers, one character each.
namespace rtm::data {

inline constexpr int kLargestWeight = 31;  // and the smallest is -31
/// The characters, from the smallest weight to the largest.
inline constexpr std::string_view kWeights = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-";

/// Of each byte, its place among kWeights; -1 for none.
inline constexpr std::array<std::int8_t, 256> kPlaceOfWeight = [] {
  std::array<std::int8_t, 256> places{};
  places.fill(-1);
  for (std::size_t i = 0; i < kWeights.size(); ++i) places[static_cast<unsigned char>(kWeights[i])] = static_cast<std::int8_t>(i);
  return places;
}();

/// REQUIRES a weight from -31 to 31.
constexpr char weight_character(int weight) { return kWeights[static_cast<std::size_t>(weight + kLargestWeight)]; }

/// The weight that a character stands for; nullopt for one that stands for none.
constexpr std::optional<std::int8_t> weight_of(char c) {
  const std::int8_t place = kPlaceOfWeight[static_cast<unsigned char>(c)];
  return place < 0 ? std::nullopt : std::optional(static_cast<std::int8_t>(place - kLargestWeight));
}

}  // namespace rtm::data
