#include "brief/words.hpp"

#include <map>

#include "data/table.hpp"

namespace rtm::brief {

namespace {

struct Row {
  std::string_view it, en;
};

const std::map<std::string_view, Row>& vocabulary() {
  static const auto all = [] {
    std::map<std::string_view, Row> rows;
    for (const char* table : {"risk_words", "brief_words"}) {
      for (const auto& row : data::rows(table, 3)) rows[row[0]] = {row[1], row[2]};
    }
    return rows;
  }();
  return all;
}

}  // namespace

std::string_view word(std::string_view key, Language language) {
  const auto found = vocabulary().find(key);
  if (found == vocabulary().end()) return key.substr(key.find('.') + 1);
  return language == Language::italian ? found->second.it : found->second.en;
}

}  // namespace rtm::brief
