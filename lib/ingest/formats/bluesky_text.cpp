#include <algorithm>
#include <vector>

#include "ingest/formats/bluesky.hpp"

namespace rtm::ingest {

using record::Value;

namespace {

/// A part of a text, in bytes.
struct Facet {
  std::size_t start, end;  // start >= end when it lies nowhere
  Value features;
};

/// The facets in the order of their places.
std::vector<Facet> facets_of(Value list, std::size_t size) {
  std::vector<Facet> facets;
  for (const Value one : list.elements()) {
    if (facets.size() >= kMostEntities) break;
    const std::int64_t start = one["index"]["byteStart"].integer().value_or(-1);
    const std::int64_t end = one["index"]["byteEnd"].integer().value_or(-1);
    const bool inside = start >= 0 && start < end && static_cast<std::uint64_t>(end) <= size;
    facets.push_back({inside ? static_cast<std::size_t>(start) : size, inside ? static_cast<std::size_t>(end) : size, one["features"]});
  }
  std::stable_sort(facets.begin(), facets.end(), [](const Facet& a, const Facet& b) { return a.start < b.start; });
  return facets;
}

std::string_view without_scheme(std::string_view url) {
  for (const std::string_view scheme : {"https://", "http://"}) {
    if (url.starts_with(scheme)) url.remove_prefix(scheme.size());
  }
  if (url.starts_with("www.")) url.remove_prefix(4);
  return url;
}

/// True for a link's own beginning, as clients show it: "example.org/a/very/lo…".
bool is_shortened(std::string_view shown, std::string_view url) {
  for (const std::string_view end : {"...", "…", "/"}) {
    if (shown.ends_with(end)) shown.remove_suffix(end.size());
  }
  shown = without_scheme(shown);
  const std::string_view whole = without_scheme(url);
  const auto same = [](char a, char b) { return a == b || ((a ^ b) == 0x20 && (a | 0x20) >= 'a' && (a | 0x20) <= 'z'); };
  return shown.size() > 2 && shown.size() <= whole.size() && std::equal(shown.begin(), shown.end(), whole.begin(), same);
}

}  // namespace

void set_bluesky_text(Value record, Post& post) {
  const std::string text = record["text"].text();
  std::size_t done = 0;
  std::string scratch;
  for (const Facet& facet : facets_of(record["facets"], text.size())) {
    const std::string_view shown = std::string_view(text).substr(facet.start, facet.end - facet.start);
    for (const Value feature : facet.features.elements()) {
      const std::string_view type = feature["$type"].string(scratch);
      if (feature["tag"].is_string()) add_once(post.hashtags, feature["tag"].text());
      // Where a client counted wrongly the name is not what the facet covers; who is meant, its id still says.
      if (type.ends_with("#mention")) add_once(post.mentions, shown.starts_with('@') ? std::string(shown.substr(1)) : feature["did"].text());
      if (!type.ends_with("#link")) continue;
      const std::string url = feature["uri"].text();
      if (url.starts_with("http")) add_once(post.links, url);
      if (facet.start < done || !is_shortened(shown, url)) continue;
      post.text.append(text, done, facet.start - done).append(url);
      done = facet.end;
    }
  }
  post.text.append(text, done);
  for (const Value tag : record["tags"].elements()) add_once(post.hashtags, tag.text());
}

}  // namespace rtm::ingest
