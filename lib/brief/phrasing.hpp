#pragma once
#include <string>

#include "base/zone.hpp"
#include "brief/item.hpp"
#include "brief/words.hpp"

namespace rtm::brief {

/// Puts items into words of one language and one time zone; what all formats share.
class Phrasing {
 public:
  /// `zone` must outlive this.
  Phrasing(Language language, const Zone& zone) : language_(language), zone_(zone) {}

  std::string_view word(std::string_view key) const { return brief::word(key, language_); }
  std::string verdict(const Item& item) const;

  /// "evento atteso · Super Bowl, 3 feb · in crescita · 41 post, 38 autori · 3 marchi già presenti"
  std::string moment(const Item& item) const;
  /// "01:38–02:59"; with the date where it is not the day of `as_of`; "" where there is nothing to be done within it.
  std::string window(const Item& item) const;
  /// "Anna (legale, 30 min) entro 22:10; …"; "" when nobody need sign.
  std::string approvals(const Item& item) const;
  /// Why this verdict: the record's sentence in this language, else its codes.
  std::string reason(const Item& item) const;
  std::string tags(const Item& item) const;
  /// "e altre 12: --all le mostra"
  std::string more(std::size_t n) const;
  /// One line on an item of a group: "bandwagon · 11 post, 9 autori · disastro"
  std::string brief(const Item& item) const;

  /// "3 feb 2013, 22:00"; the time alone when `near` is on the same local day.
  std::string when(Time time, std::optional<Time> near = std::nullopt) const;
  /// "3 feb 2013, 22:00 (Europe/Rome)"
  std::string when_and_where(Time time) const;
  /// "3 feb"
  std::string day(std::chrono::local_days day) const;
  std::string counted(std::int64_t n, std::string_view one, std::string_view many) const;

 private:
  std::string lasting(std::int64_t minutes) const;
  Language language_;
  const Zone& zone_;
};

}  // namespace rtm::brief
