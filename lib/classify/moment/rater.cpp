#include "classify/moment/rater.hpp"

#include <algorithm>
#include <cmath>

#include "record/writer.hpp"

namespace rtm::classify {

namespace {

constexpr double kFirm = 0.5;         // from here on an account is a firm's
constexpr double kComplaint = -0.3;   // sentiment
constexpr double kFirstHand = 0.5;    // of a word for oneself or of a buyer
constexpr double kBuyer = 0.75;       // of two words of a buyer
constexpr double kFloor = 0.5;        // posts an hour that surprise nobody, whatever was usual
constexpr double kLong = 40;          // words of a post that is as long as any
constexpr double kAlarm = 0.4;        // a turn that speaks of an accident or the like
constexpr double kAwaited = 0.3;      // posts that speak of something ahead: its word needs no capital to be an occasion's
constexpr double kHalf = 0.5;
constexpr double kNamed = 0.1;        // of a story's posts lead with what stands for an occasion
constexpr double kCalled = 1.0 / 3;   // of these call it by the name
constexpr double kFullBurst = 8;
const double kManyRivals = std::log1p(100.0);

bool is_copy(const PostFacts& facts) { return !facts.repost_of.empty() || !facts.copy_of.empty(); }

std::uint64_t original_of(const PostFacts& facts) {
  return hash_of(!facts.repost_of.empty() ? facts.repost_of : !facts.copy_of.empty() ? facts.copy_of : facts.id);
}

double harms(const text::SensitiveTag& tag) {
  return tag.id == "death_injury" || tag.id == "crime" || tag.id == "terrorism" || tag.id == "disaster" || tag.id == "arms" ? 1 : 0;
}

bool asks(const Rater::Post& post) {
  return post.claim.kind == text::ClaimKind::question || post.tone.sentiment <= kComplaint || post.tone.anger >= 0.5 || post.tone.insult >= 0.5;
}

bool holds(std::span<const text::Word> words, std::span<const std::uint64_t> any) {
  return std::any_of(words.begin(), words.end(), [any](const text::Word& word) { return word.hash != 0 && std::find(any.begin(), any.end(), word.hash) != any.end(); });
}

/// What people fill in: words of a form, a hashtag or a word's play.
std::string form_of(const Tally& tally) {
  if (tally.framed.value() >= kHalf || tally.term.empty()) return tally.form;
  if (!tally.term.starts_with('#')) return "… " + tally.term + " …";
  return tally.begins ? tally.term + " …" : "… " + tally.term;
}

}  // namespace

Rater::Rater(const brand::Profile* profile) : containers_(profile ? Containers(*profile) : Containers()) {}

int Rater::occasion_of(const PostReader& reader) {
  const auto at = reader.facts().at;
  return at ? containers_.find(reader.text(), reader.words(), *at) : Majority::kNone;
}

/// Only what lies outside and has its date can turn: a feast is whatever people make of it.
std::optional<Turn> Rater::turn_of(const PostReader& reader, int occasion, const Grouper& grouper) {
  const PostFacts& facts = reader.facts();
  const bool event = occasion != Majority::kNone && (containers_.is_own(occasion) || containers_.predictability(occasion) == Predictability::anticipated);
  const bool on = event && facts.at && containers_.is_on(occasion, *facts.at);
  const std::string_view names = event ? containers_.names(occasion) : std::string_view();
  return turns_.see({facts, reader.text(), reader.words().all(), reader.lang(), occasion, on, names}, grouper.background(), grouper.hourly());
}

/// Copies fill in nothing, nor does who passes a page on.
std::optional<Frame> Rater::frame_of(const PostReader& reader, int occasion) {
  const PostFacts& facts = reader.facts();
  if (!facts.at || is_copy(facts) || !facts.links.empty()) return std::nullopt;
  const std::string_view names = occasion == Majority::kNone ? std::string_view() : containers_.names(occasion);
  return frames_.see({reader.text(), reader.words().all(), reader.lang(), *facts.at, voice_of(facts), names});
}

/// How the post speaks, see lib/data/moment_weights.tsv.
Traits Rater::traits(const Post& post, const PostCues& cues) const {
  const PostFacts& facts = post.reader.facts();
  const auto words = post.reader.words().all();
  Traits all{};
  const auto set = [&](Trait trait, double x) { all[index_of(trait)] = x; };
  const auto harm = std::max_element(post.sensitive.begin(), post.sensitive.end(), [](const text::SensitiveTag& a, const text::SensitiveTag& b) {
    return harms(a) * a.p < harms(b) * b.p;
  });
  set(Trait::linked, facts.links.empty() ? 0 : 1);
  set(Trait::copied, is_copy(facts) ? 1 : 0);
  set(Trait::harm, harm == post.sensitive.end() ? 0 : harms(*harm) * harm->p);
  set(Trait::breaking, cues.breaking);
  set(Trait::event, cues.event);
  set(Trait::ahead, cues.ahead);
  set(Trait::feast, cues.feast);
  set(Trait::cause, cues.cause);
  set(Trait::personal, cues.personal);
  set(Trait::templated, cues.templated);
  set(Trait::shout, post.reader.text().find('!') == std::string_view::npos ? 0 : 1);
  set(Trait::retold, cues.retold);
  set(Trait::entities, post.names.empty() ? 0 : 1);
  set(Trait::length, std::min(static_cast<double>(words.size()) / kLong, 1.0));
  if (post.occasion != Majority::kNone) {
    set(containers_.predictability(post.occasion) == Predictability::planned ? Trait::planned : Trait::anticipated, 1);
  }
  return all;
}

/// Names the brand without its handle, and asks or complains of it as somebody who bought there. "My packet was empty", "where
/// do I find it?": words of buyers are enough where there are two; else it takes a question or a bad mood in the first person.
bool is_served(const Rater::Post& post, const PostCues& cues) {
  if (!post.brand || !post.brand->mention || post.brand->own) return false;
  return cues.client >= kBuyer || (asks(post) && std::max(cues.client, cues.personal) >= kFirstHand);
}

/// True when another firm wrote the post: by its name, or by its words, where they are its own.
bool Rater::is_firm(const Post& post, const PostCues& cues) {
  const bool own = post.brand && post.brand->own;
  const double pitch = is_copy(post.reader.facts()) ? 0 : cues.pitch;
  return !own && 1 - (1 - cues_.of_author(post.reader.author())) * (1 - pitch) >= kFirm;
}

/// Folds the post into its story.
void Rater::count(const Post& post, const PostCues& cues, bool firm, Story& story) {
  Tally& tally = story.tally;
  const PostFacts& facts = post.reader.facts();
  const bool own = post.brand && post.brand->own;
  if (post.occasion != Majority::kNone) tally.occasions.add(post.occasion);
  const auto add = [n = story.posts](Share& share, double x) { share.add(x, n); };
  add(tally.contained, post.occasion != Majority::kNone || post.turn);
  add(tally.understood, text::lang_set(post.reader.lang()) != text::kAnyLang);
  if (!is_copy(facts)) {
    tally.framed.add(post.frame ? 1 : 0, ++tally.voiced);
    if (facts.at) tally.day.add(named_days_.find(post.reader.words().all(), text::lang_set(post.reader.lang()), *facts.at), voice_of(facts));
  }
  if (post.frame) {
    tally.fillers = post.frame->fillers;
    tally.form = post.frame->form;
  }
  add(tally.addressed, post.brand && post.brand->addressed);
  add(tally.asking, post.brand && post.brand->addressed && asks(post));
  add(tally.served, is_served(post, cues));
  add(tally.own, own);
  add(tally.business, firm);
  add(tally.placed, post.brand && post.brand->placed);
  if (firm && !facts.author.empty()) tally.brands.add(hash_of(facts.author));
}

/// What an occasion may be called that no calendar knows: the longer name, or the hashtag, that its posts give it, and that comes more
/// often than on other days. A single word names one only where a calendar has it or the posts give it a date: else it is a common
/// noun or a surname, and who is named is no occasion. "" for none.
std::string_view Rater::name_of(const Lead& lead, const Tally& tally) const {
  if (lead.rises && !lead.called.empty()) return lead.called;
  if (lead.rises && !lead.entity) {
    const bool dated = tally.day.voices() >= 2 && tally.day.value() >= kHalf && lead.trend->is_name();
    if (lead.term.starts_with('#') || dated || containers_.is_name(lead.term)) return lead.term;
  }
  return lead.tag;
}

/// What the post's leading term says, folded into its story.
void Rater::follow(const Post& post, const Traits& traits, Story& story) {
  Tally& tally = story.tally;
  const PostFacts& facts = post.reader.facts();
  const int container = tally.occasions.winner();
  const std::string_view names = container == Majority::kNone ? std::string_view() : containers_.names(container);
  const std::uint64_t original = original_of(facts);
  Lead lead;
  if (facts.at) lead = trends_.add({post.reader.text(), post.reader.words(), post.reader.lang(), *facts.at, traits, post.occasion, names, is_copy(facts), original, voice_of(facts), post.names});
  Features features = features_of(lead, traits);
  features[static_cast<std::size_t>(Feature::focus)] = holds(post.reader.words().all(), tally.led) ? 1 : 0;
  features[static_cast<std::size_t>(Feature::alarm)] = std::max(traits[index_of(Trait::breaking)], traits[index_of(Trait::harm)]);
  for (std::size_t i = 0; i < kFeatures; ++i) tally.features[i].add(features[i], story.posts);
  tally.history = lead.history;
  tally.begins = lead.trend && lead.trend->begun.value() >= kHalf;
  const bool named = lead.trend && (lead.trend->is_name() || lead.trend->traits[index_of(Trait::ahead)].value() >= kAwaited);
  tally.joiners = lead.trend ? lead.trend->joiners.count() : 0;
  tally.term = lead.trend ? lead.term : std::string_view();
  if (lead.trend && lead.word != tally.led.front()) tally.led = {lead.word, tally.led.front()};
  if (named) tally.names.add(name_of(lead, tally));
  const Lead::Turn& turn = lead.turn;
  double surprise = std::sqrt(turn.novelty * std::min(turn.burst / kFullBurst, 1.0)) * (turn.alarm >= kAlarm ? 1 : 0);
  if (surprise > 0) tally.turn = turn.term;
  if (post.turn) {
    surprise = std::max(surprise, std::sqrt(std::min(post.turn->surprise / kFullBurst, 1.0)));
    tally.turn = post.turn->word;
  }
  tally.surprise.add(surprise, story.posts);
}

MomentFacts Rater::facts(const Story& story, const Grouper& grouper, int container) const {
  const Tally& t = story.tally;
  const auto share = [](const auto& s) { return record::rounded(s.value(), 2); };
  MomentFacts f;
  f.burst = record::rounded(story.rate.burst(grouper.background().now(), grouper.age(), grouper.loudness(), kFloor), 1);
  f.novelty = record::rounded(1 - story.known, 2);
  f.brands = t.brands.count();
  f.contained = share(t.contained);
  f.addressed = share(t.addressed);
  f.asking = share(t.asking);
  f.served = share(t.served);
  f.own = share(t.own);
  f.business = share(t.business);
  f.placed = share(t.placed);
  f.held = t.held.label;
  f.surprise = share(t.surprise);
  for (std::size_t i = 0; i < kFeatures; ++i) f.features[i] = share(t.features[i]);
  const auto set = [&f](Feature feature, double x) { f.features[static_cast<std::size_t>(feature)] = record::rounded(x, 2); };
  set(Feature::evidence, std::max(0.0, story.evidence.value() / kMostEvidence));
  set(Feature::cohesion, story.cohesion.value());
  set(Feature::rivals, std::min(story.rivals.value() / kManyRivals, 1.0));
  f.evidence = record::rounded(story.evidence.value(), 1);
  f.texts = story.cohesion.posts();
  f.joiners = t.joiners;
  f.repeats = record::rounded(story.cohesion.repeats(), 2);
  f.understood = share(t.understood);
  if (t.day.voices() > 0) {
    f.day = t.day.day();
    f.over = f.day < std::chrono::floor<std::chrono::days>(grouper.background().now());
    f.dated = share(t.day);
    f.heralds = t.day.voices();
  }
  f.framed = share(t.framed);
  f.fillers = t.fillers;
  f.form = t.form;
  f.history = record::rounded(t.history, 2);
  f.term = t.term;
  f.turn = t.turn;
  if (container != Majority::kNone) f.container = containers_.predictability(container);
  return f;
}

Rated Rater::shown(const Story& story, const Grouper& grouper) const {
  Rated rated;
  rated.container = story.tally.occasions.winner();
  const MomentFacts& f = rated.facts = facts(story, grouper, rated.container);
  rated.moment = decide(f, model_);
  if (rated.moment.spread == Spread::meme) rated.form = form_of(story.tally);
  const Names& names = story.tally.names;
  rated.occasion = names.times() > 0 && names.times() >= kNamed * story.posts;
  const Names::Given& name = names.most();
  if (rated.occasion && name.times >= kCalled * names.times()) rated.inferred = name.name;
  return rated;
}

void Rater::complete(Rated& rated, const Post& post, const Story& story, const Grouper& grouper) {
  if (story.tally.former.changes > 0) rated.was = &story.tally.former;
  if (rated.moment.inferred() && names_day(rated.facts)) rated.dates = calendar::Dates{rated.facts.day, rated.facts.day, {}, {}};
  if (!rated.moment.in_container || rated.container == Majority::kNone) return;
  rated.dates = containers_.dates(rated.container, post.reader.facts().at.value_or(grouper.background().now()));
}

Rated Rater::rate(const Post& post, Story& story, const Grouper& grouper) {
  const PostCues cues = cues_.of_post(post.reader.words(), post.reader.lang(), post.figures);
  const bool firm = is_firm(post, cues);
  count(post, cues, firm, story);
  follow(post, traits(post, cues), story);
  Rated rated = shown(story, grouper);
  rated.firm = firm;
  settle(rated.moment, story.tally, post.reader.facts().at);
  complete(rated, post, story, grouper);
  return rated;
}

Rated Rater::rate_again(const Post& post, const Story& story, const Grouper& grouper) {
  Rated rated = shown(story, grouper);
  rated.firm = is_firm(post, cues_.of_post(post.reader.words(), post.reader.lang(), post.figures));
  hold(rated.moment, story.tally);
  complete(rated, post, story, grouper);
  return rated;
}

}  // namespace rtm::classify
