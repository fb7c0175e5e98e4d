#include <array>

#include "ingest/format.hpp"

namespace rtm::ingest {

namespace {

using record::Kind;
using record::Type;
using record::Value;

enum class Shape : std::uint8_t { text, filled, time, source_kind, quality, texts, whole, truth, number, author, metrics, media, geo };

struct Rule {
  std::string_view key;
  Shape shape;
};

constexpr std::array kMembers{
    Rule{"id", Shape::filled},       Rule{"platform", Shape::filled},   Rule{"source", Shape::text},
    Rule{"url", Shape::text},        Rule{"published_at", Shape::time}, Rule{"source_kind", Shape::source_kind},
    Rule{"author", Shape::author},   Rule{"title", Shape::text},        Rule{"text", Shape::text},
    Rule{"lang", Shape::text},       Rule{"lang_p", Shape::number},     Rule{"time_quality", Shape::quality},
    Rule{"reply_to", Shape::text},   Rule{"repost_of", Shape::text},    Rule{"quote_of", Shape::text},
    Rule{"thread", Shape::text},     Rule{"metrics", Shape::metrics},   Rule{"metrics_at", Shape::time},
    Rule{"hashtags", Shape::texts},  Rule{"tags", Shape::texts},        Rule{"mentions", Shape::texts},
    Rule{"links", Shape::texts},     Rule{"media", Shape::media},       Rule{"geo", Shape::geo},
    Rule{"copy_of", Shape::text},
};
constexpr std::array kAuthor{
    Rule{"id", Shape::text},         Rule{"handle", Shape::text},       Rule{"name", Shape::text},
    Rule{"followers", Shape::whole}, Rule{"verified", Shape::truth},
};

/// A fault of one value.
struct Wrong {
  Value where;
  std::string why;
};
using Verdict = std::optional<Wrong>;

Verdict wrong(Value where, std::string_view key, std::string_view expected) {
  return Wrong{where, std::string("\"").append(key).append("\" is not ").append(expected)};
}

Verdict check(const Rule& rule, Value value);

template <std::size_t N>
const Rule* find_rule(const std::array<Rule, N>& rules, std::string_view key) {
  for (const Rule& rule : rules) {
    if (rule.key == key) return &rule;
  }
  return nullptr;
}

Verdict check_author(Value author) {
  if (!author.is_object()) return wrong(author, "author", "an object");
  std::string scratch;
  for (const auto& [key, value] : author.members()) {
    const Rule* rule = find_rule(kAuthor, key.string(scratch));
    if (rule == nullptr) continue;
    if (auto fault = check(*rule, value)) return fault;
  }
  return std::nullopt;
}

/// Of any length: one beyond 64 bits is passed on, and counts for none.
bool is_whole(Value value) {
  if (value.type() != Type::number) return false;
  return value.integer() || value.raw().find_first_not_of("0123456789", value.raw().front() == '-' ? 1 : 0) == std::string_view::npos;
}

Verdict check_metrics(Value metrics) {
  if (!metrics.is_object()) return wrong(metrics, "metrics", "an object");
  for (const auto& [key, value] : metrics.members()) {
    if (!is_whole(value)) return wrong(value, key.text(), "a whole number");
  }
  return std::nullopt;
}

Verdict check_media(Value media) {
  if (!media.is_array()) return wrong(media, "media", "a list");
  for (const Value one : media.elements()) {
    if (!one["type"].is_string()) return wrong(one, "media", "a list of objects with a \"type\"");
  }
  return std::nullopt;
}

Verdict check_texts(std::string_view key, Value list) {
  if (!list.is_array()) return wrong(list, key, "a list");
  for (const Value one : list.elements()) {
    if (!one.is_string()) return wrong(one, key, "a list of strings");
  }
  return std::nullopt;
}

bool one_of(Value value, std::initializer_list<std::string_view> names) {
  std::string scratch;
  const std::string_view text = value.string(scratch);
  for (const std::string_view name : names) {
    if (text == name) return true;
  }
  return false;
}

Verdict check(const Rule& rule, Value value) {
  const auto must = [&](bool good, std::string_view expected) {
    return good ? std::nullopt : wrong(value, rule.key, expected);
  };
  std::string scratch;
  switch (rule.shape) {
    case Shape::text: return must(value.is_string(), "a string");
    case Shape::filled: return must(value.is_string() && value.raw().size() > 2, "a string with something in it");
    case Shape::time: return must(parse_time(value.string(scratch)).has_value(), "a time of RFC 3339");
    case Shape::whole: return must(is_whole(value), "a whole number");
    case Shape::truth: return must(value.boolean().has_value(), "true or false");
    case Shape::number: return must(value.number().has_value(), "a number");
    case Shape::geo: return must(value["lat"].number() && value["lon"].number(), "an object with \"lat\" and \"lon\"");
    case Shape::texts: return check_texts(rule.key, value);
    case Shape::author: return check_author(value);
    case Shape::metrics: return check_metrics(value);
    case Shape::media: return check_media(value);
    case Shape::source_kind:
      return must(one_of(value, {"social", "forum", "news", "blog", "video", "review", "other"}), "a known source kind");
    case Shape::quality:
      return must(one_of(value, {"exact", "date_only", "assumed_zone", "missing"}), "a known time quality");
  }
  return std::nullopt;
}

Kind kind_of(Value value) {
  std::string scratch;
  const std::string_view kind = value["kind"].string(scratch);
  if (kind == "post") return Kind::post;
  if (kind == "opportunity") return Kind::opportunity;
  if (kind == "tombstone") return Kind::tombstone;
  return kind == "control" ? Kind::control : Kind::unknown;
}

/// Canonical posts: checked, and passed on with the bytes they came with.
class CanonicalReader : public Reader {
 public:
  void read(const Piece& piece, Sink& sink) override {
    const Value value = piece.json;
    Canonical record;
    record.value = value;
    record.kind = kind_of(value);
    if (!value.is_object()) return sink.refuse(value.offset(), "not a JSON object");
    if (record.kind == Kind::unknown) return sink.refuse(value["kind"].offset(), "its \"kind\" is none of: post, opportunity, tombstone, control");
    if (record.kind == Kind::post && !post(record, sink)) return;
    sink.pass(record);
  }

 private:
  bool post(Canonical& record, Sink& sink) {
    Value id;
    for (const auto& [key, value] : record.value.members()) {
      const std::string_view name = key.string(scratch_);
      const Rule* rule = find_rule(kMembers, name);
      if (rule == nullptr) continue;
      if (const auto fault = check(*rule, value)) {
        sink.refuse(fault->where.offset(), fault->why);
        return false;
      }
      if (name == "id") id = value;
      if (name == "text") record.text = value;
      if (name == "title") record.title = value;
      if (name == "lang") record.lang = value;
      if (name == "metrics") record.metrics = value;
      if (name == "published_at") record.at = parse_time(value.string(scratch_));
    }
    if (!id.exists()) sink.refuse(record.value.offset(), "a post without an \"id\"");
    record.id = id.string(id_);
    return id.exists();
  }

  std::string scratch_, id_;
};

int sniff(const Head& head) { return kind_of(head.json) == Kind::unknown ? 0 : 100; }

std::unique_ptr<Reader> make(const Settings&) { return std::make_unique<CanonicalReader>(); }

}  // namespace

const Format kPostFormat{"post", "canonical posts, one JSON object a line: checked, passed byte for byte", Framing::json, sniff,
                         make};

}  // namespace rtm::ingest
