#include "classify/moment/moment.hpp"

#include <fmt/format.h>

#include <cmath>

#include "record/writer.hpp"

namespace rtm::classify {

namespace {

// Thresholds. A share is of a story's last posts.
constexpr double kOwn = 0.5;         // the brand itself speaks
constexpr double kAddressed = 0.5;   // people speak to the brand
constexpr double kAsking = 0.3;      // and want an answer
constexpr double kBrandShare = 0.10; // of firms' accounts in a bandwagon
constexpr std::size_t kBrands = 3;
constexpr double kTemplated = 0.30;
constexpr double kContained = 0.15;  // name the occasion
constexpr double kAhead = 0.30;
constexpr double kPlaced = 0.5;
constexpr double kBurst = 3.0;       // one in a thousand
constexpr double kHeldBurst = 1.5;   // what was a burst stays one for a while
constexpr double kFullBurst = 8.0;
constexpr double kSurprise = 0.60;
constexpr std::uint32_t kPosts = 3;
constexpr std::size_t kAuthors = 2;

/// .5 at the threshold, towards 1 as `x` goes to `full`.
double clarity(double x, double threshold, double full) {
  return 0.5 + 0.5 * std::clamp((x - threshold) / (full - threshold), 0.0, 1.0);
}

std::string code(const char* what, double value, int decimals = 2) { return fmt::format("{}={:.{}f}", what, value, decimals); }

bool bursting(const MomentFacts& f) {
  const double needed = f.held == Label::breaking ? kHeldBurst : kBurst;
  return f.burst >= needed && f.posts >= kPosts && (f.authors == 0 || f.authors >= kAuthors);
}

double surprise(const MomentFacts& f) {
  return record::rounded(std::sqrt(f.novelty * std::clamp(f.burst / kFullBurst, 0.0, 1.0)), 2);
}

Spread spread(const MomentFacts& f) {
  if (f.brands >= kBrands && f.business >= kBrandShare) return Spread::bandwagon;
  return f.posts >= kPosts && f.templated >= kTemplated ? Spread::meme : Spread::organic;
}

void become(Moment& m, Label label, Predictability predictability, Posture posture, UseCase use_case, double p) {
  m.label = label;
  m.predictability = predictability;
  m.posture = posture;
  m.use_case = use_case;
  m.p = record::rounded(p, 2);
}

bool by_voice(const MomentFacts& f, Moment& m) {
  if (f.own >= kOwn) {
    become(m, Label::brand_event, Predictability::planned, Posture::proactive, UseCase::brand_event, clarity(f.own, kOwn, 1));
    m.why.push_back(code("own_account", f.own));
    return true;
  }
  if (f.addressed >= kAddressed && f.asking >= kAsking) {
    become(m, Label::customer, Predictability::unplanned, Posture::reactive, UseCase::customer_interaction,
           clarity(std::min(f.addressed, f.asking), kAsking, 1));
    m.why.push_back(code("addressed", f.addressed));
    m.why.push_back(code("asking", f.asking));
    return true;
  }
  return false;
}

bool by_spread(const MomentFacts& f, Moment& m) {
  if (m.spread == Spread::organic) return false;
  const bool wagon = m.spread == Spread::bandwagon;
  become(m, wagon ? Label::bandwagon : Label::meme, Predictability::unplanned, Posture::reactive, UseCase::none,
         wagon ? clarity(f.business, kBrandShare, 0.5) : clarity(f.templated, kTemplated, 0.9));
  if (wagon) m.why.push_back(fmt::format("brands={}", f.brands));
  m.why.push_back(wagon ? code("business", f.business) : code("template", f.templated));
  return true;
}

void break_out(const MomentFacts& f, Moment& m) {
  become(m, Label::breaking, Predictability::unplanned, Posture::reactive, UseCase::breaking_news, clarity(f.burst, kBurst, kFullBurst * 2));
  m.why.push_back(code("burst", f.burst, 1));
  m.why.push_back(code("novelty", f.novelty));
}

bool by_occasion(const MomentFacts& f, Moment& m) {
  m.in_container = f.container != Predictability::none && f.contained >= kContained;
  if (m.in_container) {
    if (bursting(f) && m.surprise >= kSurprise) {
      break_out(f, m);
      m.why.push_back(code("surprise", m.surprise));
    } else {
      const bool planned = f.container == Predictability::planned;
      become(m, planned ? Label::planned : Label::anticipated, f.container, Posture::proactive, UseCase::anticipated_event,
             clarity(f.contained, kContained, 0.8));
    }
    m.why.push_back(code("container", f.contained));
    return true;
  }
  if (f.ahead >= kAhead && f.posts >= kPosts) {
    become(m, Label::anticipated, Predictability::anticipated, Posture::proactive, UseCase::anticipated_event, clarity(f.ahead, kAhead, 0.9));
    m.why.push_back(code("awaited", f.ahead));
    return true;
  }
  return false;
}

}  // namespace

Moment decide(const MomentFacts& f) {
  Moment m;
  m.surprise = surprise(f);
  m.spread = spread(f);
  if (by_voice(f, m) || by_spread(f, m) || by_occasion(f, m)) return m;
  if (bursting(f)) {
    break_out(f, m);
  } else if (f.placed >= kPlaced) {
    become(m, Label::location, Predictability::planned, Posture::reactive, UseCase::location_object, clarity(f.placed, kPlaced, 1));
    m.why.push_back(code("place", f.placed));
  } else {
    m.p = record::rounded(clarity(kBurst - std::min(f.burst, kBurst), 0, kBurst), 2);
    m.why.push_back(code("burst", f.burst, 1));
  }
  return m;
}

bool is_rtm(const Moment& m, const brand::Definition& d) {
  if (m.label == Label::ambient) return false;
  const auto holds = [](const std::vector<std::string>& list, std::string_view value) {
    return list.empty() || std::find(list.begin(), list.end(), value) != list.end();
  };
  return holds(d.predictability, name(m.predictability)) && holds(d.labels, name(m.label)) && holds(d.spreads, name(m.spread)) &&
         holds(d.use_cases, name(m.use_case));
}

void settle(Moment& moment, Tally& tally) {
  const Label before = tally.pending;
  tally.pending = moment.label;
  const bool carries = moment.label == tally.held.label || moment.label == before || tally.held.label == Label::ambient;
  if (carries) {
    tally.held = moment;
    return;
  }
  moment.why.push_back(fmt::format("pending={}", name(moment.label)));
  static_cast<Axes&>(moment) = tally.held;
  moment.p = 0.5;
}

}  // namespace rtm::classify
