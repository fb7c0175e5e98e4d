#include "ingest/formats/json.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "ingest/time.hpp"

namespace rtm::ingest {

using record::Value;

std::string id_text(Value value) {
  if (value.type() == record::Type::number) return std::string(value.raw());
  return value.text();
}

std::string prefixed(std::string_view prefix, std::string_view id) {
  if (id.empty()) return {};
  std::string result(prefix);
  result += ':';
  result += id;
  return result;
}

std::string prefixed(std::string_view prefix, Value value) {
  std::string scratch;
  if (value.is_string()) return prefixed(prefix, value.string(scratch));
  return value.type() == record::Type::number ? prefixed(prefix, value.raw()) : std::string{};
}

std::optional<std::int64_t> count_of(Value value) {
  if (!value.is_string()) return value.integer();
  std::string scratch;
  const std::string_view digits = value.string(scratch);
  std::int64_t count = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), count);
  if (error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
  return count;
}

std::optional<double> real_of(Value value) {
  if (!value.is_string()) return value.number();
  std::string scratch;
  const std::string_view digits = value.string(scratch);
  double number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc{} || end != digits.data() + digits.size() || !std::isfinite(number)) return std::nullopt;
  return number;
}

std::optional<Stamp> time_of(Value value) {
  if (const auto seconds = value.number()) return epoch_time(*seconds);
  std::string scratch;
  return read_time(value.string(scratch));
}

bool is_true(Value value) { return value.boolean().value_or(false); }

Value first_of(Value object, std::initializer_list<std::string_view> keys) {
  for (const std::string_view key : keys) {
    const Value found = object[key];
    if (found.exists() && found.type() != record::Type::null) return found;
  }
  return {};
}

void add_once(std::vector<std::string>& list, std::string value) {
  constexpr std::size_t kMost = 1000;
  if (value.empty() || list.size() >= kMost || std::find(list.begin(), list.end(), value) != list.end()) return;
  list.push_back(std::move(value));
}

namespace {

constexpr std::string_view kAfterLink = ".,;:!?'\"*_~";

/// Takes off what follows a link in running text: punctuation, and a closing bracket that was not opened in it.
std::string_view trim_link(std::string_view link) {
  while (!link.empty()) {
    const char last = link.back();
    const bool unopened = (last == ')' && link.find('(') == std::string_view::npos) ||
                          (last == ']' && link.find('[') == std::string_view::npos);
    if (!unopened && kAfterLink.find(last) == std::string_view::npos) break;
    link.remove_suffix(1);
  }
  return link;
}

}  // namespace

void add_links(std::string_view text, std::vector<std::string>& links) {
  constexpr std::size_t kMost = 100;
  constexpr std::string_view kEnds = " \t\r\n<>\"|\\^`{}";
  for (std::size_t at = text.find("http"); at != std::string_view::npos; at = text.find("http", at)) {
    const std::string_view rest = text.substr(at);
    at += 4;
    if (!rest.starts_with("http://") && !rest.starts_with("https://")) continue;
    std::string_view link = rest.substr(0, rest.find_first_of(kEnds));
    if (const std::size_t middle = link.find("]("); middle != std::string_view::npos) link = link.substr(0, middle);
    at += link.size() > 4 ? link.size() - 4 : 0;
    link = trim_link(link);
    if (link.size() > 10 && links.size() < kMost) add_once(links, std::string(link));
  }
}

std::string language_tag(std::string_view text) {
  const std::string_view primary = text.substr(0, text.find_first_of("-_"));
  if (primary.size() < 2 || primary.size() > 3) return {};
  std::string tag;
  for (const char c : primary) {
    const char lower = static_cast<char>(c | 0x20);
    if (lower < 'a' || lower > 'z') return {};
    tag += lower;
  }
  if (tag == "und" || tag == "zxx" || tag == "mul" || tag == "mis" || (tag.size() == 3 && tag.front() == 'q')) return {};
  return tag;
}

}  // namespace rtm::ingest
