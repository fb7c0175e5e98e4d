#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "record/writer.hpp"
#include "risk/risk.hpp"

namespace rtm::risk {

namespace {

constexpr double kFloorShare = 0.05;       // hate and the like weigh from here on, whatever the profile says
constexpr double kOffLimits = 0.10;        // of the posts speak of what the brand never touches
constexpr double kRival = 0.20, kHostile = 0.15;
constexpr double kNegative = 0.40;         // more bad mood than good
constexpr double kSmall = 4;               // posts by which a share of a small story shrinks
constexpr std::int64_t kPileOn = 3;        // insults to the brand

struct Code {
  std::string_view id, code;
};
// rtm-risk(1) lists the failures.
constexpr std::array<Code, 10> kCodes{{{"death_injury", "F01"},
                                       {"disaster", "F01"},
                                       {"terrorism", "F01"},
                                       {"mourning_date", "F04"},
                                       {"hate", "F05"},
                                       {"debated_issue", "F05"},
                                       {"adult", "F07"},
                                       {"crime", "F07"},
                                       {"misinformation", "F15"},
                                       {"crowded", "F12"}}};

constexpr std::array<std::string_view, 4> kGrief{"death_injury", "disaster", "terrorism", "crime"};

// What an occasion brings with it by itself, beside mourning and debate.
constexpr std::array<std::string_view, 5> kOccasion{"protected_marks", "minors", "politics", "religion", "health"};

std::string coded(std::string_view id, const std::string& rest) {
  for (const Code& known : kCodes) {
    if (known.id == id) return fmt::format("{} {}", known.code, rest);
  }
  return rest;
}

double shrunk(double share, std::int64_t posts) { return share * static_cast<double>(posts) / (static_cast<double>(posts) + kSmall); }

class Tagger {
 public:
  Tagger(const Matter& m, const brand::Profile* profile) : m_(m), profile_(profile) {}

  std::vector<Tag> all() {
    sensitive();
    occasion();
    if (profile_) offlimits();
    rivals();
    mood();
    crowd();
    std::stable_sort(tags_.begin(), tags_.end(), [](const Tag& a, const Tag& b) { return std::tie(a.tier, a.share) > std::tie(b.tier, b.share); });
    return std::move(tags_);
  }

 private:
  void add(std::string id, Level tier, double p, double share, const std::string& why, std::vector<std::string> evidence = {}) {
    const auto same = std::find_if(tags_.begin(), tags_.end(), [&](const Tag& t) { return t.id == id; });
    if (same != tags_.end()) {
      same->tier = std::max(same->tier, tier);
      return;
    }
    tags_.push_back({id, tier, p, share, std::move(evidence), coded(id, why)});
  }

  void sensitive() {
    const double usual = profile_ ? profile_->thresholds.sensitive : brand::Thresholds{}.sensitive;
    for (const Found& found : m_.sensitive) {
      const Level tier = level_of(found.tier).value_or(Level::low);
      if (found.share < (tier == Level::floor ? std::min(usual, kFloorShare) : usual)) continue;
      add(found.id, tier, found.p, found.share, fmt::format("share={:.2f}", found.share), found.evidence);
    }
    grief(usual);
  }

  /// A small story tells its grief in several words, each below the share that counts: "opened fire", "twelve dead", "the massacre". The
  /// posts that tell of any are counted together, as far as the evidence names them.
  void grief(double usual) {
    const Found* surest = nullptr;
    std::vector<std::string_view> posts;
    for (const Found& found : m_.sensitive) {
      if (std::find(kGrief.begin(), kGrief.end(), found.id) == kGrief.end() || level_of(found.tier).value_or(Level::low) < Level::medium) continue;
      posts.insert(posts.end(), found.evidence.begin(), found.evidence.end());
      if (found.id != "crime" && (!surest || found.p > surest->p)) surest = &found;
    }
    std::sort(posts.begin(), posts.end());
    posts.erase(std::unique(posts.begin(), posts.end()), posts.end());
    const double share = m_.posts > 0 ? static_cast<double>(posts.size()) / static_cast<double>(m_.posts) : 0;
    if (!surest || posts.size() < 2 || share < usual) return;
    add(surest->id, level_of(surest->tier).value_or(Level::low), surest->p, std::min(share, 1.0), fmt::format("share={:.2f} together", share), surest->evidence);
  }

  /// What a feast or an event brings with it by itself.
  void occasion() {
    for (const std::string& attribute : m_.attributes) {
      const std::string why = "occasion=" + m_.container;
      if (attribute == "mourning") {
        add("mourning_date", Level::high, 1, 1, why);
      } else if (attribute == "debated") {
        add("debated_issue", Level::medium, 1, 1, why);
      } else if (std::find(kOccasion.begin(), kOccasion.end(), attribute) != kOccasion.end()) {
        add(attribute, Level::medium, 1, 1, why);
      }
    }
  }

  void offlimits() {
    for (const brand::OffLimits& off : profile_->offlimits) {
      double share = m_.topic("offlimits/" + off.id);
      const bool touched = std::any_of(tags_.begin(), tags_.end(), [&](const Tag& tag) {
        const bool listed = tag.tier >= Level::medium && std::find(off.sensitive.begin(), off.sensitive.end(), tag.id) != off.sensitive.end();
        if (listed) share = std::max(share, tag.share);
        return listed;
      });
      if (!touched && share < kOffLimits) continue;
      add("offlimits/" + off.id, Level::high, 1, share, fmt::format("share={:.2f} reason={}", share, off.reason));
    }
  }

  void rivals() {
    const double bad = shrunk(m_.tone.negative, m_.posts);
    if (m_.brand.competitors >= kRival && bad >= kHostile) {
      add("competitor_attack", Level::medium, 1, m_.brand.competitors, fmt::format("competitors={:.2f} negative={:.2f}", m_.brand.competitors, m_.tone.negative));
    }
  }

  void mood() {
    const double polarised = polarisation_of(m_);
    const double most = profile_ ? profile_->thresholds.polarisation : brand::Thresholds{}.polarisation;
    if (polarised >= most) add("polarised", Level::medium, 1, polarised, fmt::format("polarisation={:.2f}", polarised));
    const double bad = shrunk(m_.tone.negative - m_.tone.positive, m_.posts);
    if (!m_.is_post && bad >= kNegative) add("negative_story", Level::medium, 1, m_.tone.negative, fmt::format("negative={:.2f}", m_.tone.negative));
    const auto insults = static_cast<std::int64_t>(m_.tone.insult * static_cast<double>(m_.posts) * m_.brand.mentions);
    if (m_.brand.unattended_since && insults >= kPileOn) add("pile_on", Level::high, 1, m_.tone.insult, fmt::format("F13 insults={}", insults));
  }

  void crowd() {
    const double most = profile_ ? profile_->thresholds.clutter : brand::Thresholds{}.clutter;
    if (m_.score.saturation >= most) add("crowded", Level::medium, 1, m_.score.saturation, fmt::format("brands={}", m_.score.brands));
  }

  const Matter& m_;
  const brand::Profile* profile_;
  std::vector<Tag> tags_;
};

}  // namespace

double polarisation_of(const Matter& m) {
  const double both = 2 * std::min(m.tone.positive, m.tone.negative);
  return record::rounded(std::min(1.0, shrunk(both, m.posts)), 2);
}

std::vector<Tag> tags_of(const Matter& m, const brand::Profile* profile) { return Tagger(m, profile).all(); }

}  // namespace rtm::risk
