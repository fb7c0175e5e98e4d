#include "score/post.hpp"

#include <string>
#include <tuple>

#include "record/names.hpp"

namespace rtm::score {

namespace {

constexpr record::Names kPost{"id", "url", "source", "source_kind", "author", "title", "text", "lang", "metrics", "repost_of", "copy_of", "classify", "published_at"};
constexpr record::Names kClassify{"profile", "story", "same_as", "parent", "topics", "brand", "tone", "sensitive", "claim", "moment"};
constexpr record::Names kMoment{"label", "firm"};

}  // namespace

Post::Post(const record::Record& in) : record(in) {
  record::Value published_at;
  std::string scratch;
  std::tie(id, url, source, source_kind, author, title, text, lang, metrics, repost_of, copy_of, classify, published_at) = std::tuple_cat(kPost.in(in.root()));
  std::tie(profile, story, same_as, parent, topics, brand, tone, sensitive, claim, moment) = std::tuple_cat(kClassify.in(classify));
  std::tie(label, firm) = std::tuple_cat(kMoment.in(moment));
  at = parse_time(published_at.string(scratch));
}

}  // namespace rtm::score
