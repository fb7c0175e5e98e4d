#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "brand/readiness.hpp"
#include "risk/risk.hpp"

namespace rtm::risk {

namespace {

constexpr std::array<std::string_view, 4> kTragic{"death_injury", "disaster", "terrorism", "mourning_date"};
constexpr std::string_view kOffLimits = "offlimits/";
constexpr double kOurs = 0.30;    // of the posts name the brand: the story is about it
constexpr double kCrisis = 0.40;  // of those in a bad mood
constexpr double kAsking = 0.20;
constexpr long kCrisisPosts = 3;  // one bad word is no crisis

bool tragic(const Tag& tag) { return tag.tier >= Level::medium && std::find(kTragic.begin(), kTragic.end(), tag.id) != kTragic.end(); }

/// No brand should be seen there.
bool unfit(const Tag& tag) { return tag.tier == Level::floor || (tag.id == "hate" && tag.tier >= Level::medium); }

/// The first rule that holds makes the verdict.
class Judge {
 public:
  Judge(const Matter& m, const brand::Profile* profile, const Zone& zone) : m_(m), profile_(profile), zone_(zone) {}

  Judgement run() {
    j_.tags = tags_of(m_, profile_);
    j_.veracity = veracity_of(m_, profile_);
    j_.polarisation = polarisation_of(m_);
    j_.level = j_.tags.empty() ? Level::low : j_.tags.front().tier;
    if (profile_) lacks_ = brand::lacks(*profile_);
    duty() || never() || ready() || named() || late() || copycat() || foreign() || dated() || crowded() || idle() || unproven() || sign();
    explain();
    return std::move(j_);
  }

 private:
  bool is(Verdict verdict, Stance stance, std::string reason, std::string about = {}) {
    j_.verdict = verdict;
    j_.stance = stance;
    j_.reason = std::move(reason);
    j_.about = std::move(about);
    return true;
  }
  bool no(std::string reason, std::string about = {}) { return is(Verdict::no_go, Stance::abstain, std::move(reason), std::move(about)); }
  bool wait(std::string reason, std::string about = {}) { return is(Verdict::watch, Stance::monitor, std::move(reason), std::move(about)); }

  /// One's own customers and one's own crisis: whatever else there is.
  bool duty() {
    if (!profile_ || m_.label == "brand_event") return false;
    const bool customers = m_.label == "customer" || m_.brand.asking >= kAsking;
    const double complaining = m_.brand.negative * m_.brand.mentions * static_cast<double>(m_.posts);
    const bool crisis = std::lround(complaining) >= kCrisisPosts && m_.brand.mentions >= kOurs && m_.brand.negative >= kCrisis;
    if (!customers && !crisis) return false;
    j_.path = path_of(m_, j_.tags, crisis ? Signers::crisis : Signers::answering, *profile_, zone_);
    j_.path.fits = true;  // a duty has no window
    if (m_.brand.unattended_since) return is(Verdict::respond, Stance::respond, "respond.unattended");
    return is(Verdict::respond, Stance::respond, crisis && !customers ? "respond.crisis" : "respond.customer");
  }

  /// Other people's grief before all else: it also holds what is scheduled.
  bool never() {
    if (const Tag* tag = first(tragic)) {
      if (tag->id == "mourning_date") return no("no_go.mourning", m_.container);
      return is(Verdict::no_go, Stance::support, "no_go.tragedy", tag->id);
    }
    if (const Tag* tag = first(unfit)) return no("no_go.floor", tag->id);
    const Tag* tag = first([](const Tag& t) { return t.id.starts_with(kOffLimits); });
    return tag != nullptr && no("no_go.offlimits", reason_of(tag->id.substr(kOffLimits.size())));
  }

  const Tag* first(auto&& wanted) const {
    const auto found = std::find_if(j_.tags.begin(), j_.tags.end(), wanted);
    return found == j_.tags.end() ? nullptr : &*found;
  }

  std::string reason_of(const std::string& id) const {
    for (const brand::OffLimits& off : profile_->offlimits) {
      if (off.id == id) return off.reason.empty() ? off.id : off.reason;
    }
    return id;
  }

  bool ready() {
    if (!profile_) return wait("watch.no_profile");
    if (brand::readiness(lacks_) == brand::Readiness::failed) return no("no_go.readiness", lacks_.front().what);
    if (m_.is_post) return wait("watch.post");
    return false;
  }

  /// People speak of the brand and want nothing: to be read, never dropped.
  bool named() {
    if (m_.label == "brand_event") return wait("watch.own");
    return m_.brand.mentions >= kOurs && m_.label == "ambient" && wait("watch.mention");
  }

  /// What was never the brand's is not late.
  bool late() {
    const bool closed = m_.score.closes_at && m_.as_of && *m_.score.closes_at <= *m_.as_of;
    return closed && no(m_.score.fit ? "no_go.late" : "no_go.fit");
  }

  bool copycat() {
    if (m_.label != "meme" && m_.label != "bandwagon") return false;
    if (too_many()) return no("no_go.crowded");
    return wait(m_.label == "meme" ? "watch.meme" : "watch.bandwagon");
  }

  bool dated() {
    const bool planned = m_.predictability == "planned";
    if (m_.rtm || (!planned && m_.predictability != "anticipated")) return false;
    if (m_.label == "location") return is(Verdict::plan, Stance::exploit, "plan.location");
    const std::string about = m_.container.empty() ? std::string() : " (" + m_.container + ")";
    const std::optional<Day> day = today();
    if (day && m_.to && *day > *m_.to) return no("no_go.over", about);
    const bool on = day && m_.from && *m_.from <= *day;
    return is(Verdict::plan, Stance::exploit, planned ? "plan.planned" : on ? "plan.on" : "plan.anticipated", about);
  }

  std::optional<Day> today() const {
    if (!m_.as_of) return std::nullopt;
    return Day{std::chrono::floor<std::chrono::days>(zone_.local(*m_.as_of)).time_since_epoch()};
  }

  bool foreign() { return !m_.score.fit && no("no_go.fit"); }
  bool crowded() { return too_many() && no("no_go.crowded"); }

  bool idle() {
    const bool ambient = m_.label == "ambient" || m_.label.empty();
    if (ambient && m_.brand.competitors >= kOurs) return wait("watch.rival");
    if (ambient) return wait(m_.maybe_breaking ? "watch.unsure" : "watch.ambient");
    return !m_.rtm && wait("watch.definition", profile_->definition.name);
  }

  bool unproven() {
    if (m_.predictability != "unplanned" || j_.veracity == Veracity::corroborated) return false;
    return wait(j_.veracity == Veracity::single ? "watch.single" : "watch.contested");
  }

  bool sign() {
    const bool tagged = j_.level >= Level::medium;
    const bool unfinished = !lacks_.empty();
    const bool all = tagged || unfinished || always_signed(*profile_);
    j_.path = path_of(m_, j_.tags, all ? Signers::all : Signers::owner, *profile_, zone_);
    if (!j_.path.fits) return no("no_go.approvals");
    if (tagged) return is(Verdict::review, Stance::exploit, "review.tags", j_.tags.front().id);
    if (unfinished) return is(Verdict::review, Stance::exploit, "review.unfinished", lacks_.front().what);
    if (m_.score.phase == "old") return is(Verdict::review, Stance::exploit, "review.fading");
    if (all) return is(Verdict::review, Stance::exploit, "review.always");
    return is(Verdict::go, Stance::exploit, "go.go");
  }

  bool too_many() const {
    return std::any_of(j_.tags.begin(), j_.tags.end(), [](const Tag& tag) { return tag.id == "crowded"; });
  }

  void explain() {
    j_.why.push_back(j_.reason);
    for (const Tag& tag : j_.tags) {
      if (tag.tier >= Level::medium) j_.why.push_back(fmt::format("{}={}", tag.id, name(tag.tier)));
    }
    if (!m_.is_post) j_.why.push_back(fmt::format("veracity={}", name(j_.veracity)));
    if (!lacks_.empty()) j_.why.push_back(fmt::format("missing={}", lacks_.front().what));
    if (j_.path.minutes) j_.why.push_back(fmt::format("path_minutes={}", *j_.path.minutes));
    const bool joke = profile_ && profile_->voice.irony != brand::Irony::never && j_.level >= Level::medium;
    if (joke && (j_.verdict == Verdict::review || j_.verdict == Verdict::respond)) j_.why.push_back("no_irony");
  }

  const Matter& m_;
  const brand::Profile* profile_;
  const Zone& zone_;
  std::vector<brand::Lack> lacks_;
  Judgement j_;
};

template <std::size_t N, typename E>
std::string_view named(const std::array<std::string_view, N>& names, E value) {
  return names[static_cast<std::size_t>(value)];
}

constexpr std::array<std::string_view, 4> kLevels{"low", "medium", "high", "floor"};

}  // namespace

std::string_view name(Level level) { return named(kLevels, level); }

std::optional<Level> level_of(std::string_view word) {
  const auto found = std::find(kLevels.begin(), kLevels.end(), word);
  if (found == kLevels.end()) return std::nullopt;
  return static_cast<Level>(found - kLevels.begin());
}

std::string_view name(Veracity v) { return named(std::array<std::string_view, 4>{"single", "corroborated", "contested", "denied"}, v); }

std::string_view name(Verdict v) { return named(std::array<std::string_view, 6>{"respond", "go", "review", "plan", "watch", "no_go"}, v); }

std::string_view name(Stance s) { return named(std::array<std::string_view, 5>{"exploit", "respond", "support", "monitor", "abstain"}, s); }

Judgement judge(const Matter& m, const brand::Profile* profile, const Zone& zone) { return Judge(m, profile, zone).run(); }

}  // namespace rtm::risk
