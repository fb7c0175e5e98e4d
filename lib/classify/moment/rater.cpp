#include "classify/moment/rater.hpp"

#include <algorithm>

#include "record/writer.hpp"

namespace rtm::classify {

namespace {

constexpr double kFirm = 0.5;         // from here on an account is a firm's
constexpr double kComplaint = -0.3;   // sentiment
constexpr double kFloor = 0.5;        // posts an hour that surprise nobody, whatever was usual

bool asks(const Rater::Post& post) {
  return post.claim.kind == text::ClaimKind::question || post.tone.sentiment <= kComplaint || post.tone.anger >= 0.5 || post.tone.insult >= 0.5;
}

}  // namespace

Rater::Rater(const brand::Profile* profile) : containers_(profile ? Containers(*profile) : Containers()) {}

int Rater::occasion_of(const PostReader& reader) {
  const auto at = reader.facts().at;
  return at ? containers_.find(reader.text(), reader.words(), *at) : Majority::kNone;
}

/// Folds the post into its story; true when another firm wrote it.
bool Rater::count(const Post& post, Story& story) {
  Tally& tally = story.tally;
  const PostFacts& facts = post.reader.facts();
  const PostCues cues = cues_.of_post(post.reader.words().all(), post.reader.lang());
  const bool own = post.brand && post.brand->own;
  const bool firm = !own && 1 - (1 - cues_.of_author(post.author_name)) * (1 - cues.pitch) >= kFirm;
  if (post.occasion != Majority::kNone) tally.occasions.add(post.occasion);
  const auto add = [n = story.posts](Share& share, double x) { share.add(x, n); };
  add(tally.contained, post.occasion != Majority::kNone);
  add(tally.ahead, cues.ahead);
  add(tally.templated, cues.templated);
  add(tally.addressed, post.brand && post.brand->addressed);
  add(tally.asking, post.brand && post.brand->addressed && asks(post));
  add(tally.own, own);
  add(tally.business, firm);
  add(tally.placed, post.brand && post.brand->placed);
  if (!facts.author.empty()) {
    tally.authors.add(hash_of(facts.author));
    if (firm) tally.brands.add(hash_of(facts.author));
  }
  return firm;
}

MomentFacts Rater::facts(const Story& story, const Grouper& grouper, int container) const {
  const Tally& t = story.tally;
  const auto share = [](const Share& s) { return record::rounded(s.value(), 2); };
  MomentFacts f;
  f.burst = record::rounded(story.rate.burst(grouper.background().now(), grouper.age(), grouper.loudness(), kFloor), 1);
  f.novelty = record::rounded(1 - story.known, 2);
  f.posts = story.posts;
  f.authors = t.authors.count();
  f.brands = t.brands.count();
  f.contained = share(t.contained);
  f.ahead = share(t.ahead);
  f.templated = share(t.templated);
  f.addressed = share(t.addressed);
  f.asking = share(t.asking);
  f.own = share(t.own);
  f.business = share(t.business);
  f.placed = share(t.placed);
  f.held = t.held.label;
  if (container != Majority::kNone) f.container = containers_.predictability(container);
  return f;
}

Rated Rater::rate(const Post& post, Story& story, const Grouper& grouper) {
  Rated rated;
  rated.firm = count(post, story);
  rated.container = story.tally.occasions.winner();
  const MomentFacts f = facts(story, grouper, rated.container);
  rated.burst = f.burst;
  rated.novelty = f.novelty;
  rated.moment = decide(f);
  settle(rated.moment, story.tally);
  return rated;
}

}  // namespace rtm::classify
