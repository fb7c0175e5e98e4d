#include "brand/matter_words.hpp"

#include <algorithm>
#include <array>

#include "data/table.hpp"
#include "text/fold.hpp"

namespace rtm::brand {

namespace {

constexpr std::size_t kLanguages = 6;

// What rtm-risk finds only once it has looked at what is off limits.
constexpr std::array<std::string_view, 5> kFoundLater{"competitor_attack", "polarised", "negative_story", "pile_on", "crowded"};

std::string plain(std::string_view word) {
  std::string folded;
  text::append_folded(word, folded);
  return text::unaccented(folded);
}

}  // namespace

const std::vector<std::string>& signed_ids() {
  static const std::vector<std::string> kIds = [] {
    std::vector<std::string> ids;
    for (const auto& row : data::rows("risk_words", 3)) {
      if (row[0].find('.') == std::string_view::npos) ids.emplace_back(row[0]);
    }
    return ids;
  }();
  return kIds;
}

const std::vector<std::string>& sensitive_ids() {
  static const std::vector<std::string> kIds = [] {
    std::vector<std::string> ids = signed_ids();
    std::erase_if(ids, [](const std::string& id) { return std::find(kFoundLater.begin(), kFoundLater.end(), id) != kFoundLater.end(); });
    return ids;
  }();
  return kIds;
}

std::vector<std::string> sensitive_of(std::string_view word) {
  const std::string wanted = plain(word);
  std::vector<std::string> ids;
  for (const auto& row : data::rows("never_words", 1 + kLanguages)) {
    bool meant = false;
    for (std::size_t i = 1; i <= kLanguages; ++i) {
      data::each_of(row[i], ", ", [&](std::string_view known) { meant = meant || plain(known) == wanted; });
    }
    if (meant) ids.emplace_back(row[0]);
  }
  return ids;
}

}  // namespace rtm::brand
