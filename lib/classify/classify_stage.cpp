#include "classify/classify_stage.hpp"

namespace rtm::classify {

namespace {

// What is said of the brand belongs together; what fits no other story is one in which people speak to it, or one in which
// they speak of it.
constexpr std::string_view kBrand = "brand", kInbox = "brand inbox", kTalk = "brand talk";

}  // namespace

ClassifyStage::ClassifyStage(std::optional<brand::Profile> profile, std::vector<text::LabelModel> models)
    : profile_(std::move(profile)),
      definition_(profile_ ? profile_->definition : *brand::named_definition("strict")),
      labeller_(std::move(models)),
      rater_(this->profile()) {
  if (profile_) matcher_.emplace(*profile_);
}

void ClassifyStage::process(const record::Record& in, stage::Output& out) {
  if (!in.is_post()) return out.pass(in);
  reader_.read(in);
  const std::string_view text = reader_.text(), lang = reader_.lang();
  const Reading& reading = texts_.read(text, reader_.words(), lang);
  const int occasion = rater_.occasion_of(reader_);
  if (occasion != Majority::kNone) {
    reader_.set_aside(rater_.terms_of(occasion));
    const std::string& id = rater_.containers().occasion(occasion).id;
    // What is said of a feast and fits no other story is one; what is grave founds its own.
    const bool talk = rater_.containers().predictability(occasion) == Predictability::planned && reading.sensitive.empty();
    reader_.belongs_to(id, talk ? std::string_view(id) : std::string_view());
  }
  const BrandMatch* brand = matcher_ ? &matcher_->match(in, text, reader_.words(), lang) : nullptr;
  if (brand && brand->mention && !brand->own) reader_.belongs_to(kBrand, brand->addressed ? kInbox : kTalk);
  // A post that is seen again is an update: it stays in its story and counts for nothing.
  const std::string_view id = reader_.facts().id;
  Story* known = !id.empty() && ids_.seen(hash_of(id)) ? grouper_.story_of(id) : nullptr;
  std::optional<Turn> turn = known ? std::nullopt : rater_.turn_of(reader_, occasion, grouper_);
  if (brand && brand->mention) turn.reset();
  if (turn) {
    reader_.splits_off(turn->gathering);
    reader_.belongs_to(rater_.containers().occasion(turn->occasion).id);
  }
  const std::optional<Frame> frame = known ? std::nullopt : rater_.frame_of(reader_, occasion);
  if (frame && !turn) reader_.gathers(frame->gathering);
  const Grouper::Joined joined = known ? Grouper::Joined{*known, {}} : grouper_.assign(reader_.facts());
  Story& story = joined.story;
  Classified post;
  post.story = story_ = story.id;
  post.parent = story.parent;
  post.same_as = joined.same_as;
  post.topic = &reading.topic;
  post.names = &reading.names;
  post.tone = reading.tone;
  post.claim = reading.claim;
  post.sensitive = &reading.sensitive;
  post.labels = labeller_.label(text, reader_.words(), post.tone);
  post.brand = brand;
  const Rater::Post seen{reader_, post.tone, post.claim, reading.sensitive, post.brand, occasion, turn ? &*turn : nullptr, frame ? &*frame : nullptr, reading.names, reading.figures};
  rated_ = known ? rater_.rate_again(seen, story, grouper_) : rater_.rate(seen, story, grouper_);
  if (matcher_ && rated_.moment.in_container) matcher_->add_context(rater_.containers().titles(rated_.container));
  post.rated = &rated_;
  post.rtm = is_rtm(rated_.moment, definition_);
  write(post, profile(), matcher_ ? &*matcher_ : nullptr, rater_.containers(), writer_);
  out.annotate(in, "classify", writer_.text());
}

}  // namespace rtm::classify
