#include "classify/moment/moment.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <initializer_list>
#include <tuple>

#include "record/writer.hpp"

namespace rtm::classify {

namespace {

// Thresholds. A share is of a story's last posts.
constexpr double kOwn = 0.5;          // the brand itself speaks
constexpr double kAddressed = 0.5;    // people speak to the brand
constexpr double kAsking = 0.3;       // and want an answer
constexpr double kServed = 0.5;       // people speak of it as its customers do,
constexpr double kMostServed = 1.5;   // which is weaker evidence
constexpr double kBrandShare = 0.10;  // of firms' accounts in a bandwagon
constexpr std::size_t kBrands = 3;
constexpr double kContained = 0.3;    // name the occasion
constexpr double kOccasion = 0.6;     // name it and nothing else trends: one of two does not make it
constexpr double kPlaced = 0.5;
constexpr double kSurprise = 0.6;
constexpr double kHeldSurprise = 0.3; // what has turned stays so for a while
constexpr double kFramed = 0.5;       // fill in a form of words,
constexpr std::size_t kFillers = 5;   // with so many different things
constexpr double kAccident = 0.3;     // of the alarm: an accident is told of
constexpr double kFilled = 0.6;       // begin or end with a hashtag and have no other,
constexpr double kOwnWords = 0.3;     // and repeat no more of each other's words
constexpr double kSure = 0.5;         // the model must be for `breaking`, `meme` and an occasion it infers: to cry wolf costs a desk more than to wait

// What breaks comes much more often than usual: the leading term, or the story itself, once in a hundred times by chance;
constexpr double kSurge = 0.66;       // of Feature::above, which is 1 for once in a thousand,
constexpr double kStorySurge = 2;     // of the story's burst;
constexpr double kClear = 0.8, kClearCohesion = 0.75;  // where the model is that sure and the posts hold together so well,
constexpr double kClearSurge = 0.33, kClearStorySurge = 1;  // once in ten times is enough;
// its posts speak of what nobody could put in a calendar: those with its leading term, or its own;
constexpr double kAlarm = 0.1, kOwnAlarm = 0.15;
// and it is one thing, told by several:
constexpr double kCohesion = 0.5;     // a post shares with half of those before it what singles the story out,
constexpr double kEvidence = 4;       // and e^4 times rarer than just that;
constexpr double kFocus = 0.7;        // or one after another they hold the word that led,
constexpr std::size_t kLedTexts = 5;
constexpr double kLooseCohesion = 0.15;                  // and hold together a little,
constexpr double kFlood = 0.5, kVoices = 0.6, kName = 0.5;  // or it is a name that many say all at once
// or a loud alarm, which people put in words of their own;
constexpr double kLoud = 0.9, kLoudCohesion = 0.25, kLoudBurst = 4;
constexpr double kOutcry = 0.95;      // or an outcry: many accounts say so of what surges, and the model is that sure;
constexpr std::size_t kTexts = 3;

// What is to come, in a story too small for the model:
constexpr double kDated = 0.5;        // speak of the same day,
constexpr std::size_t kHeralds = 3;   // so many voices,
constexpr double kEvent = 0.25;       // of what is held on a date
constexpr double kFirstLed = 3;       // posts until a term leads
constexpr double kTalkedOf = 0.2;     // of Feature::burst: a term that so much of the stream speaks of needs no story of several posts
constexpr double kAhead = 0.15;       // speak of what is ahead, in a story that names no day

constexpr std::size_t kJoiners = 8;   // accounts that make a bandwagon where no firms do, or an outcry
constexpr double kRepeats = 0.3;      // near copies in a bandwagon
constexpr double kUnderstood = 0.5;   // in a language that has cues

constexpr double kKnown = 0.5;        // with less history than this a label
constexpr double kSpoken = 0.05;      // needs as much of what speaks for it,
constexpr double kLoudAlarm = 0.4;    // and `breaking` that much: any topic of the day seems to have come from nothing

// A label gives way when the p of those posts that speak for one and the same other, summed, reaches
constexpr double kDoubt = 1.5;
constexpr double kMoreDoubt = 1;      // and so much more for each change that was,
constexpr std::uint32_t kMostChanges = 4;

/// .5 at the threshold, towards 1 as `x` goes to `full`.
double clarity(double x, double threshold, double full) {
  return 0.5 + 0.5 * std::clamp((x - threshold) / (full - threshold), 0.0, 1.0);
}

std::string code(std::string_view what, double value) {
  std::string code(what);
  code += '=';
  record::append_number(value, 2, code);
  return code;
}

double of(const MomentFacts& f, Feature feature) { return f.features[static_cast<std::size_t>(feature)]; }
double of(const MomentFacts& f, Trait trait) { return f.features[feature_of(trait)]; }

/// How far the posts speak of what nobody could put in a calendar.
double alarm_of(const MomentFacts& f) { return std::max(of(f, Trait::breaking), of(f, Trait::harm)); }

bool names_day_ahead(const MomentFacts& f) { return names_day(f) && !f.over; }

bool is_stream_known(const MomentFacts& f) { return f.history >= kKnown; }

bool lies_in_container(const MomentFacts& f) { return f.container != Predictability::none && f.contained >= kContained; }

/// The axes that a label sums up.
void become(Moment& m, Label label, double p) {
  static constexpr std::array<std::tuple<Predictability, Posture, UseCase>, 9> kAxes{{
      {Predictability::none, Posture::none, UseCase::none},                                   // ambient
      {Predictability::planned, Posture::proactive, UseCase::anticipated_event},              // planned
      {Predictability::anticipated, Posture::proactive, UseCase::anticipated_event},          // anticipated
      {Predictability::unplanned, Posture::reactive, UseCase::breaking_news},                 // breaking
      {Predictability::unplanned, Posture::reactive, UseCase::none},                          // meme
      {Predictability::unplanned, Posture::reactive, UseCase::none},                          // bandwagon
      {Predictability::unplanned, Posture::reactive, UseCase::customer_interaction},          // customer
      {Predictability::planned, Posture::proactive, UseCase::brand_event},                    // brand_event
      {Predictability::planned, Posture::reactive, UseCase::location_object},                 // location
  }};
  m.label = label;
  std::tie(m.predictability, m.posture, m.use_case) = kAxes[static_cast<std::size_t>(label)];
  m.p = record::rounded(p, 2);
}

bool by_voice(const MomentFacts& f, Moment& m) {
  if (f.own >= kOwn) {
    become(m, Label::brand_event, clarity(f.own, kOwn, 1));
    m.why.push_back(code("own_account", f.own));
  } else if (f.addressed >= kAddressed && f.asking >= kAsking) {
    become(m, Label::customer, clarity(std::min(f.addressed, f.asking), kAsking, 1));
    m.why.push_back(code("addressed", f.addressed));
    m.why.push_back(code("asking", f.asking));
  } else if (f.served >= kServed) {
    become(m, Label::customer, clarity(f.served, kServed, kMostServed));
    m.why.push_back(code("served", f.served));
  } else {
    return false;
  }
  return true;
}

/// At a feast every firm speaks: that is no bandwagon.
bool by_firms(const MomentFacts& f, Moment& m) {
  if (f.brands < kBrands || f.business < kBrandShare) return false;
  m.spread = Spread::bandwagon;
  if (m.in_container && f.container == Predictability::planned) return false;
  become(m, Label::bandwagon, clarity(f.business, kBrandShare, 0.5));
  m.why.push_back(fmt::format("brands={}", f.brands));
  m.why.push_back(code("business", f.business));
  return true;
}

bool by_turn(const MomentFacts& f, Moment& m) {
  const double least = f.held == Label::breaking ? kHeldSurprise : kSurprise;
  if (!m.in_container || f.surprise < least) return false;
  become(m, Label::breaking, clarity(f.surprise, least, 1));
  m.why.push_back(fmt::format("turn={}", f.turn));
  m.why.push_back(code("surprise", f.surprise));
  m.why.push_back(code("container", f.contained));
  return true;
}

/// A form that everyone fills in with something of one's own, and that tells of no accident.
bool by_frame(const MomentFacts& f, Moment& m) {
  if (f.framed < kFramed || f.fillers < kFillers || alarm_of(f) >= kAccident) return false;
  m.spread = Spread::meme;
  become(m, Label::meme, clarity(f.framed, kFramed, 1));
  m.why.push_back(fmt::format("form={}", f.form));
  m.why.push_back(fmt::format("fillers={}", f.fillers));
  m.why.push_back(code("framed", f.framed));
  return true;
}

/// A hashtag game in the first hours of a stream, when its rate tells nothing yet: many voices, each with a few words of its own.
bool by_game(const MomentFacts& f, Moment& m) {
  const double filled = of(f, Feature::filled), spoken = std::max({alarm_of(f), of(f, Trait::cause), of(f, Trait::feast)});
  if (is_stream_known(f) || !f.term.starts_with('#') || m.in_container || filled < kFilled || spoken >= kAccident) return false;
  if (of(f, Feature::above) < kSurge || of(f, Feature::voices) < kVoices || of(f, Feature::echo) > kOwnWords) return false;
  m.spread = Spread::meme;
  become(m, Label::meme, clarity(filled, kFilled, 1));
  m.why.push_back(fmt::format("term={}", f.term));
  m.why.push_back(code("filled", filled));
  return true;
}

/// Of Feature::focus, what it can be: the first posts came before a term could lead.
double following(const MomentFacts& f) {
  const auto texts = static_cast<double>(f.texts);
  constexpr double kLast = Tally::kLast;
  const double first = std::min(kFirstLed / std::min(texts, kLast), 1.0);
  return 1 - first * std::pow(1 - 1 / kLast, std::max(0.0, texts - kLast));
}

/// A word that comes more often than it did is no news by itself, nor are posts that have words like "killed" in common, nor is one
/// crime after another, each told once: it takes one thing that happens now, told by several.
bool is_one_event(const MomentFacts& f, double p) {
  const double cohesion = of(f, Feature::cohesion);
  const bool clear = p >= kClear && cohesion >= kClearCohesion;
  const bool surges = of(f, Feature::above) >= (clear ? kClearSurge : kSurge) || f.burst >= (clear ? kClearStorySurge : kStorySurge);
  const bool known = is_stream_known(f);
  const bool alarms = alarm_of(f) >= (known ? kAlarm : kLoudAlarm) || of(f, Feature::alarm) >= (known ? kOwnAlarm : kLoudAlarm);
  const bool holds_together = cohesion >= kCohesion && f.evidence >= kEvidence;
  const bool flood = of(f, Feature::burst) >= kFlood && of(f, Feature::voices) >= kVoices && of(f, Feature::name) >= kName;
  const bool led = f.texts >= kLedTexts && of(f, Feature::focus) >= kFocus * (p >= kClear ? following(f) : 1) && (cohesion >= kLooseCohesion || flood);
  const bool loud = p >= kLoud && alarm_of(f) >= kLoudAlarm && cohesion >= kLoudCohesion && f.evidence >= kEvidence && f.burst >= kLoudBurst;
  const bool many = of(f, Feature::above) >= kSurge && of(f, Feature::voices) >= kVoices && f.joiners >= kJoiners && f.texts >= kLedTexts;
  const bool outcry = p >= kOutcry && alarm_of(f) >= kLoudAlarm && many;
  return surges && alarms && (known || p >= kClear) && (holds_together || led || loud || outcry) && f.texts >= kTexts;
}

/// What the model takes for something ahead that no calendar knows speaks of what is ahead, and is one thing, told by several; or a term
/// that so much of the stream speaks of that a post or two will do. Else a post that names a match, a vote or a singer is talk.
bool is_one_occasion(const MomentFacts& f, double p) {
  if (names_day_ahead(f) || lies_in_container(f)) return true;
  const double ahead = of(f, Trait::event) + of(f, Trait::ahead) + of(f, Trait::anticipated);
  const bool one = of(f, Feature::cohesion) >= kCohesion || of(f, Feature::focus) >= kFocus || f.evidence >= kEvidence;
  const bool told = f.texts >= kTexts && one;
  return p >= kSure && ahead >= kAhead && (told || of(f, Feature::burst) >= kTalkedOf);
}

/// Does anything in the posts speak for the label? What a term's rate and shape alone suggest is no date and no call.
bool is_spoken_for(Label label, const MomentFacts& f) {
  const auto any = [&f](std::initializer_list<Trait> traits) {
    return std::any_of(traits.begin(), traits.end(), [&f](Trait trait) { return of(f, trait) >= kSpoken; });
  };
  switch (label) {
    case Label::planned: return any({Trait::planned, Trait::feast});
    case Label::anticipated: return any({Trait::anticipated, Trait::event, Trait::ahead, Trait::planned});
    case Label::bandwagon: return any({Trait::cause}) || f.brands > 0 || f.repeats >= kRepeats;
    default: return true;
  }
}

/// The model's choice. It was taught on streams of weeks; while what is usual is not known, a label for which nothing in the
/// posts speaks gives way to the best of what remains, and so does a bandwagon in a language of which no words are known: there, every
/// tag that rises looks like a call. `breaking` is no second choice.
Model::Answer choose(const MomentFacts& f, const Model& model) {
  Model::Answer first = model.ask(f.features);
  const bool foreign = first.label == Label::bandwagon && f.understood < kUnderstood;
  if ((is_stream_known(f) && !foreign) || is_spoken_for(first.label, f)) return first;
  Model::Open open{};
  std::transform(Model::kLabels.begin(), Model::kLabels.end(), open.begin(), [&f](Label label) { return label != Label::breaking && is_spoken_for(label, f); });
  return model.ask(f.features, open);
}

/// Several accounts speak of it, and say several things: one that repeats its tag joins nobody. Who joins says something, too.
bool is_taken_up(const MomentFacts& f) { return f.joiners >= kJoiners && f.texts >= kTexts; }

/// What the model says and the posts do not bear out.
bool is_doubtful(const Model::Answer& answer, const MomentFacts& f) {
  switch (answer.label) {
    case Label::breaking: return answer.p < kSure || !is_one_event(f, answer.p);
    case Label::bandwagon: return f.brands < kBrands && !is_taken_up(f);
    case Label::meme: return answer.p < kSure;
    case Label::planned: return !is_spoken_for(answer.label, f);
    case Label::anticipated: return !is_spoken_for(answer.label, f) || !is_one_occasion(f, answer.p);
    default: return false;
  }
}

void by_model(const MomentFacts& f, const Model& model, Moment& m) {
  Model::Answer answer = choose(f, model);
  const bool doubtful = is_doubtful(answer, f);
  become(m, doubtful ? Label::ambient : answer.label, doubtful ? answer.ambient_p : answer.p);
  m.second = doubtful ? answer.label : answer.second;
  m.second_p = record::rounded(doubtful ? answer.p : answer.second_p, 2);
  if (doubtful) m.why.push_back(code("unsure_" + std::string(name(answer.label)), answer.p));
  if (answer.label == Label::breaking) {
    m.why.push_back(fmt::format("evidence={:.1f}", f.evidence));
    m.why.push_back(code("cohesion", of(f, Feature::cohesion)));
    m.why.push_back(fmt::format("texts={}", f.texts));
    if (f.joiners >= kJoiners) m.why.push_back(fmt::format("accounts={}", f.joiners));
  }
  if (!f.term.empty()) m.why.push_back("term=" + std::string(f.term));
  m.why.insert(m.why.end(), answer.reasons.begin(), answer.reasons.end());
  if (m.label == Label::meme) m.spread = Spread::meme;
  if (m.label == Label::bandwagon) {
    m.spread = Spread::bandwagon;
    if (f.joiners >= kJoiners) m.why.insert(m.why.begin(), fmt::format("accounts={}", f.joiners));
  }
}

/// Several voices speak of the same day to come and of the same thing on it, which comes more often than it did: a name, or
/// what is held on a date. What people mean to do themselves tomorrow is neither.
bool by_date(const MomentFacts& f, Moment& m) {
  if (!names_day_ahead(f) || f.texts < kTexts) return false;
  if (alarm_of(f) >= kAccident) return false;
  const bool shared = of(f, Feature::cohesion) >= kCohesion || of(f, Feature::focus) >= kFocus * following(f);
  const bool named = of(f, Feature::name) >= kName && of(f, Trait::entities) < kName;  // whom one meets, or where one goes, is no occasion
  const bool held = of(f, Trait::event) >= kEvent || named;
  if (!shared || !held || f.term.empty() || (of(f, Feature::above) < kClearSurge && f.burst < kClearStorySurge)) return false;
  become(m, Label::anticipated, clarity(f.dated, kDated, 1));
  m.why = {"term=" + std::string(f.term)};
  return true;
}

/// The day that the posts speak of comes first among the reasons.
void date(const MomentFacts& f, Moment& m) {
  if (m.label != Label::anticipated || !names_day(f)) return;
  m.why.insert(m.why.begin(), {"day=" + format_day(f.day), code("dated", f.dated)});
}

/// What trends in no way: an occasion by its name, where no accident is told of, or a place.
void by_name(const MomentFacts& f, Moment& m) {
  if (m.in_container && f.contained >= kOccasion && alarm_of(f) < kAccident) {
    become(m, f.container == Predictability::planned ? Label::planned : Label::anticipated, clarity(f.contained, kOccasion, 1));
    m.why = {code("container", f.contained)};
  } else if (f.placed >= kPlaced) {
    become(m, Label::location, clarity(f.placed, kPlaced, 1));
    m.why = {code("place", f.placed)};
  }
}

}  // namespace

bool names_day(const MomentFacts& f) { return f.dated >= kDated && f.heralds >= kHeralds; }

Moment decide(const MomentFacts& f, const Model& model) {
  Moment m;
  m.surprise = f.surprise;
  m.in_container = lies_in_container(f);
  if (by_voice(f, m) || by_firms(f, m) || by_turn(f, m) || by_frame(f, m) || by_game(f, m)) return m;
  by_model(f, model, m);
  if (m.label == Label::ambient) by_name(f, m);
  if (m.label == Label::ambient) by_date(f, m);
  if (m.second == m.label && m.label != Label::ambient) {  // what the model held for second best
    m.second = Label::ambient;
    m.second_p = record::rounded(1 - m.p, 2);
  }
  date(f, m);
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

void hold(Moment& moment, const Tally& tally) {
  if (!tally.told || moment.label == tally.held.label) return;
  moment.why.insert(moment.why.begin(), fmt::format("pending={}", name(moment.label)));  // for which the others speak
  moment.second = moment.label;  // what the last posts speak for; their own second best may be what is held
  static_cast<Axes&>(moment) = tally.held;
  moment.second_p = std::min(moment.p, record::rounded(1 - moment.p, 2));
  moment.p = std::clamp(record::rounded(1 - moment.p, 2), 0.01, 0.5);
}

void settle(Moment& moment, Tally& tally, std::optional<Time> at) {
  const Label held = tally.held.label;
  if (moment.label == held || !tally.told) {
    tally.doubt = std::max(0.0, tally.doubt - moment.p);
  } else {
    if (moment.label != tally.pending) tally.doubt = 0;
    tally.pending = moment.label;
    tally.doubt += moment.p;
  }
  const bool first = held == Label::ambient && tally.former.changes == 0;
  if (tally.told && moment.label != held && !first && tally.doubt < kDoubt + kMoreDoubt * std::min(tally.former.changes, kMostChanges)) {
    return hold(moment, tally);
  }
  if (tally.told && moment.label != held) {
    tally.former = {held, at, tally.former.changes + 1, moment.why.empty() ? std::string() : moment.why.front()};
    tally.doubt = 0;
  }
  tally.held = moment;
  tally.told = true;
}

}  // namespace rtm::classify
