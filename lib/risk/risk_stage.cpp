#include "risk/risk_stage.hpp"

#include <fmt/format.h>

#include "base/error.hpp"

namespace rtm::risk {

namespace {

using record::Writer;

void write_tags(const std::vector<Tag>& tags, Writer& out) {
  out.key("tags").begin_array();
  for (const Tag& tag : tags) {
    out.begin_object().member("id", std::string_view(tag.id)).member("tier", name(tag.tier)).member("p", tag.p, 2).member("share", tag.share, 2);
    out.key("evidence").begin_array();
    for (const std::string& id : tag.evidence) out.string(id);
    out.end_array().member("why", std::string_view(tag.why)).end_object();
  }
  out.end_array();
}

void write_time(const char* key, const std::optional<Time>& at, Writer& out) {
  out.key(key);
  if (at) {
    out.string(format_time(*at));
  } else {
    out.null();
  }
}

void write_minutes(const char* key, const std::optional<std::int64_t>& minutes, Writer& out) {
  out.key(key);
  if (minutes) {
    out.integer(*minutes);
  } else {
    out.null();
  }
}

void write_path(const Path& path, Writer& out) {
  out.key("approvals").begin_array();
  for (const Approval& a : path.approvals) {
    out.begin_object().member("role", std::string_view(a.role)).member("name", std::string_view(a.name));
    write_minutes("minutes", a.minutes, out);
    write_time("by", a.by, out);
    out.end_object();
  }
  out.end_array();
  write_minutes("path_minutes", path.minutes, out);
  out.member("fits_window", path.fits);
}

Zone zone_of(const std::optional<brand::Profile>& profile) { return profile ? Zone::find(profile->timezone) : Zone(); }

}  // namespace

RiskStage::RiskStage(Options options) : options_(std::move(options)), zone_(zone_of(options_.profile)), sentences_(zone_) {}

void RiskStage::check_profile(const record::Record& in, const Matter& matter) const {
  if (!profile() || matter.profile == profile()->hash) return;
  throw Error(fmt::format("{}:{}: made with{} brand profile: run rtm-classify and rtm-score with -b {} first", in.place().file,
                          in.place().line, matter.profile.empty() ? "out a" : " another", profile()->path));
}

void RiskStage::process(const record::Record& in, stage::Output& out) {
  if (in.kind() != record::Kind::opportunity && !in.is_post()) return out.pass(in);
  if (in.is_post() && !in["classify"].is_object()) return out.reject(in, 0, "a post without a member classify: run rtm-classify first");
  if (!in.is_post() && !in["story"].is_object()) return out.reject(in, 0, "an opportunity without a member story: run rtm-score first");
  const Matter matter = matter_of(in);
  check_profile(in, matter);
  const Judgement judgement = judge(matter, profile(), zone_);
  const bool ours = matter.brand.mentions > 0;
  if (options_.max_level && judgement.level > *options_.max_level && !ours) return;
  write(judgement, matter);
  ++passed_;
  out.annotate(in, "risk", writer_.text());
}

void RiskStage::write(const Judgement& j, const Matter& m) {
  using Language = Sentences::Language;
  Writer& out = writer_;
  out.clear();
  out.begin_object();
  if (profile()) out.member("profile", std::string_view(profile()->hash));
  out.member("verdict", name(j.verdict)).member("level", name(j.level)).member("stance", name(j.stance));
  out.key("sentence").begin_object().member("it", std::string_view(sentences_.of(j, m, Language::italian)));
  out.member("en", std::string_view(sentences_.of(j, m, Language::english))).member("zone", std::string_view(zone_.name())).end_object();
  write_tags(j.tags, out);
  out.member("veracity", name(j.veracity)).member("polarisation", j.polarisation, 2);
  out.member("audience_area", std::string_view(m.score.audience.empty() ? "none" : m.score.audience));
  write_time("unattended_since", m.brand.unattended_since, out);
  write_path(j.path, out);
  out.key("why").begin_array();
  for (const std::string& why : j.why) out.string(why);
  out.end_array().end_object();
}

}  // namespace rtm::risk
