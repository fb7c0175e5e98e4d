#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "brand/readiness.hpp"
#include "risk/risk.hpp"

namespace rtm::risk {

namespace {

constexpr std::array<std::string_view, 5> kTragic{"death_injury", "disaster", "terrorism", "mourning_date", "hate"};
constexpr double kOurs = 0.30;    // of the posts name the brand: the story is about it
constexpr double kCrisis = 0.40;  // of them in a bad mood
constexpr double kAsking = 0.20;
constexpr double kCrisisPosts = 3;  // that name the brand: one bad word is no crisis

bool tragic(const Tag& tag) { return tag.tier >= Level::medium && std::find(kTragic.begin(), kTragic.end(), tag.id) != kTragic.end(); }

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
    const double naming = m_.brand.mentions * static_cast<double>(m_.posts);
    const bool crisis = naming >= kCrisisPosts && m_.brand.mentions >= kOurs && m_.tone.negative >= kCrisis;
    if (!customers && !crisis) return false;
    j_.path = path_of(m_, j_.tags, crisis ? Signers::all : Signers::owner, *profile_, zone_);
    j_.path.fits = true;  // a duty has no window
    if (m_.brand.unattended_since) return is(Verdict::respond, Stance::respond, "respond.unattended");
    return is(Verdict::respond, Stance::respond, crisis && !customers ? "respond.crisis" : "respond.customer");
  }

  bool never() {
    for (const Tag& tag : j_.tags) {
      if (tag.id == "mourning_date") return no("no_go.mourning", m_.container);
      if (tragic(tag)) return is(Verdict::no_go, tag.id == "hate" ? Stance::abstain : Stance::support, tag.id == "hate" ? "no_go.floor" : "no_go.tragedy", tag.id);
      if (tag.tier == Level::floor) return no("no_go.floor", tag.id);
      if (tag.id.starts_with("offlimits/")) return no("no_go.offlimits", reason_of(tag.id.substr(10)));
    }
    return false;
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

  bool late() { return m_.score.closes_at && m_.as_of && *m_.score.closes_at <= *m_.as_of && no("no_go.late"); }

  bool copycat() {
    if (m_.label != "meme" && m_.label != "bandwagon") return false;
    if (too_many()) return no("no_go.crowded");
    return wait(m_.label == "meme" ? "watch.meme" : "watch.bandwagon");
  }

  bool dated() {
    const bool planned = m_.predictability == "planned";
    if (m_.rtm || (!planned && m_.predictability != "anticipated")) return false;
    if (m_.label == "location") return is(Verdict::plan, Stance::exploit, "plan.location");
    const std::string_view reason = planned ? "plan.planned" : is_on() ? "plan.on" : "plan.anticipated";
    return is(Verdict::plan, Stance::exploit, std::string(reason), m_.container.empty() ? std::string() : " (" + m_.container + ")");
  }

  /// The occasion's days have come.
  bool is_on() const {
    if (!m_.as_of || !m_.from || !m_.to) return false;
    const auto today = std::chrono::floor<std::chrono::days>(zone_.local(*m_.as_of)).time_since_epoch();
    return m_.from->time_since_epoch() <= today && today <= m_.to->time_since_epoch();
  }

  bool foreign() { return !m_.score.fit && no("no_go.fit"); }
  bool crowded() { return too_many() && no("no_go.crowded"); }

  bool idle() {
    if (m_.label == "ambient" || m_.label.empty()) return wait("watch.ambient");
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
