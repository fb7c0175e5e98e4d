#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "ingest/format.hpp"
#include "ingest/formats/social.hpp"
#include "ingest/member_map.hpp"

namespace rtm::ingest {

namespace {

using record::Type;
using record::Value;

constexpr std::string_view kPlatform = "jsonl";

/// The value at a dotted path; a number is an index into a list. A member whose own name has the dots goes first.
Value at_path(Value value, std::string_view path) {
  if (const Value whole = value[path]; whole.exists()) return whole;
  while (!path.empty() && value.exists()) {
    const std::size_t dot = std::min(path.find('.'), path.size());
    const std::string_view key = path.substr(0, dot);
    path.remove_prefix(std::min(dot + 1, path.size()));
    std::size_t index = 0;
    const bool number = std::from_chars(key.data(), key.data() + key.size(), index).ptr == key.data() + key.size();
    value = value.is_array() && number ? value[index] : value[key];
  }
  return value;
}

bool is_plain(Value value) {
  return value.is_string() || value.type() == Type::number || value.type() == Type::boolean || value.is_array();
}

/// False when nothing came of it.
bool set_from(Post& post, std::string_view member, Value value, const CellStyle& style) {
  std::string scratch;
  if (value.is_string()) return set_written(post, member, value.string(scratch), style);
  if (value.type() == Type::number || value.type() == Type::boolean) return set_member(post, member, value.raw());
  bool any = false;
  if (value.is_array()) {
    for (const Value one : value.elements()) {
      if (!one.is_array() && set_from(post, member, one, style)) any = true;
    }
  }
  return any;
}

/// JSON objects of any make: members by --map and --map-file, else by names that are in use for them.
class JsonlReader : public Reader {
 public:
  explicit JsonlReader(const Settings& settings) : settings_(settings) {
    for (const MapRule& rule : settings_.map) check_map_rule(rule, fmt::format("--map {}={}", rule.first, rule.second));
  }

  void read(const Piece& piece, Sink& sink) override {
    const Value value = piece.json;
    if (value.is_array() && value.size() == 0) return sink.skip(Skip::no_post);
    if (!value.is_object()) return sink.refuse(value.offset(), "not a JSON object");
    if (is_error_answer(value)) return refuse_unknown(value, "", sink);
    post_.clear();
    set_.clear();
    for (const auto& [member, path] : settings_.map) set_rule(member, path, value);
    for (const CommonName& common : common_names()) {
      if (!mapped(common.member)) set_common(common, value);
    }
    if (post_.text.empty() && post_.title.empty()) {
      return sink.refuse(value.offset(), "no text in it; say where it is with --map text=PATH");
    }
    complete_mapped(post_, kPlatform);
    sink.post(post_);
  }

 private:
  bool mapped(std::string_view member) const {
    return std::any_of(settings_.map.begin(), settings_.map.end(), [&](const auto& one) { return one.first == member; });
  }

  void set_rule(std::string_view member, std::string_view path, Value value) {
    if (std::find(set_.begin(), set_.end(), member) != set_.end()) return;
    const bool done = path.starts_with('=') ? set_written(post_, member, path.substr(1), settings_.style)
                                            : set_from(post_, member, at_path(value, path), settings_.style);
    if (done) set_.push_back(member);
  }

  void set_common(const CommonName& common, Value value) {
    for (const std::string_view path : common.names) {
      const Value found = at_path(value, path);
      if (is_plain(found) && set_from(post_, common.member, found, settings_.style)) return;
    }
  }

  Settings settings_;
  std::vector<std::string_view> set_;  // the members that have been found by a rule
  Post post_;
};

int sniff(const Head& head) {
  if (!head.json.is_object() || is_error_answer(head.json)) return 0;
  for (const std::string_view path : {"text", "full_text", "body", "content", "message", "caption", "title"}) {
    if (head.json[path].is_string()) return 1;
  }
  return 0;
}

std::unique_ptr<Reader> make(const Settings& settings) { return std::make_unique<JsonlReader>(settings); }

}  // namespace

const Format kJsonlFormat{"jsonl", "JSON objects of any make: members by --map, else by well-known names", Framing::json, sniff,
                          make};

}  // namespace rtm::ingest
