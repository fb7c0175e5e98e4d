#include "classify/member.hpp"

namespace rtm::classify {

namespace {

using record::Writer;

void write_spans(const std::vector<text::Span>& spans, Writer& out) {
  out.key("spans").begin_array();
  for (const text::Span& span : spans) {
    out.begin_array().integer(static_cast<std::int64_t>(span.start)).integer(static_cast<std::int64_t>(span.end)).end_array();
  }
  out.end_array();
}

void write_topic(std::string_view id, double p, const std::vector<text::Span>& spans, Writer& out) {
  out.begin_object().member("id", id).member("p", p, 2);
  write_spans(spans, out);
  out.end_object();
}

/// What of the profile the post speaks of, then its general topic.
void write_topics(const Classified& post, const BrandMatcher* matcher, Writer& out) {
  out.key("topics").begin_array();
  if (matcher) {
    for (const Topic& topic : post.brand->topics) write_topic(matcher->topic_id(topic.number), topic.p, topic.spans, out);
  }
  if (!post.topic->id.empty()) write_topic(post.topic->id, post.topic->p, post.topic->spans, out);
  out.end_array();
}

void write_names(const std::vector<text::Name>& names, Writer& out) {
  out.key("names").begin_array();
  for (const text::Name& name : names) {
    out.begin_object().member("kind", text::name_kind(name.kind)).member("name", name.text).member("p", name.p, 2);
    write_spans(name.spans, out);
    out.end_object();
  }
  out.end_array();
}

void write_brand(const BrandMatch& match, const brand::Profile& profile, Writer& out) {
  out.key("brand").begin_object().member("mention", match.mention);
  out.key("products").begin_array();
  for (const std::uint32_t i : match.products) out.string(profile.products[i].id);
  out.end_array().key("competitors").begin_array();
  for (const std::uint32_t i : match.competitors) out.string(profile.competitors[i].id);
  out.end_array().member("own", match.own).member("addressed", match.addressed).member("reproached", match.reproached).end_object();
}

void write_tone(const text::Tone& tone, Writer& out) {
  out.key("tone").begin_object().member("sentiment", tone.sentiment, 2).member("anger", tone.anger, 2);
  out.member("insult", tone.insult, 2).member("hate", tone.hate, 2).member("irony", tone.irony, 2).end_object();
}

void write_sensitive(const std::vector<text::SensitiveTag>& tags, Writer& out) {
  out.key("sensitive").begin_array();
  for (const text::SensitiveTag& tag : tags) {
    out.begin_object().member("id", tag.id).member("tier", text::tier_name(tag.tier)).member("p", tag.p, 2);
    write_spans(tag.spans, out);
    out.member("why", std::string_view(tag.why)).end_object();
  }
  out.end_array();
}

/// What models of the user's own say; nothing without any.
void write_labels(std::span<const OwnLabel> labels, Writer& out) {
  if (labels.empty()) return;
  out.key("labels").begin_object();
  for (const OwnLabel& label : labels) {
    out.key(label.name).begin_object().member("value", label.value).member("p", label.p, 2).end_object();
  }
  out.end_object();
}

void write_or_null(const char* key, std::string_view value, Writer& out) {
  out.key(key);
  if (value.empty()) {
    out.null();
  } else {
    out.string(value);
  }
}

void write_dates(const std::optional<calendar::Dates>& dates, Writer& out) {
  if (dates) out.member("from", std::string_view(format_day(dates->first))).member("to", std::string_view(format_day(dates->last)));
}

void write_container(const Rated& rated, const Containers& containers, Writer& out) {
  out.key("container");
  if (rated.moment.inferred() && (rated.occasion || rated.dates)) {
    out.begin_object().member("id", "inferred");
    write_or_null("title", rated.inferred, out);
    out.key("attributes").begin_array().end_array();
    write_dates(rated.dates, out);
    out.end_object();
    return;
  }
  if (!rated.moment.in_container) {
    out.null();
    return;
  }
  const calendar::Occasion& occasion = containers.occasion(rated.container);
  out.begin_object().member("id", std::string_view(occasion.id)).member("title", std::string_view(occasion.title_it));
  out.key("attributes").begin_array();
  for (const std::string& attribute : occasion.attributes) out.string(attribute);
  out.end_array();
  write_dates(rated.dates, out);
  out.end_object();
}

void write_was(const Former& was, Writer& out) {
  out.key("was").begin_object().member("label", name(was.label));
  if (was.until) out.member("until", std::string_view(format_time(*was.until)));
  out.member("why", std::string_view(was.why)).key("changes").integer(was.changes).end_object();
}

void write_moment(const Classified& post, const Containers& containers, Writer& out) {
  const Moment& m = post.rated->moment;
  out.key("moment").begin_object().member("label", name(m.label));
  write_or_null("predictability", name(m.predictability), out);
  write_or_null("posture", name(m.posture), out);
  write_or_null("use_case", name(m.use_case), out);
  write_container(*post.rated, containers, out);
  out.member("surprise", m.surprise, 2).member("spread", name(m.spread));
  if (!post.rated->form.empty()) out.member("template", std::string_view(post.rated->form));
  if (post.rated->facts.brands > 0) out.key("brands").integer(static_cast<std::int64_t>(post.rated->facts.brands));
  out.member("burst", post.rated->facts.burst, 1);
  out.member("novelty", post.rated->facts.novelty, 2).member("firm", post.rated->firm).member("rtm", post.rtm).member("p", m.p, 2);
  out.key("second");
  if (m.second_p > 0) {
    out.begin_object().member("label", name(m.second)).member("p", m.second_p, 2).end_object();
  } else {
    out.null();
  }
  if (post.rated->was) write_was(*post.rated->was, out);
  out.key("why").begin_array();
  for (const std::string& why : m.why) out.string(why);
  out.end_array().end_object();
}

}  // namespace

void write(const Classified& post, const brand::Profile* profile, const BrandMatcher* matcher, const Containers& containers,
           Writer& out) {
  out.clear();
  out.begin_object();
  if (profile) out.member("profile", std::string_view(profile->hash));
  out.member("story", post.story);
  if (!post.parent.empty()) out.member("parent", post.parent);
  if (!post.same_as.empty()) out.member("same_as", post.same_as);
  write_topics(post, matcher, out);
  write_names(*post.names, out);
  if (profile) write_brand(*post.brand, *profile, out);
  write_tone(post.tone, out);
  write_sensitive(*post.sensitive, out);
  out.key("claim").begin_object().member("kind", text::claim_name(post.claim.kind)).member("p", post.claim.p, 2).end_object();
  write_labels(post.labels, out);
  write_moment(post, containers, out);
  out.end_object();
}

}  // namespace rtm::classify
