#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "base/time.hpp"

namespace rtm::classify {

/// A content word of a post, as stories are compared by: a hash of its stem.
struct Term {
  std::uint64_t hash;
  float weight;  // how often, and how telling by its form (a hashtag tells more than a word)
  bool tagged = false;  // it stands in hashtags only
};

/// What grouping and rating need to know of one post: plain values that live as long as the call they are given to.
struct PostFacts {
  std::string_view id;
  std::optional<Time> at;  // event time; unknown: it joins by text and counts in no rate
  std::string_view author;
  std::string_view repost_of, quote_of, reply_to, thread, copy_of;  // ids, "" for none
  std::span<const Term> terms;                                     // each hash once
  std::uint64_t channel = 0;  // what it belongs to by itself (an occasion, the brand), 0 for nothing: posts of two channels
                              // share no story by their words
  std::uint64_t splits = 0;   // as gathers, but it takes the post before its words do: another turn of events; 0 for none
  std::uint64_t gathers = 0;  // posts of one gathering share a story when nothing else holds them; 0 for none
  std::span<const std::uint64_t> links;                            // hashes of what it links to
};

}  // namespace rtm::classify
