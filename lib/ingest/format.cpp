#include "ingest/format.hpp"

#include <array>

namespace rtm::ingest {

std::span<const Format> formats() {
  static const std::array kAll{
      kPostFormat, kFeedFormat, kJsonFeedFormat, kXFormat, kXArchiveFormat,
      kMastodonFormat, kActivityPubFormat, kBlueskyFormat, kFacebookFormat, kInstagramFormat,
      kThreadsFormat, kTiktokFormat, kLinkedinFormat, kYoutubeFormat, kTelegramFormat,
      kRedditFormat, kHackerNewsFormat, kStackExchangeFormat, kDiscourseFormat, kGdeltFormat, kNewsApiFormat, kEventRegistryFormat,
      kBrandwatchFormat, kMeltwaterFormat, kTalkwalkerFormat, kCrowdTangleFormat,
      kWarcFormat, kMboxFormat, kCsvFormat, kTsvFormat, kJsonlFormat,
  };
  return kAll;
}

const Format* find_format(std::string_view name) {
  for (const Format& format : formats()) {
    if (format.name == name) return &format;
  }
  return nullptr;
}

}  // namespace rtm::ingest
