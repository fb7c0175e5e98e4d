#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <tuple>
#include <unordered_map>

#include "ingest/format.hpp"
#include "ingest/formats/social.hpp"
#include "ingest/member_map.hpp"
#include "record/names.hpp"

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

/// What stands in an object under names in use for a post's members: one walk over it, not one for each name.
class CommonPlaces {
 public:
  struct Found {
    std::uint16_t member;  // of common_names()
    std::uint16_t rank;    // among its names
    Value value;
  };

  CommonPlaces() {
    std::uint16_t member = 0;
    for (const CommonName& common : common_names()) {
      std::uint16_t rank = 0;
      for (const std::string_view name : common.names) {
        add(whole_, name, {member, rank, {}});
        const std::size_t dot = name.find('.');
        if (dot != std::string_view::npos) add(inner_[name.substr(0, dot)], name.substr(dot + 1), {member, rank, {}});
        ++rank;
      }
      ++member;
    }
  }

  /// By member, the most telling name first. A member of `object` whose own name has a dot counts like one inside another.
  void find(Value object, std::vector<Found>& found) {
    found.clear();
    for (const auto& [key, value] : object.members()) {
      const std::string_view name = key.string(key_);
      if (const auto inner = inner_.find(name); inner != inner_.end() && value.is_object()) {
        for (const auto& [inner_key, inner_value] : value.members()) note(inner->second, inner_key.string(inner_key_), inner_value, found);
      }
      note(whole_, name, value, found);
    }
    std::sort(found.begin(), found.end(), [](const Found& a, const Found& b) { return std::tie(a.member, a.rank) < std::tie(b.member, b.rank); });
  }

 private:
  using Places = std::unordered_map<std::string_view, std::vector<Found>>;

  static void add(Places& places, std::string_view name, const Found& place) { places[name].push_back(place); }

  static void note(const Places& places, std::string_view name, Value value, std::vector<Found>& found) {
    const auto known = places.find(name);
    if (known == places.end()) return;
    for (const Found& place : known->second) {
      const auto same = std::find_if(found.begin(), found.end(), [&](const Found& one) { return one.member == place.member && one.rank == place.rank; });
      if (same == found.end()) {
        found.push_back({place.member, place.rank, value});
      } else {
        same->value = value;  // of two with one name the last counts
      }
    }
  }

  Places whole_;
  std::unordered_map<std::string_view, Places> inner_;
  std::string key_, inner_key_;
};

/// The value under the first of a member's usual names that gives one; absent when none does.
Value common_value(std::string_view member, Value value) {
  for (const CommonName& common : common_names()) {
    for (const std::string_view path : common.names) {
      if (common.member != member) break;
      if (const Value found = at_path(value, path); found.is_string()) return found;
    }
  }
  return {};
}

bool has_words(Value value) { return common_value("text", value).exists() || common_value("title", value).exists(); }

/// The list that an object wraps: its first member, among a hundred, that is a list of objects, the first of which has words; absent when it is none.
Value wrapped(Value value) {
  constexpr int kMost = 100;
  int looked_at = 0;
  for (const auto& [key, list] : value.members()) {
    if (++looked_at > kMost) break;
    if (key.exists() && list.is_array() && list[std::size_t{0}].is_object() && has_words(list[std::size_t{0}])) return list;
  }
  return {};
}

/// "1762251300.000200": seconds and six figures that tell the messages of one second apart, as Slack alone writes it.
bool is_slack_time(Value ts) {
  constexpr std::size_t kBehindDot = 6;
  if (!ts.is_string()) return false;
  const std::string_view raw = ts.raw().substr(1, ts.raw().size() - 2);
  const std::size_t dot = raw.find('.');
  return dot != std::string_view::npos && dot > 0 && raw.size() - dot - 1 == kBehindDot && raw.find_first_not_of("0123456789.") == std::string_view::npos;
}

/// A message of a workspace of Slack, as its exports and its API have it.
bool is_slack(Value value) {
  constexpr record::Names kNames{"type", "ts", "channel", "team", "client_msg_id", "subtype", "blocks", "thread_ts"};
  const auto [type, ts, channel, team, client, subtype, blocks, thread] = kNames.in(value);
  const bool sign = channel.exists() || team.exists() || client.exists() || subtype.exists() || blocks.exists() || thread.exists();
  return (sign || is_slack_time(ts)) && ts.is_string() && type.raw() == "\"message\"";
}

/// JSON objects of any make, or an object around a list of them: members by --map and --map-file, else by names that are in use for them.
class JsonlReader : public Reader {
 public:
  explicit JsonlReader(const Settings& settings) : settings_(settings) {
    for (const MapRule& rule : settings_.map) check_map_rule(rule, fmt::format("--map {}={}", rule.first, rule.second));
  }

  void read(const Piece& piece, Sink& sink) override {
    const Value value = piece.json;
    if (value.is_array() && value.size() == 0) return sink.skip(Skip::no_post);
    if (!value.is_object()) return sink.refuse(value.offset(), "not a JSON object");
    if (fill(value)) return give(value, sink);
    if (is_error_answer(value)) return refuse_unknown(value, "", sink);
    const Value list = settings_.map.empty() ? wrapped(value) : Value{};
    if (!list.exists()) return refuse(value, sink);
    for (const Value one : list.elements()) one.is_object() && fill(one) ? give(one, sink) : refuse(one, sink);
  }

 private:
  static void refuse(Value value, Sink& sink) { sink.refuse(value.offset(), "no text in it; say where it is with --map text=PATH"); }

  /// False when there are no words in it, or what there is says an error.
  bool fill(Value value) {
    post_.clear();
    set_.clear();
    for (const auto& [member, path] : settings_.map) set_rule(member, path, value);
    places_.find(value, found_);
    const auto common = common_names();
    for (const CommonPlaces::Found& found : found_) {
      const std::string_view member = common[found.member].member;
      if (std::find(set_.begin(), set_.end(), member) != set_.end() || mapped(member)) continue;
      if (is_plain(found.value) && set_from(post_, member, found.value, settings_.style)) set_.push_back(member);
    }
    if (post_.text.empty() && post_.title.empty()) return false;
    const bool bare = post_.id.empty() && !post_.published_at && post_.author.handle.empty() && post_.author.name.empty();
    return !bare || !is_error_answer(value);
  }

  void give(Value value, Sink& sink) {
    if (is_slack(value) && !sink.wants_private()) return sink.skip(Skip::private_post);
    complete_mapped(post_, kPlatform);
    sink.post(post_);
  }

  bool mapped(std::string_view member) const {
    return std::any_of(settings_.map.begin(), settings_.map.end(), [&](const auto& one) { return one.first == member; });
  }

  void set_rule(std::string_view member, std::string_view path, Value value) {
    if (std::find(set_.begin(), set_.end(), member) != set_.end()) return;
    const bool done = path.starts_with('=') ? set_written(post_, member, path.substr(1), settings_.style)
                                            : set_from(post_, member, at_path(value, path), settings_.style);
    if (done) set_.push_back(member);
  }

  Settings settings_;
  CommonPlaces places_;
  std::vector<CommonPlaces::Found> found_;
  std::vector<std::string_view> set_;  // the members that have been found
  Post post_;
};

int sniff(const Head& head) {
  if (!head.json.is_object() || is_error_answer(head.json)) return 0;
  return has_words(head.json) || wrapped(head.json).exists() ? 1 : 0;
}

std::unique_ptr<Reader> make(const Settings& settings) { return std::make_unique<JsonlReader>(settings); }

}  // namespace

const Format kJsonlFormat{"jsonl", "JSON objects of any make: members by --map, else by well-known names", Framing::json, sniff,
                          make};

}  // namespace rtm::ingest
