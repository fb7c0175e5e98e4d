#include "brand/describe.hpp"

#include <nlohmann/json.hpp>

#include "brand/conflicts.hpp"
#include "brand/load.hpp"
#include "brand/readiness.hpp"

namespace rtm::brand {

namespace {

using nlohmann::ordered_json;

ordered_json named(const Named& n) { return {{"id", n.id}, {"name", n.name}, {"aliases", n.aliases}}; }

template <typename T, typename F>
ordered_json list(const std::vector<T>& all, F&& one) {
  ordered_json out = ordered_json::array();
  for (const T& element : all) out.push_back(one(element));
  return out;
}

ordered_json product(const Product& p) {
  ordered_json out = named(p);
  out["weight"] = p.weight;
  return out;
}

ordered_json place(const Place& p) {
  return {{"name", p.name}, {"lat", p.lat}, {"lon", p.lon}, {"radius_m", p.radius_m}, {"aliases", p.aliases}};
}

ordered_json theme(const Theme& t) {
  const Swot& s = t.swot;
  return {{"id", t.id}, {"title", t.title}, {"patterns", t.patterns}, {"ambiguous", t.ambiguous}, {"examples", t.examples}, {"weight", t.weight},
          {"swot", {{"strengths", s.strengths}, {"weaknesses", s.weaknesses}, {"opportunities", s.opportunities}, {"threats", s.threats}}}};
}

ordered_json off(const OffLimits& o) {
  return {{"id", o.id}, {"reason", o.reason}, {"patterns", o.patterns}, {"sensitive", o.sensitive}};
}

ordered_json audience(const Audience& a) {
  static constexpr const char* kKinds[] = {"primary", "secondary", "generic"};
  return {{"id", a.id}, {"kind", kKinds[static_cast<int>(a.kind)]}, {"patterns", a.patterns}};
}

ordered_json date(const OwnDate& d) {
  return {{"id", d.id}, {"title", d.title}, {"from", format_day(d.first)}, {"to", format_day(d.last)}, {"aliases", d.aliases}};
}

ordered_json hours(const std::vector<DutyHours>& all) {
  return list(all, [](const DutyHours& h) { return ordered_json(format_hours(h)); });
}

ordered_json role(const Role& r) {
  return {{"role", r.role}, {"name", r.name}, {"minutes", r.minutes}, {"hours", hours(r.hours)},
          {"deputies", list(r.deputies, [](const Deputy& d) { return ordered_json{{"name", d.name}, {"hours", hours(d.hours)}}; })},
          {"signs", r.signs}};
}

void add_people(const Profile& p, ordered_json& out) {
  static constexpr const char* kIrony[] = {"allowed", "careful", "never"};
  out["values"] = p.values;
  out["voice"] = {{"persona", p.voice.persona}, {"words", p.voice.words}, {"irony", kIrony[static_cast<int>(p.voice.irony)]}};
  out["roles"] = list(p.roles, role);
  out["policy"] = {{"path", p.policy.path}, {"version", p.policy.version}};
  out["trusted_sources"] = p.trusted_sources;
  out["goals"] = list(p.goals, [](const Goal& g) { return ordered_json{{"id", g.id}, {"metric", g.metric}}; });
}

void add_rules(const Profile& p, ordered_json& out) {
  static constexpr const char* kPresence[] = {"required", "preferred", "optional"};
  const Definition& d = p.definition;
  out["definition"] = {{"name", d.name}, {"predictability", d.predictability}, {"labels", d.labels}, {"spreads", d.spreads}, {"use_cases", d.use_cases}};
  out["intent"] = p.intent == Intent::communication ? "communication" : "marketing";
  out["product_presence"] = kPresence[static_cast<int>(p.product_presence)];
  const Thresholds& t = p.thresholds;
  out["thresholds"] = {{"fit", t.fit}, {"clutter", t.clutter}, {"polarisation", t.polarisation}, {"sensitive", t.sensitive},
                       {"min_posts", t.min_posts}, {"window_minutes", t.window_minutes}};
}

ordered_json findings(const Profile& p) {
  static constexpr const char* kReadiness[] = {"ready", "unfinished", "failed"};
  const std::vector<Lack> lacking = lacks(p);
  return {{"hash", p.hash}, {"readiness", kReadiness[static_cast<int>(readiness(lacking))]},
          {"lacks", list(lacking, [](const Lack& l) { return ordered_json{{"id", l.id}, {"what", l.what}, {"cure", l.cure}, {"basic", l.basic}}; })},
          {"conflicts", conflicts(p)}};
}

}  // namespace

std::string describe(const Profile& p) {
  static constexpr const char* kSocial[] = {"none", "unattended", "managed"};
  ordered_json out = named(p.brand);
  out["market"] = p.market;
  out["positioning"] = p.positioning;
  out["site"] = p.site;
  out["social"] = kSocial[static_cast<int>(p.social)];
  out["accounts"] = list(p.accounts, [](const Account& a) { return ordered_json{{"platform", a.platform}, {"handle", a.handle}}; });
  out["countries"] = p.countries;
  out["languages"] = p.languages;
  out["timezone"] = p.timezone;
  out["products"] = list(p.products, product);
  out["competitors"] = list(p.competitors, named);
  out["places"] = list(p.places, place);
  out["themes"] = list(p.themes, theme);
  out["perimeter"] = p.perimeter;
  out["offlimits"] = list(p.offlimits, off);
  out["audiences"] = list(p.audiences, audience);
  out["calendar"] = {{"files", p.calendar.files}, {"dates", list(p.calendar.dates, date)}};
  add_people(p, out);
  add_rules(p, out);
  out["_"] = findings(p);
  return out.dump(2, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace rtm::brand
