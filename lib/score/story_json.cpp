#include "score/story_json.hpp"

namespace rtm::score {

namespace {

using record::Value;
using record::Writer;

// --- writing -------------------------------------------------------------------------------------------------

void write_time(const char* key, const std::optional<Time>& at, Writer& out) {
  if (at) out.member(key, std::string_view(format_time(*at)));
}

void write_counts(const char* key, const std::vector<Count>& counts, Writer& out) {
  out.key(key).begin_array();
  for (const Count& c : counts) out.begin_object().member("id", std::string_view(c.id)).member("posts", c.posts).end_object();
  out.end_array();
}

void write_map(const char* key, const std::map<std::string, std::int64_t, std::less<>>& counts, Writer& out) {
  out.key(key).begin_object();
  for (const auto& [id, n] : counts) out.member(id, n);
  out.end_object();
}

void write_texts(const char* key, const std::vector<std::string>& texts, Writer& out) {
  out.key(key).begin_array();
  for (const std::string& text : texts) out.string(text);
  out.end_array();
}

void write_evidence(const std::vector<Evidence>& evidence, Writer& out) {
  out.key("evidence").begin_array();
  for (const Evidence& e : evidence) {
    out.begin_object().member("id", std::string_view(e.id));
    if (!e.url.empty()) out.member("url", std::string_view(e.url));
    write_time("published_at", e.at, out);
    out.member("text", std::string_view(e.text)).end_object();
  }
  out.end_array();
}

void write_rate(const Series& rate, Writer& out) {
  if (rate.empty()) return;
  out.key("rate").begin_object().member("from", std::string_view(format_time(rate.from())));
  out.member("step_seconds", static_cast<std::int64_t>(rate.step().count())).key("counts").begin_array();
  for (const std::int64_t n : rate.counts()) out.integer(n);
  out.end_array().end_object();
}

void write_tone(const StoryFacts& f, Writer& out) {
  const auto& t = f.tone;
  out.key("tone").begin_object().member("sentiment", t.sentiment, 2).member("anger", t.anger, 2).member("insult", t.insult, 2);
  out.member("hate", t.hate, 2).member("irony", t.irony, 2).member("positive", t.positive, 2).member("negative", t.negative, 2);
  out.member("angry", t.angry, 2).end_object();
}

void write_sensitive(const StoryFacts& f, Writer& out) {
  out.key("sensitive").begin_array();
  for (const SensitiveCount& s : f.sensitive) {
    out.begin_object().member("id", std::string_view(s.id)).member("tier", std::string_view(s.tier)).member("p", s.p, 2);
    out.member("posts", s.posts).member("share", f.share(s.posts), 2);
    write_texts("evidence", s.evidence, out);
    out.end_object();
  }
  out.end_array();
}

void write_brand(const StoryFacts& f, Writer& out) {
  const auto& b = f.brand;
  out.key("brand").begin_object().member("mentions", b.mentions).member("addressed", b.addressed).member("asking", b.asking);
  out.member("negative", b.negative).member("own", b.own).member("firms", b.firms);
  write_counts("products", b.products, out);
  write_counts("competitors", b.competitors, out);
  write_time("unattended_since", b.unattended_since, out);
  out.end_object();
}

// --- reading -------------------------------------------------------------------------------------------------

std::int64_t whole(Value v) { return std::max<std::int64_t>(0, v.integer().value_or(0)); }
double real(Value v) { return v.number().value_or(0); }
std::optional<Time> time(Value v) { return parse_time(v.text()); }

std::vector<Count> read_counts(Value v) {
  std::vector<Count> all;
  for (const Value c : v.elements()) all.push_back({c["id"].text(), whole(c["posts"])});
  return all;
}

std::map<std::string, std::int64_t, std::less<>> read_map(Value v) {
  std::map<std::string, std::int64_t, std::less<>> all;
  for (const auto& [key, n] : v.members()) all[key.text()] = whole(n);
  return all;
}

std::vector<std::string> read_texts(Value v) {
  std::vector<std::string> all;
  for (const Value text : v.elements()) all.push_back(text.text());
  return all;
}

Series read_rate(Value rate) {
  const auto from = time(rate["from"]);
  const std::int64_t step = whole(rate["step_seconds"]);
  std::vector<std::int64_t> counts;
  for (const Value n : rate["counts"].elements()) {
    if (counts.size() < Series::kMost) counts.push_back(whole(n));
  }
  return from && step > 0 ? Series(*from, Seconds{step}, std::move(counts)) : Series();
}

/// When a container's last day has ended everywhere: at UTC-12.
std::optional<Time> end_of(Value container) {
  const auto last = parse_day(container["to"].text());
  return last ? std::optional(Time{*last + std::chrono::days{1}} + std::chrono::hours{12}) : std::nullopt;
}

void read_tone(Value v, StoryFacts& f) {
  auto& t = f.tone;
  t = {real(v["sentiment"]), real(v["anger"]), real(v["insult"]), real(v["hate"]), real(v["irony"]), real(v["positive"]), real(v["negative"]), real(v["angry"])};
}

void read_brand(Value v, StoryFacts& f) {
  auto& b = f.brand;
  b.mentions = whole(v["mentions"]);
  b.addressed = whole(v["addressed"]);
  b.asking = whole(v["asking"]);
  b.negative = whole(v["negative"]);
  b.own = whole(v["own"]);
  b.firms = whole(v["firms"]);
  b.products = read_counts(v["products"]);
  b.competitors = read_counts(v["competitors"]);
  b.unattended_since = time(v["unattended_since"]);
}

}  // namespace

void write(const StoryFacts& f, Writer& out) {
  out.begin_object();
  if (!f.parent.empty()) out.member("parent", std::string_view(f.parent));
  write_time("first_at", f.first_at, out);
  write_time("last_at", f.last_at, out);
  out.member("posts", f.posts).member("authors", f.authors);
  write_map("sources", f.sources, out);
  write_map("reported_by", f.sourced, out);
  write_counts("terms", f.terms, out);
  write_counts("hashtags", f.hashtags, out);
  write_evidence(f.evidence, out);
  write_rate(f.rate, out);
  if (!f.moment.raw.empty()) out.key("moment").raw(f.moment.raw);
  write_counts("topics", f.topics, out);
  write_tone(f, out);
  write_sensitive(f, out);
  write_map("claims", f.claims, out);
  write_brand(f, out);
  out.member("copies", f.copies, 2).end_object();
}

MomentCount read_moment(Value v) {
  MomentCount m;
  m.raw = std::string(v.raw());
  m.label = v["label"].text();
  m.predictability = v["predictability"].text();
  m.spread = v["spread"].text();
  m.container_id = v["container"]["id"].text();
  m.container_title = v["container"]["title"].text();
  m.over_at = end_of(v["container"]);
  m.attributes = read_texts(v["container"]["attributes"]);
  m.burst = real(v["burst"]);
  m.surprise = real(v["surprise"]);
  m.rtm = v["rtm"].boolean().value_or(false);
  return m;
}

StoryFacts read_story(Value v) {
  StoryFacts f;
  f.parent = v["parent"].text();
  f.first_at = time(v["first_at"]);
  f.last_at = time(v["last_at"]);
  f.posts = whole(v["posts"]);
  f.authors = whole(v["authors"]);
  f.sources = read_map(v["sources"]);
  f.sourced = read_map(v["reported_by"]);
  f.terms = read_counts(v["terms"]);
  f.hashtags = read_counts(v["hashtags"]);
  for (const Value e : v["evidence"].elements()) f.evidence.push_back({e["id"].text(), e["url"].text(), e["text"].text(), time(e["published_at"])});
  f.rate = read_rate(v["rate"]);
  f.moment = read_moment(v["moment"]);
  f.topics = read_counts(v["topics"]);
  read_tone(v["tone"], f);
  for (const Value s : v["sensitive"].elements()) {
    f.sensitive.push_back({s["id"].text(), s["tier"].text(), whole(s["posts"]), real(s["p"]), read_texts(s["evidence"])});
  }
  f.claims = read_map(v["claims"]);
  read_brand(v["brand"], f);
  f.copies = real(v["copies"]);
  return f;
}

}  // namespace rtm::score
