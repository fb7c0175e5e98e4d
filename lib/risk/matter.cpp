#include "risk/matter.hpp"

namespace rtm::risk {

namespace {

using record::Value;

constexpr double kMaybe = 0.5;     // of the second best label's p
constexpr double kLeaning = 0.05;  // VADER's border of positive and negative
constexpr double kComplaint = -0.3;

double real(Value v) { return v.number().value_or(0); }
std::int64_t whole(Value v) { return v.integer().value_or(0); }
std::optional<Time> time(Value v) { return parse_time(v.text()); }

std::vector<std::string> texts(Value v) {
  std::vector<std::string> all;
  for (const Value text : v.elements()) all.push_back(text.text());
  return all;
}

void read_moment(Value v, Matter& m) {
  m.label = v["label"].text();
  m.predictability = v["predictability"].text();
  m.container = v["container"]["title"].text();
  m.attributes = texts(v["container"]["attributes"]);
  m.from = parse_day(v["container"]["from"].text());
  m.to = parse_day(v["container"]["to"].text());
  m.burst = real(v["burst"]);
  m.maybe_breaking = v["second"]["label"].text() == "breaking" && real(v["second"]["p"]) >= kMaybe;
  m.rtm = v["rtm"].boolean().value_or(false);
}

void read_brand(Value v, Matter& m) {
  const auto share = [&](std::int64_t n) { return m.posts > 0 ? static_cast<double>(n) / static_cast<double>(m.posts) : 0; };
  m.brand.mentions = share(whole(v["mentions"]));
  m.brand.addressed = share(whole(v["addressed"]));
  m.brand.asking = share(whole(v["asking"]));
  m.brand.negative = whole(v["mentions"]) > 0 ? static_cast<double>(whole(v["negative"])) / static_cast<double>(whole(v["mentions"])) : 0;
  m.brand.own = whole(v["own"]);
  for (const Value c : v["competitors"].elements()) m.brand.competitors = std::max(m.brand.competitors, share(whole(c["posts"])));
  m.brand.unattended_since = time(v["unattended_since"]);
}

void read_story(Value v, Matter& m) {
  m.posts = whole(v["posts"]);
  m.authors = whole(v["authors"]);
  m.copies = real(v["copies"]);
  read_moment(v["moment"], m);
  const auto share = [&](Value n) { return m.posts > 0 ? real(n) / static_cast<double>(m.posts) : 0; };
  for (const Value t : v["topics"].elements()) m.topics[t["id"].text()] = share(t["posts"]);
  for (const Value s : v["sensitive"].elements()) {
    m.sensitive.push_back({s["id"].text(), s["tier"].text(), real(s["p"]), real(s["share"]), texts(s["evidence"])});
  }
  m.tone = {real(v["tone"]["positive"]), real(v["tone"]["negative"]), real(v["tone"]["insult"]), real(v["tone"]["irony"])};
  for (const auto& [kind, n] : v["claims"].members()) m.claims[kind.text()] = share(n);
  for (const auto& [source, n] : v["reported_by"].members()) m.reported_by[source.text()] = whole(n);
  read_brand(v["brand"], m);
}

void read_score(Value v, Matter& m) {
  m.score.there = v.is_object();
  for (const Value gate : v["gates"].elements()) {
    if (gate["id"].text() == "fit") m.score.fit = gate["pass"].boolean().value_or(true);
  }
  m.score.theme = v["fit"]["theme"].text();
  m.score.audience = v["audience"]["strength"].text();
  m.score.phase = v["timing"]["phase"].text();
  m.score.closes_at = time(v["timing"]["closes_at"]);
  m.score.brands = whole(v["clutter"]["brands"]);
  m.score.saturation = real(v["clutter"]["saturation"]);
}

void read_opportunity(const record::Record& record, Matter& m) {
  read_story(record["story"], m);
  read_score(record["score"], m);
  m.profile = record["score"]["profile"].text();
  m.as_of = time(record["as_of"]);
}

void read_post(const record::Record& record, Matter& m) {
  const Value v = record["classify"];
  m.is_post = true;
  m.profile = v["profile"].text();
  m.as_of = time(record["published_at"]);
  m.posts = m.authors = 1;
  read_moment(v["moment"], m);
  for (const Value t : v["topics"].elements()) m.topics[t["id"].text()] = 1;
  const std::string id = record["id"].text();
  for (const Value s : v["sensitive"].elements()) m.sensitive.push_back({s["id"].text(), s["tier"].text(), real(s["p"]), 1, {id}});
  const double sentiment = real(v["tone"]["sentiment"]);
  m.tone = {sentiment >= kLeaning ? 1.0 : 0.0, sentiment <= -kLeaning ? 1.0 : 0.0, real(v["tone"]["insult"]), real(v["tone"]["irony"])};
  m.claims[v["claim"]["kind"].text()] = 1;
  const std::string kind = record["source_kind"].text();
  if (kind == "news" || kind == "blog") m.reported_by[record["source"].text()] = 1;
  const auto yes = [](Value flag) { return flag.boolean().value_or(false) ? 1.0 : 0.0; };
  const Value brand = v["brand"];
  m.brand.mentions = yes(brand["mention"]);
  m.brand.addressed = yes(brand["addressed"]);
  m.brand.asking = m.brand.addressed * (m.claims.contains("question") || m.tone.negative > 0 ? 1 : 0);
  m.brand.negative = m.brand.mentions * (sentiment <= kComplaint || brand["reproached"].boolean().value_or(false) ? 1 : 0);
  m.brand.own = brand["own"].boolean().value_or(false) ? 1 : 0;
  m.brand.competitors = brand["competitors"].size() > 0 ? 1 : 0;
}

double at(const std::map<std::string, double>& shares, const std::string& id) {
  const auto found = shares.find(id);
  return found == shares.end() ? 0 : found->second;
}

}  // namespace

double Matter::topic(const std::string& id) const { return at(topics, id); }
double Matter::claim(const std::string& kind) const { return at(claims, kind); }

Matter matter_of(const record::Record& record) {
  Matter m;
  if (record.is_post()) {
    read_post(record, m);
  } else {
    read_opportunity(record, m);
  }
  return m;
}

}  // namespace rtm::risk
