#pragma once
#include <optional>

#include "base/time.hpp"
#include "record/record.hpp"

namespace rtm::score {

/// What is read of a classified post, all found in one walk. Valid as long as the record.
struct Post {
  Post(const record::Record& record);  // not explicit: a post is a view of its record

  const record::Record& record;
  record::Value id, url, source, source_kind, author, title, text, lang, metrics, repost_of, copy_of, classify;
  std::optional<Time> at;  // published_at
  /// The members of `classify`.
  record::Value profile, story, same_as, parent, topics, brand, tone, sensitive, claim, moment;
  record::Value label, firm;  // of the moment
};

}  // namespace rtm::score
