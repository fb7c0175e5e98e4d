#pragma once
#include <array>
#include <cstddef>
#include <cstdint>

namespace rtm::classify {

/// How one post speaks, each 0..1; what a trend's posts are averaged over. lib/data/moment_weights.tsv says what each means.
enum class Trait : std::uint8_t {
  linked, copied, harm, breaking, event, ahead, feast, cause, personal, templated, shout, length, planned, anticipated, retold, entities
};
inline constexpr std::size_t kTraits = 16;
using Traits = std::array<double, kTraits>;

/// What the label is decided on, each about 0..1; the traits follow these, in their own order.
enum class Feature : std::uint8_t { burst, above, steady, tag, tag_length, echo, voices, name, focus, alarm, evidence, cohesion, rivals, filled, clause, inner };
inline constexpr std::size_t kFeatures = 16 + kTraits;
using Features = std::array<double, kFeatures>;

constexpr std::size_t index_of(Trait trait) { return static_cast<std::size_t>(trait); }
constexpr std::size_t feature_of(Trait trait) { return kFeatures - kTraits + index_of(trait); }

}  // namespace rtm::classify
