#pragma once
#include <string>

#include "ingest/formats/social.hpp"

/// Records of Bluesky (app.bsky.* of the AT protocol), as API views and streams carry them.
namespace rtm::ingest {

/// Text, hashtags, mentions and links of an app.bsky.feed.post record. Facets count UTF-8 bytes. A link that is shown cut short
/// is written in full, words that lead somewhere stay words.
void set_bluesky_text(record::Value record, Post& post);

/// Media, links and the quoted post of an embed, seen by the API or as it stands in the record; `did` owns the blobs.
/// `record` is the record's own embed, `view` what the API made of it (or absent).
void set_bluesky_embed(record::Value record, record::Value view, const std::string& did, Post& post);

}  // namespace rtm::ingest
