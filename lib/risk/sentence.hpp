#pragma once
#include <map>
#include <string>
#include <string_view>

#include "base/zone.hpp"
#include "risk/risk.hpp"

namespace rtm::risk {

/// Says a judgement in one sentence for a person, from lib/data/risk_words.tsv.
class Sentences {
 public:
  enum class Language : std::uint8_t { italian, english };

  /// Times are told in `zone`. Throws Error when the table lacks a column.
  explicit Sentences(Zone zone);

  std::string of(const Judgement& judgement, const Matter& matter, Language language) const;

 private:
  struct Row {
    std::string_view italian, english;
  };
  std::string_view words(std::string_view key, Language language) const;
  std::string clock(Time at, const std::optional<Time>& now, Language language) const;
  std::string value(std::string_view name, const Judgement& judgement, const Matter& matter, Language language) const;

  Zone zone_;
  std::map<std::string_view, Row> rows_;
};

}  // namespace rtm::risk
