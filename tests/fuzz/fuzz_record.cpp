/// The record layer against nlohmann/json: both accept the same texts, read the same values, and splicing a member in
/// changes nothing else.
#include <nlohmann/json.hpp>

#include "fuzz.hpp"
#include "record/record.hpp"
#include "record/writer.hpp"

namespace {

using nlohmann::json;
using rtm::record::Document;
using rtm::record::Record;
using rtm::record::Type;
using rtm::record::Value;

/// Where nlohmann/json leaves RFC 8259: it refuses numbers beyond a double and lone surrogate escapes, takes a NUL byte for
/// the end, and bounds no nesting (ours is bounded).
bool beyond_the_other(std::string_view text) {
  return text.find('\0') != std::string_view::npos || text.find("\\u") != std::string_view::npos ||
         text.find_first_of("eE") != std::string_view::npos || text.size() > 300;
}

void same(Value ours, const json& theirs) {
  switch (ours.type()) {
    case Type::null: return fuzz::require(theirs.is_null(), "null");
    case Type::boolean: return fuzz::require(theirs.is_boolean() && ours.boolean() == theirs.get<bool>(), "boolean");
    case Type::string: return fuzz::require(theirs.is_string() && ours.text() == theirs.get<std::string>(), "string");
    case Type::number:
      if (theirs.is_number_integer() && !theirs.is_number_unsigned()) fuzz::require(ours.integer() == theirs.get<std::int64_t>(), "integer");
      return fuzz::require(theirs.is_number() && ours.number() == theirs.get<double>(), "number");
    case Type::array: {
      fuzz::require(theirs.is_array() && ours.size() == theirs.size(), "array");
      std::size_t i = 0;
      for (const Value element : ours.elements()) same(element, theirs[i++]);
      return;
    }
    case Type::object:
      fuzz::require(theirs.is_object(), "object");
      for (const auto& [key, value] : theirs.items()) same(ours[key], value);
      return;
    case Type::absent: return fuzz::require(false, "a value");
  }
}

/// Everything that is not the member, in order: what splicing must leave alone.
std::string others(const Record& record, std::string_view key) {
  std::string all;
  for (const auto& [name, value] : record.root().members()) {
    if (name.text() != key) all.append(name.raw()).append(":").append(value.raw()).append("\n");
  }
  return all;
}

void splicing(std::string_view line) {
  constexpr std::string_view kKey = "own", kObject = R"({"n":1})";
  Record before, after;
  if (before.parse(line)) return;
  std::string once, twice;
  rtm::record::splice(before, kKey, kObject, once);
  fuzz::require(!after.parse(once), "what was spliced is a record");
  fuzz::require(others(before, kKey) == others(after, kKey), "the other members are untouched");
  fuzz::require(after[kKey].raw() == kObject, "the member is there");
  fuzz::require(before.kind() == after.kind(), "the kind is the same");
  rtm::record::splice(after, kKey, kObject, twice);
  fuzz::require(once == twice, "splicing twice is splicing once");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = fuzz::text(data, size);
  Document document;
  const auto fault = document.parse(text);
  if (fault) fuzz::require(fault->column >= 1 && fault->column <= text.size() + 1 && !fault->why.empty(), "a fault has its place");
  fuzz::require(document.root().exists() == !fault, "a fault leaves nothing");
  json theirs;
  bool accepted = true;
  // Texts that only differ by a mark at their start are another matter: a line has none.
  if (text.starts_with("\xEF\xBB\xBF")) return 0;
  try {
    theirs = json::parse(text.begin(), text.end());
  } catch (const json::exception&) {
    accepted = false;
  }
  if (accepted != !fault) fuzz::require(beyond_the_other(text), "both accept or neither");
  if (accepted && !fault) same(document.root(), theirs);
  splicing(text);
  std::string quoted;
  rtm::record::quote(text, quoted);
  Document again;
  fuzz::require(!again.parse(quoted), "a written string is JSON");
  return 0;
}
