#include "record/record.hpp"

#include <utility>

namespace rtm::record {

namespace {

Kind kind_of(Value value) {
  std::string scratch;
  const std::string_view kind = value.string(scratch);
  if (kind == "post") return Kind::post;
  if (kind == "opportunity") return Kind::opportunity;
  if (kind == "tombstone") return Kind::tombstone;
  if (kind == "control") return Kind::control;
  return Kind::unknown;
}

std::size_t end_of(Value value) { return value.offset() + value.raw().size(); }

/// Appends the line up to the end of its last member, without the members called `key`. A cut member takes the
/// separator before it along, the first one that behind it. Says whether a member is left.
bool append_others(std::string_view raw, Value root, std::string_view key, std::string& out) {
  bool any = false;
  bool cut = false;
  std::string scratch;
  std::size_t previous = root.offset() + 1;
  out.append(raw, 0, previous);
  for (const auto& [name, value] : root.members()) {
    const std::size_t separator = std::exchange(previous, end_of(value));
    if (name.string(scratch) == key) {
      cut = true;
      continue;
    }
    const std::size_t from = any || !cut ? separator : name.offset();
    out.append(raw, from, previous - from);
    any = true;
  }
  return any;
}

}  // namespace

std::optional<Fault> Record::parse(std::string_view line, Place place) {
  place_ = place;
  kind_ = Kind::unknown;
  if (auto fault = document_.parse(line)) return Fault{fault->column, "not a JSON object: " + fault->why};
  if (!document_.root().is_object()) return Fault{document_.root().offset() + 1, "not a JSON object"};
  kind_ = kind_of(document_.root()["kind"]);
  return std::nullopt;
}

void splice(const Record& record, std::string_view key, std::string_view json, std::string& out) {
  const std::string_view raw = record.raw();
  const Value root = record.root();
  const std::size_t first = root.offset() + 1;  // where the members begin, and end
  const std::size_t last = raw.find_last_not_of(" \t\r\n", end_of(root) - 2) + 1;
  bool others = last > first;
  if (root[key].exists()) {
    others = append_others(raw, root, key, out);
  } else {
    out.append(raw, 0, last);
  }
  if (others) out += ',';
  out += '"';
  out += key;
  out += "\":";
  out += json;
  out.append(raw, last);
}

}  // namespace rtm::record
